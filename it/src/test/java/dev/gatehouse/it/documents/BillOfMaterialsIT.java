package dev.gatehouse.it.documents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The bill of materials of the packaged server names what is in its {@code lib}. */
class BillOfMaterialsIT {
    private static final Path JAR = Path.of(System.getProperty("gatehouse.server.jar"));

    private static final Pattern CLASSIFIER = Pattern.compile("[?&]classifier=([^&]+)");

    @Test
    void namesEachLibraryWithItsHashAndLicence() throws IOException {
        Path file = JAR.resolveSibling("gatehouse-server.cdx.json");
        assumeTrue(Files.exists(file), "written with GATEHOUSE_CI=true only");
        JsonNode bill = new JsonMapper().readTree(file.toFile());
        Set<String> named = new TreeSet<>();
        for (JsonNode component : bill.path("components")) {
            named.add(file(component));
            assertThat(component.path("purl").asText()).startsWith("pkg:maven/");
            assertThat(component.path("licenses"))
                    .as(component.path("name").asText())
                    .isNotEmpty();
        }

        assertThat(bill.path("bomFormat").asText()).isEqualTo("CycloneDX");
        assertThat(bill.path("metadata").path("component").path("name").asText())
                .isEqualTo("gatehouse-server");
        assertThat(named).containsAll(libraries());
        // Annotations, which need not be there at run time.
        named.removeIf(library -> library.startsWith("jspecify-"));
        assertThat(libraries()).containsAll(named);
    }

    /** As Maven names it: a jar for one system has a classifier, which the package URL tells. */
    private static String file(JsonNode component) {
        Matcher classifier = CLASSIFIER.matcher(component.path("purl").asText());
        return component.path("name").asText() + "-"
                + component.path("version").asText()
                + (classifier.find() ? "-" + classifier.group(1) : "") + ".jar";
    }

    /** Those that the jar has on its class path; the directory may hold some of an earlier build. */
    private static Set<String> libraries() throws IOException {
        try (JarFile jar = new JarFile(System.getProperty("gatehouse.server.jar"))) {
            String path = jar.getManifest().getMainAttributes().getValue(Attributes.Name.CLASS_PATH);
            return Stream.of(path.split(" "))
                    .peek(entry -> assertThat(JAR.resolveSibling(entry)).exists())
                    .map(entry -> Path.of(entry).getFileName().toString())
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }
}
