package dev.gatehouse.bench;

import dev.gatehouse.bench.load.HttpWorker;
import dev.gatehouse.bench.load.Load;
import dev.gatehouse.bench.load.Measurement;
import dev.gatehouse.bench.load.Worker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * {@code bench/soak}: a long load on a server with a small heap, started with the flags of the command. Fails with status 1 where a request was not served, health was
 * slow, the heap did not suffice, or memory grew.
 */
@Command(
        name = "bench/soak",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Loads the packaged server with writers and readers for long, and asserts what it did.")
public final class Soak implements Callable<Integer> {
    private static final Duration WARM_UP = Duration.ofSeconds(10);
    private static final Duration MAX_HEALTH = Duration.ofMillis(200);
    private static final double MAX_RESIDENT_OF_HEAP = 1.6;
    /** Of the last third of the time, to the middle one. */
    private static final double MAX_GROWTH = 1.1;

    /** Between two questions about health; it counts as time that the answer took. */
    private static final Duration PAUSE = Duration.ofMillis(5);

    @Option(names = "--minutes", defaultValue = "30", description = "How long. Default: 30.")
    private int minutes;

    @Option(names = "--heap", defaultValue = "256", description = "Of the server, in MiB. Default: 256.")
    private int heap;

    @Option(names = "--writers", defaultValue = "64", description = "How many create and change users. Default: 64.")
    private int writers;

    @Option(names = "--readers", defaultValue = "16", description = "How many read, search and list. Default: 16.")
    private int readers;

    @Option(
            names = "--hostile",
            defaultValue = "0",
            description = "How many send bodies and searches that cost much; then a 503 is no failure. Default: 0.")
    private int hostile;

    @Option(names = "--server", hidden = true, required = true)
    private Path server = Path.of("");

    @Option(names = "--work", hidden = true, required = true)
    private Path work = Path.of("");

    private Soak() {}

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new Soak()).execute(arguments));
    }

    @Override
    public Integer call() throws Exception {
        Files.createDirectories(work);
        JavaRuntime java = new JavaRuntime(
                Path.of(System.getProperty("java.home")), List.of("-XX:+UseSerialGC", "-Xmx" + heap + "m"), work);
        int port = JavaRuntime.freePort();
        Path data = java.emptyDirectory("soak");
        List<String> arguments = List.of(
                "-jar",
                server.toString(),
                "start",
                "--data",
                data.toString(),
                "--domain",
                "localhost:" + JavaRuntime.freePort(),
                "--http-port",
                Integer.toString(port));
        try (ServerProcess running = java.start("soak", port, arguments)) {
            TenantRequests requests = new TenantRequests(data.resolve("credentials.json"), port);
            return load(running, requests);
        }
    }

    private int load(ServerProcess running, TenantRequests requests) throws Exception {
        Load load = new Load(WARM_UP, Duration.ofMinutes(minutes));
        ExecutorService threads = Executors.newCachedThreadPool();
        try {
            Future<Measurement> written =
                    threads.submit(() -> load.run(writers, worker(running, write(requests)), () -> null));
            Future<Measurement> read =
                    threads.submit(() -> load.run(readers, worker(running, read(requests)), () -> null));
            Future<Measurement> health = threads.submit(
                    () -> load.run(1, paced(HttpWorker.to(running.port(), requests::health)), () -> null));
            HostileRequests attacks = new HostileRequests(requests);
            Future<Measurement> attacked = threads.submit(() -> hostile == 0
                    ? null
                    : load.run(hostile, () -> new HostileWorker(running.port(), attacks), () -> null));
            List<Long> resident = watch(running, written);
            List<String> faults = new ArrayList<>();
            report("writers", written.get(), faults);
            report("readers", read.get(), faults);
            Measurement healthy = health.get();
            report("health", healthy, faults);
            if (attacked.get() != null) {
                report("hostile", attacked.get(), faults);
            }
            if (healthy.p99().compareTo(MAX_HEALTH) > 0) {
                faults.add("health took longer than " + MAX_HEALTH.toMillis() + " ms at the 99th percentile");
            }
            checkMemory(resident, faults);
            faults.forEach(fault -> System.out.println("FAULT: " + fault));
            return faults.isEmpty() ? 0 : 1;
        } finally {
            threads.shutdownNow();
        }
    }

    private Worker.Factory worker(ServerProcess running, Supplier<byte[]> requests) {
        return hostile == 0
                ? HttpWorker.to(running.port(), requests)
                : () -> new HostileWorker(running.port(), requests);
    }

    private static Supplier<byte[]> write(TenantRequests requests) {
        return () -> switch (ThreadLocalRandom.current().nextInt(10)) {
            case 0 -> requests.token();
            case 1, 2, 3, 4 -> requests.updateUser();
            default -> requests.createUser();
        };
    }

    private static Supplier<byte[]> read(TenantRequests requests) {
        return () -> switch (ThreadLocalRandom.current().nextInt(10)) {
            case 0 -> requests.listUsers();
            case 1, 2, 3 -> requests.searchUser();
            default -> requests.readUser();
        };
    }

    /** With a pause before each. */
    private static Worker.Factory paced(Worker.Factory factory) {
        return () -> {
            Worker worker = factory.create();
            return () -> {
                ServerProcess.pause(PAUSE);
                return worker.execute();
            };
        };
    }

    /** The resident memory every five seconds, in MiB; prints it every minute. */
    private static List<Long> watch(ServerProcess running, Future<?> until) throws IOException {
        List<Long> resident = new ArrayList<>();
        while (!until.isDone()) {
            resident.add(running.residentMebibytes());
            if (resident.size() % 12 == 0) {
                System.out.println("resident: " + resident.get(resident.size() - 1) + " MiB");
            }
            ServerProcess.pause(Duration.ofSeconds(5));
        }
        return resident;
    }

    private static void report(String name, Measurement measured, List<String> faults) {
        System.out.printf(
                Locale.ROOT,
                "%-8s %8.0f/s  median %6d ms  p99 %6d ms  failures %d%n",
                name,
                measured.perSecond(),
                measured.median().toMillis(),
                measured.p99().toMillis(),
                measured.failures());
        if (measured.failures() > 0) {
            faults.add(name + ": " + measured.failures() + " failures, as " + measured.firstFailure());
        }
    }

    private void checkMemory(List<Long> resident, List<String> faults) throws IOException {
        long max = resident.stream().mapToLong(Long::longValue).max().orElse(0);
        System.out.printf(Locale.ROOT, "resident at most %d MiB, %.2f of the heap%n", max, (double) max / heap);
        if (max > MAX_RESIDENT_OF_HEAP * heap) {
            faults.add("resident memory was more than " + MAX_RESIDENT_OF_HEAP + " of the heap");
        }
        double before = mean(resident.subList(resident.size() / 3, resident.size() * 2 / 3));
        double after = mean(resident.subList(resident.size() * 2 / 3, resident.size()));
        System.out.printf(Locale.ROOT, "resident on average %.0f MiB, then %.0f MiB%n", before, after);
        if (after > MAX_GROWTH * before) {
            faults.add("resident memory grew");
        }
        if (Files.readString(work.resolve("soak.log")).contains("OutOfMemoryError")) {
            faults.add("the server was out of memory");
        }
    }

    private static double mean(List<Long> values) {
        return values.stream().mapToLong(Long::longValue).average().orElse(0);
    }
}
