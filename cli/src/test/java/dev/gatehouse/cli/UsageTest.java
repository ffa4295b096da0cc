package dev.gatehouse.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/**
 * The usage text of every command, whole: {@code ./gatehouse} prints these files where nothing is built yet.
 * {@code -Dgolden.update=true} writes them again.
 */
class UsageTest {
    private static final Path FOLDER = Path.of("src/main/usage");

    @Test
    void everyCommandPrintsItsFile() throws IOException {
        SortedMap<String, String> usages = usages();
        if (Boolean.getBoolean("golden.update")) {
            write(usages);
        }

        assertThat(files()).containsExactlyElementsOf(usages.keySet());
        for (Map.Entry<String, String> usage : usages.entrySet()) {
            assertThat(usage.getValue())
                    .as(usage.getKey() + "; to write it again: ./mvnw test -pl cli -am -Dgolden.update=true"
                            + " -Dtest=UsageTest -Dsurefire.failIfNoSpecifiedTests=false")
                    .isEqualTo(Files.readString(FOLDER.resolve(usage.getKey())));
        }
    }

    private static SortedMap<String, String> usages() {
        SortedMap<String, String> usages = new TreeMap<>();
        CommandLine main = Main.commandLine();
        usages.put("gatehouse.txt", usage(main));
        add(usages, "", main);
        return usages;
    }

    private static void add(SortedMap<String, String> usages, String prefix, CommandLine parent) {
        parent.getSubcommands().forEach((name, command) -> {
            usages.put(prefix + name + ".txt", usage(command));
            add(usages, prefix + name + "-", command);
        });
    }

    private static String usage(CommandLine command) {
        return command.getUsageMessage(CommandLine.Help.Ansi.OFF).replace(System.lineSeparator(), "\n");
    }

    private static void write(SortedMap<String, String> usages) throws IOException {
        for (String stale : files()) {
            Files.delete(FOLDER.resolve(stale));
        }
        for (Map.Entry<String, String> usage : usages.entrySet()) {
            Files.writeString(FOLDER.resolve(usage.getKey()), usage.getValue());
        }
    }

    private static List<String> files() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }
}
