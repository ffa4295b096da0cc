package dev.gatehouse.cli.output;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ProgressTest {
    @Test
    void showsHowFarItIsAndHowLongItWillTake() {
        assertThat(Progress.line("10 users", 0.25, Duration.ofSeconds(10)))
                .isEqualTo("[######                  ] 25 %  10 users, 30 s left");
        assertThat(Progress.line("10 users", 1.5, Duration.ofSeconds(10)))
                .isEqualTo("[########################] 100 %  10 users, 0 s left");
        assertThat(Progress.line("10 users", -1, Duration.ofSeconds(10))).isEqualTo("10 users, 10 s");
    }

    @Test
    void writesNothingWhereThereIsNoTerminal() {
        StringWriter err = new StringWriter();
        Progress progress = new Progress(new PrintWriter(err), false);

        progress.show("10 users", 0.5);
        progress.clear();

        assertThat(err).hasToString("");
    }
}
