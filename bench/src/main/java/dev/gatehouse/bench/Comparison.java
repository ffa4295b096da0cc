package dev.gatehouse.bench;

import dev.gatehouse.bench.load.HttpWorker;
import dev.gatehouse.bench.load.Load;
import dev.gatehouse.bench.load.Measurement;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import java.util.regex.Pattern;

/**
 * Compares two servers that run at the same time, each with its own tenant: the load alternates between them every second, so
 * that other work on the machine affects both alike. The median round counts. Optionally this server streams its log to a sink.
 */
final class Comparison {
    private static final Duration WARM_UP = Duration.ofSeconds(8);
    private static final Duration ROUND_WARM_UP = Duration.ofMillis(200);
    private static final Duration ROUND = Duration.ofSeconds(1);

    private final JavaRuntime java;
    private final int rounds;
    private final int connections;
    private final Pattern only;
    private final boolean logStream;

    /**
     * @param rounds how many rounds each server is measured
     * @param connections how many at once
     * @param only rows whose names match
     * @param logStream whether this server streams its log, and the other does not
     */
    Comparison(JavaRuntime java, int rounds, int connections, Pattern only, boolean logStream) {
        this.java = java;
        this.rounds = rounds;
        this.connections = connections;
        this.only = only;
        this.logStream = logStream;
    }

    void run(Path older, Path newer, PrintStream out) throws IOException {
        out.printf("%n| %d at once, median of %d rounds | per second, other | this | ratio |", connections, rounds);
        out.printf(" CPU µs, other | this | ratio |%n|---|---:|---:|---:|---:|---:|---:|%n");
        try (LogSink sink = new LogSink();
                Target other = start("other", older);
                Target ours = start("this", newer)) {
            if (logStream) {
                ours.requests().streamLog(ours.process().port(), sink.port());
            }
            for (String row : ours.rows().keySet()) {
                if (only.matcher(row).find()) {
                    compare(row, other, ours, out);
                }
            }
            if (logStream) {
                out.printf("%nThe sink was sent %,d events.%n", sink.events());
            }
        }
    }

    private void compare(String row, Target other, Target ours, PrintStream out) {
        other.measure(row, new Load(WARM_UP, ROUND), connections);
        ours.measure(row, new Load(WARM_UP, ROUND), connections);
        List<Measurement> others = new ArrayList<>();
        List<Measurement> own = new ArrayList<>();
        for (int round = 0; round < rounds; round++) {
            others.add(other.measure(row, new Load(ROUND_WARM_UP, ROUND), connections));
            own.add(ours.measure(row, new Load(ROUND_WARM_UP, ROUND), connections));
        }
        out.printf(
                "| %s |%s%s%n", row, pair(others, own, Measurement::perSecond), pair(others, own, Comparison::micros));
        out.flush();
    }

    private static String pair(List<Measurement> others, List<Measurement> own, ToDoubleFunction<Measurement> figure) {
        double other = median(others, figure);
        double ours = median(own, figure);
        return String.format(Locale.ROOT, " %,.0f | %,.0f | %.2f |", other, ours, ours / other);
    }

    private static double median(List<Measurement> measurements, ToDoubleFunction<Measurement> figure) {
        double[] sorted = measurements.stream().mapToDouble(figure).sorted().toArray();
        return sorted[sorted.length / 2];
    }

    private static double micros(Measurement round) {
        Duration cpu = round.cpu();
        return cpu == null ? Double.NaN : cpu.toNanos() / 1e3;
    }

    private Target start(String name, Path jar) throws IOException {
        Path data = java.emptyDirectory(name);
        ServerProcess process = ServerBenchmark.start(java, jar, name, data);
        return new Target(process, new TenantRequests(data.resolve("credentials.json"), process.port()));
    }

    /** A server under test and the requests for it. */
    private record Target(ServerProcess process, TenantRequests requests) implements AutoCloseable {
        Map<String, Supplier<byte[]>> rows() {
            return ServerBenchmark.rows(requests);
        }

        Measurement measure(String row, Load load, int connections) {
            Supplier<byte[]> request = Objects.requireNonNull(rows().get(row));
            Measurement round = load.run(connections, HttpWorker.to(process.port(), request), process::cpu);
            if (round.failures() > 0) {
                throw new IllegalStateException(
                        row + ": " + round.failures() + " failed, first: " + round.firstFailure());
            }
            return round;
        }

        @Override
        public void close() {
            process.close();
        }
    }
}
