package dev.gatehouse.bench;

import dev.gatehouse.bench.load.Measurement;
import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The results on one JDK, as a Markdown table. */
final class MarkdownTable {
    private final String version;
    private final List<Integer> connections;
    private final List<String> starts = new ArrayList<>();
    private final List<String> rows = new ArrayList<>();
    private final List<String> failures = new ArrayList<>();

    /**
     * @param version of the JDK
     * @param connections how many at once, one group of columns each
     */
    MarkdownTable(String version, List<Integer> connections) {
        this.version = version;
        this.connections = List.copyOf(connections);
    }

    /**
     * Adds a line about the process.
     *
     * @param ready how long it took to be ready; null when it was running already
     * @param resident its memory in MiB; negative when not known
     */
    void start(String name, @Nullable Duration ready, long resident) {
        starts.add("| %s | %s | %s |"
                .formatted(
                        name,
                        ready == null ? "" : String.format(Locale.ROOT, "%,d ms", ready.toMillis()),
                        resident < 0 ? "?" : resident + " MiB"));
    }

    /** Adds a line of figures: one measurement for each number of connections. */
    void row(String name, List<Measurement> measured) {
        StringBuilder line = new StringBuilder("| " + name + " |");
        for (int i = 0; i < measured.size(); i++) {
            Measurement each = measured.get(i);
            line.append(String.format(
                    Locale.ROOT,
                    " %,.0f | %s | %s | %s |",
                    each.perSecond(),
                    millis(each.median()),
                    millis(each.p99()),
                    micros(each.cpu())));
            if (each.failures() > 0) {
                failures.add("%s, %d at once: %d failed, first: %s"
                        .formatted(name, connections.get(i), each.failures(), each.firstFailure()));
            }
        }
        rows.add(line.toString());
    }

    private static String millis(Duration time) {
        return String.format(Locale.ROOT, "%.2f", time.toNanos() / 1e6);
    }

    private static String micros(@Nullable Duration time) {
        return time == null ? "" : String.format(Locale.ROOT, "%.0f", time.toNanos() / 1e3);
    }

    void print(PrintStream out) {
        out.printf("%n## JDK %s%n%n", version);
        out.println("| process | ready after | memory at rest |");
        out.println("|---|---:|---:|");
        starts.forEach(out::println);
        out.println();
        StringBuilder head = new StringBuilder("| |");
        StringBuilder rule = new StringBuilder("|---|");
        for (int each : connections) {
            head.append(" %d at once: per second | p50 ms | p99 ms | server CPU µs |".formatted(each));
            rule.append("---:|---:|---:|---:|");
        }
        out.println(head);
        out.println(rule);
        rows.forEach(out::println);
        failures.forEach(failure -> out.println("\n**" + failure + "**"));
    }
}
