package dev.gatehouse.bench.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class TallyTest {
    @Test
    void percentilesAreThoseOfTheNearestRank() {
        Tally tally = new Tally();
        for (int i = 2_000; i >= 1; i--) {
            tally.add(i, null);
        }
        assertThat(tally.measurement(Duration.ofSeconds(4), Duration.ofMillis(8)))
                .isEqualTo(new Measurement(
                        500, Duration.ofNanos(1_000), Duration.ofNanos(1_980), Duration.ofNanos(4_000), 0, null));
    }

    @Test
    void failuresAreNoThroughput() {
        Tally tally = new Tally();
        tally.add(7, null);
        tally.add(9, "429 first");
        tally.add(9, "429 second");
        assertThat(tally.measurement(Duration.ofSeconds(1), null))
                .isEqualTo(new Measurement(1, Duration.ofNanos(7), Duration.ofNanos(7), null, 2, "429 first"));
    }

    @Test
    void nothingMeasuredIsZero() {
        assertThat(new Tally().measurement(Duration.ofSeconds(1), null))
                .isEqualTo(new Measurement(0, Duration.ZERO, Duration.ZERO, null, 0, null));
    }

    @Test
    void talliesOfSeveralWorkersAddUp() {
        Tally one = new Tally();
        one.add(10, null);
        Tally other = new Tally();
        other.add(30, null);
        other.add(1, "500");
        one.add(other);
        assertThat(one.measurement(Duration.ofSeconds(1), null))
                .isEqualTo(new Measurement(2, Duration.ofNanos(10), Duration.ofNanos(30), null, 1, "500"));
    }
}
