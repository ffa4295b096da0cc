package dev.gatehouse.contract.generator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.contract.Contract;
import dev.gatehouse.contract.source.MergeContract;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Map;
import java.util.SortedMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The generated sources of a tiny contract, whole. {@code -Dgolden.update=true} writes them anew below
 * {@code src/test/resources}; what changed is then to be reviewed.
 */
class GenerateClientTest {
    private static final Path FOLDER = Path.of("src/test/resources/dev/gatehouse/contract/generator");
    private static final Path GOLDEN = FOLDER.resolve("golden");

    @Test
    void generatesExactlyTheGoldenSources() throws IOException {
        SortedMap<String, String> sources = GenerateClient.generate(tiny());
        if (Boolean.getBoolean("golden.update")) {
            write(sources);
        }

        assertThat(sources.keySet()).containsExactlyElementsOf(goldenFiles());
        for (Map.Entry<String, String> source : sources.entrySet()) {
            assertThat(source.getValue()).as(source.getKey()).isEqualTo(Files.readString(golden(source.getKey())));
        }
    }

    @Test
    void generatesTheSameFromTheSame() throws IOException {
        assertThat(GenerateClient.generate(tiny())).isEqualTo(GenerateClient.generate(tiny()));
        assertThat(GenerateClient.generate(Contract.management().forClient()))
                .isEqualTo(GenerateClient.generate(new Contract((ObjectNode) new JsonMapper()
                        .readTree(Contract.management().forClient().document().toString()))));
    }

    @Test
    void leavesFilesAloneThatAreTheSame(@TempDir Path folder) throws IOException {
        GenerateClient.main(new String[] {folder.toString(), "1.2.3"});
        Path file = folder.resolve("dev/gatehouse/client/manager/Managers.java");
        Path other = folder.resolve("dev/gatehouse/client/manager/Operations.java");
        FileTime longAgo = FileTime.fromMillis(0);
        Files.setLastModifiedTime(file, longAgo);
        Files.writeString(other, "something else");

        GenerateClient.main(new String[] {folder.toString(), "1.2.3"});

        assertThat(folder.resolve("dev/gatehouse/client/Version.java"))
                .content()
                .contains("static final String TEXT = \"1.2.3\";");
        assertThat(Files.getLastModifiedTime(file)).isEqualTo(longAgo);
        assertThat(other).content().contains("final class Operations");
    }

    private static Contract tiny() throws IOException {
        return new Contract(MergeContract.merge(FOLDER));
    }

    /** Not named as sources: the build is not to format them. */
    private static Path golden(String source) {
        return GOLDEN.resolve(source.substring("dev/gatehouse/client/".length()) + ".txt");
    }

    private static Iterable<String> goldenFiles() throws IOException {
        try (Stream<Path> files = Files.walk(GOLDEN)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> "dev/gatehouse/client/"
                            + GOLDEN.relativize(file)
                                    .toString()
                                    .replace('\\', '/')
                                    .replaceFirst("\\.txt$", ""))
                    .sorted()
                    .toList();
        }
    }

    private static void write(SortedMap<String, String> sources) throws IOException {
        if (Files.exists(GOLDEN)) {
            for (String old : goldenFiles()) {
                Files.delete(golden(old));
            }
        }
        for (Map.Entry<String, String> source : sources.entrySet()) {
            Files.createDirectories(golden(source.getKey()).getParent());
            Files.writeString(golden(source.getKey()), source.getValue());
        }
    }
}
