package dev.gatehouse.bench;

import dev.gatehouse.bench.load.Load;
import dev.gatehouse.bench.profile.Profile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code bench/run}: measures and prints tables in Markdown. */
@Command(
        name = "bench/run",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Benchmarks the packaged server, and baselines for HTTP and SQLite.")
public final class Main implements Callable<Integer> {
    @Option(
            names = "--jdk",
            paramLabel = "HOME",
            description = "A JDK to run the server on; again for another. By default the one that runs this.")
    private List<Path> jdks = new ArrayList<>();

    @Option(names = "--seconds", defaultValue = "5", description = "How long each cell is measured. Default: 5.")
    private int seconds;

    @Option(names = "--warm-up", defaultValue = "3", description = "Seconds that it runs before that. Default: 3.")
    private int warmUp;

    @Option(
            names = "--connections",
            split = ",",
            defaultValue = "1,32",
            description = "How many at once, one column each. Default: 1,32.")
    private List<Integer> connections = List.of();

    @Option(
            names = "--only",
            paramLabel = "REGEX",
            defaultValue = ".*",
            description = "Only the rows whose name matches.")
    private Pattern only = Pattern.compile(".*");

    @Option(
            names = "--jvm-option",
            paramLabel = "OPTION",
            description = "For the server's JVM, as in -Xmx256m; again for another.")
    private List<String> jvmOptions = new ArrayList<>();

    @Option(
            names = "--jfr",
            paramLabel = "FILE",
            description = "Records the server under load with Java Flight Recorder, and prints a CPU profile.")
    private @Nullable Path recording;

    @Option(
            names = "--compare",
            paramLabel = "JAR",
            description =
                    "Compares with another packaged server, in alternating rounds of a second; nothing else is measured then.")
    private @Nullable Path compared;

    @Option(
            names = "--log-stream",
            description =
                    "Compares the server with itself, where the one streams its log to a sink in this process; nothing else is measured then.")
    private boolean logStream;

    @Option(names = "--rounds", defaultValue = "15", description = "How many rounds each is measured. Default: 15.")
    private int rounds;

    @Option(names = "--server", hidden = true, required = true)
    private Path server = Path.of("");

    @Option(names = "--work", hidden = true, required = true)
    private Path work = Path.of("");

    private Main() {}

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new Main()).execute(arguments));
    }

    @Override
    public Integer call() throws Exception {
        Files.createDirectories(work);
        if (compared != null || logStream) {
            return compare(compared == null ? server : compared);
        }
        Load load = new Load(Duration.ofSeconds(warmUp), Duration.ofSeconds(seconds));
        System.out.println(Machine.description());
        System.out.printf(
                "%nEach cell: %d s after %d s of warm-up. Load and server share the machine.%n", seconds, warmUp);
        List<Path> homes = jdks.isEmpty() ? List.of(Path.of(System.getProperty("java.home"))) : jdks;
        for (Path home : homes) {
            JavaRuntime java = new JavaRuntime(home, jvmOptions, work);
            MarkdownTable table = new MarkdownTable(java.version(), connections);
            new ServerBenchmark(java, server, load, connections, only, recording).run(table);
            table.print(System.out);
            if (recording != null) {
                Profile.of(recording).print(System.out);
            }
        }
        return 0;
    }

    private int compare(Path other) throws IOException {
        System.out.println(Machine.description());
        Path home = jdks.isEmpty() ? Path.of(System.getProperty("java.home")) : jdks.get(0);
        for (int each : connections) {
            new Comparison(new JavaRuntime(home, jvmOptions, work), rounds, each, only, logStream)
                    .run(other, server, System.out);
        }
        return 0;
    }
}
