package dev.gatehouse.contract.source;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** {@code MergeContract FOLDER FILE}: merges the YAML files of a folder into an OpenAPI document. */
public final class MergeContract {
    private MergeContract() {}

    public static void main(String[] arguments) throws IOException {
        ObjectNode document = merge(Path.of(arguments[0]));
        Path target = Path.of(arguments[1]);
        Files.createDirectories(target.toAbsolutePath().getParent());
        Files.write(target, new JsonMapper().writeValueAsBytes(document));
    }

    /**
     * Merges the files of {@code folder} in the order of their names.
     *
     * @throws IllegalArgumentException listing everything that contradicts itself in them
     */
    public static ObjectNode merge(Path folder) throws IOException {
        YAMLMapper yaml = YAMLMapper.builder().build();
        ContractMerger merger = new ContractMerger();
        for (Path file : yamlFiles(folder)) {
            JsonNode content = yaml.readTree(file.toFile());
            if (content instanceof ObjectNode resource) {
                merger.add(file.getFileName().toString(), resource);
            }
        }
        return merger.document();
    }

    private static List<Path> yamlFiles(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".yaml"))
                    .sorted()
                    .toList();
        }
    }
}
