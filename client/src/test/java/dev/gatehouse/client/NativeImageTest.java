package dev.gatehouse.client;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * What a native image is told of the client, in the form of version 1.2.0 of GraalVM's schema, is what the client needs: the
 * image has only those classes for reflection, and those resources, that it is told of.
 */
class NativeImageTest {
    private static final Path CLASSES = Path.of("target/classes");
    private static final Path METADATA =
            CLASSES.resolve("META-INF/native-image/dev.gatehouse/gatehouse-client/reachability-metadata.json");

    /** What reaches classes, members and resources by their names. */
    private static final Pattern BY_NAME =
            Pattern.compile("java\\.lang\\.reflect\\..+|java\\.lang\\.(ClassLoader|Module|Package)"
                    + "|java\\.lang\\.invoke\\.(MethodHandles|VarHandle).*|java\\.util\\.(ServiceLoader|ResourceBundle)"
                    + "|java\\.io\\.Object(In|Out)putStream");

    /** Of classes that do so, what does not. */
    private static final Map<String, Set<String>> HARMLESS = Map.of(
            "java.lang.Class",
            Set.of("getName", "getSimpleName", "isInstance", "cast", "desiredAssertionStatus"),
            "com.fasterxml.jackson.databind.ObjectMapper",
            Set.of("readTree"),
            "com.fasterxml.jackson.databind.json.JsonMapper",
            Set.of("readTree", "builder", "<init>"));

    /** Binds classes of the application, which has to register them itself. */
    private static final String BINDING = "dev.gatehouse.client.json.BoundValues";

    @Test
    void namesAllThatIsReachedByName() {
        JavaClasses classes = new ClassFileImporter().importPath(CLASSES);
        assertThat(classes.contain(ManagementClient.class)).isTrue();
        List<String> reached = new ArrayList<>();
        for (JavaClass each : classes) {
            each.getAccessesFromSelf().stream()
                    .filter(access -> isByName(access)
                            && !access.getOriginOwner().getName().equals(BINDING))
                    .map(JavaAccess::getDescription)
                    .forEach(reached::add);
        }

        assertThat(reached)
                .as("each needs an entry in " + METADATA.getFileName() + ", and a line in this test that allows for it")
                .isEmpty();
    }

    private static boolean isByName(JavaAccess<?> access) {
        String owner = access.getTargetOwner().getFullName();
        Set<String> harmless = HARMLESS.get(owner);
        return harmless == null
                ? BY_NAME.matcher(owner).matches()
                : !harmless.contains(access.getTarget().getName());
    }

    @Test
    void namesWhatThereIs() throws IOException, ClassNotFoundException {
        JsonNode metadata = new JsonMapper().readTree(METADATA.toFile());

        assertThat(metadata.fieldNames()).toIterable().containsExactlyInAnyOrder("comment", "reflection", "resources");
        assertThat(metadata.path("reflection").isArray()).isTrue();
        assertThat(metadata.path("resources").isArray()).isTrue();
        for (JsonNode entry : metadata.path("reflection")) {
            Class.forName(entry.path("type").asText(), false, getClass().getClassLoader());
        }
        for (JsonNode entry : metadata.path("resources")) {
            assertThat(CLASSES.resolve(entry.path("glob").asText())).exists();
        }
    }
}
