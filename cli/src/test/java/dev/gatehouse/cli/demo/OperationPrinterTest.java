package dev.gatehouse.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;

class OperationPrinterTest {
    private final StringWriter out = new StringWriter();
    private Instant now = Instant.EPOCH;
    private final InstantSource clock = () -> now;
    private final OperationPrinter printer = new OperationPrinter(new PrintWriter(out, true), clock);

    @Test
    void printsOneLineForEachOperation() {
        printer.manager("roles");
        String made = printer.call("create", () -> later("rol_1"), id -> "Clerk is " + id);
        printer.call("delete", () -> later("nothing"), "done");

        assertThat(made).isEqualTo("rol_1");
        assertThat(printer.count()).isEqualTo(2);
        assertThat(out.toString().lines())
                .containsExactly(
                        "",
                        "client.roles()",
                        "  create                       " + "Clerk is rol_1" + " ".repeat(48) + "    7 ms",
                        "  delete                       " + "done" + " ".repeat(58) + "    7 ms");
    }

    @Test
    void truncatesLongResults() {
        printer.call("getAll", () -> "x".repeat(63), all -> all);

        assertThat(out.toString()).contains(" " + "x".repeat(59) + "... ");
    }

    private String later(String value) {
        now = now.plusMillis(7);
        return value;
    }
}
