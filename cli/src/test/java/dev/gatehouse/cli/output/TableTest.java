package dev.gatehouse.cli.output;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TableTest {
    private static String print(boolean aligned, List<List<String>> rows) {
        Table table = new Table(List.of("id", "name"), aligned);
        rows.forEach(table::add);
        StringWriter printed = new StringWriter();
        table.print(new PrintWriter(printed, true));
        return printed.toString().replace(System.lineSeparator(), "\n");
    }

    @Test
    void alignsColumnsUnderHeadingsForAPerson() {
        assertThat(print(true, List.of(List.of("1", "Ada"), List.of("1234", ""))))
                .isEqualTo("""
                ID    NAME
                1     Ada
                1234 \s
                """);
    }

    @Test
    void cutsLongValuesOffForAPerson() {
        assertThat(print(true, List.of(List.of("1", "x".repeat(60))))).endsWith("1   " + "x".repeat(45) + "...\n");
    }

    @Test
    void tellsAPersonThatThereIsNothing() {
        assertThat(print(true, List.of())).isEqualTo("none\n");
    }

    @Test
    void printsWholeValuesAndTabsForAProgram() {
        assertThat(print(false, List.of(List.of("1", "x".repeat(60))))).isEqualTo("1\t" + "x".repeat(60) + "\n");
        assertThat(print(false, List.of())).isEmpty();
    }

    @Test
    void letsNoValueDisturbTheLinesOrTheTerminal() {
        assertThat(print(false, List.of(List.of("a\tb\nc", "\u001b[31mred")))).isEqualTo("a b c\t [31mred\n");
    }

    @Test
    void usesNoColourWhereItIsTurnedOff() {
        assertThat(Terminal.allowsColour(Map.of())).isTrue();
        assertThat(Terminal.allowsColour(Map.of("NO_COLOR", ""))).isTrue();
        assertThat(Terminal.allowsColour(Map.of("NO_COLOR", "1"))).isFalse();
        assertThat(Terminal.allowsColour(Map.of("TERM", "dumb"))).isFalse();
    }
}
