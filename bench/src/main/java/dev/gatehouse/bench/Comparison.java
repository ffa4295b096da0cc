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
 * Two servers side by side, each on a tenant of its own, that take the load in turns of a second: what else the machine does
 * meets both alike. The median turn counts. Where it is asked for, this server streams its log to a sink all the while.
 */
final class Comparison {
    private static final Duration WARM_UP = Duration.ofSeconds(8);
    private static final Duration SETTLE = Duration.ofMillis(200);
    private static final Duration TURN = Duration.ofSeconds(1);

    private final JavaRuntime java;
    private final int rounds;
    private final int connections;
    private final Pattern only;
    private final boolean logStream;

    /**
     * @param rounds how many turns each server takes
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
        out.printf("%n| %d at once, median of %d turns | per second, other | this | ratio |", connections, rounds);
        out.printf(" CPU µs, other | this | ratio |%n|---|---:|---:|---:|---:|---:|---:|%n");
        try (LogSink sink = new LogSink();
                Side other = start("other", older);
                Side ours = start("this", newer)) {
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

    private void compare(String row, Side other, Side ours, PrintStream out) {
        other.turn(row, new Load(WARM_UP, TURN), connections);
        ours.turn(row, new Load(WARM_UP, TURN), connections);
        List<Measurement> others = new ArrayList<>();
        List<Measurement> own = new ArrayList<>();
        for (int round = 0; round < rounds; round++) {
            others.add(other.turn(row, new Load(SETTLE, TURN), connections));
            own.add(ours.turn(row, new Load(SETTLE, TURN), connections));
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

    private static double median(List<Measurement> turns, ToDoubleFunction<Measurement> figure) {
        double[] sorted = turns.stream().mapToDouble(figure).sorted().toArray();
        return sorted[sorted.length / 2];
    }

    private static double micros(Measurement turn) {
        Duration cpu = turn.cpu();
        return cpu == null ? Double.NaN : cpu.toNanos() / 1e3;
    }

    private Side start(String name, Path jar) throws IOException {
        Path data = java.emptyDirectory(name);
        ServerProcess process = ServerBench.start(java, jar, name, data);
        return new Side(process, new TenantRequests(data.resolve("credentials.json"), process.port()));
    }

    /** A server and what is asked of it. */
    private record Side(ServerProcess process, TenantRequests requests) implements AutoCloseable {
        Map<String, Supplier<byte[]>> rows() {
            return ServerBench.rows(requests);
        }

        Measurement turn(String row, Load load, int connections) {
            Supplier<byte[]> request = Objects.requireNonNull(rows().get(row));
            Measurement turn = load.run(connections, HttpWorker.on(process.port(), request), process::cpu);
            if (turn.failures() > 0) {
                throw new IllegalStateException(
                        row + ": " + turn.failures() + " failed, as with " + turn.firstFailure());
            }
            return turn;
        }

        @Override
        public void close() {
            process.close();
        }
    }
}
