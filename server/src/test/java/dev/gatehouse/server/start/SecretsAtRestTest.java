package dev.gatehouse.server.start;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.contract.Contract;
import dev.gatehouse.server.store.Sequence;
import dev.gatehouse.server.store.SqliteDatabase;
import dev.gatehouse.server.store.document.DocumentStore;
import dev.gatehouse.server.store.document.Kind;
import dev.gatehouse.server.store.document.SecretMembers;
import dev.gatehouse.server.store.encryption.SecretBox;
import dev.gatehouse.server.tenant.Tenant;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** No secret of any kind of document is readable in the files of the database. */
class SecretsAtRestTest {
    private static final String SECRET = "planted-secret";
    private static final String NAME = "each-name";
    private static final Tenant TENANT = new Tenant("t", "t.example");

    private final SecretMembers secrets = new SecretMembers(Contract.management());
    private final DocumentStore documents = new DocumentStore(
            new SecretBox(new byte[SecretBox.KEY_BYTES]),
            new Sequence(InstantSource.system()),
            secrets,
            StoredKinds.ALL);
    private final List<String> planted = new ArrayList<>();

    @Test
    void noSecretIsLegibleInTheDatabase(@TempDir Path directory) throws IOException {
        try (SqliteDatabase database = new SqliteDatabase(directory.resolve("gatehouse.db"))) {
            for (Kind kind : StoredKinds.ALL) {
                for (String place : secrets.of(kind).places()) {
                    database.write(TENANT, tx -> {
                        ObjectNode document = document(kind, place);
                        documents.insert(tx, kind, place, document);
                        // It is found again, so it was stored.
                        assertThat(documents.find(tx, kind, place)).contains(document);
                        return true;
                    });
                    planted.add(kind + ": " + place);
                }
            }
            assertThat(planted)
                    .contains("connection: options/client_secret", "connection: options/decryptionKey")
                    .contains("connection: options/gateway_authentication/secret", "connection: options/customHeaders");
            assertThat(files(directory)).contains(NAME).doesNotContain(SECRET);
        }
        assertThat(files(directory)).doesNotContain(SECRET);
    }

    private static ObjectNode document(Kind kind, String place) {
        ObjectNode document = (ObjectNode) holding(List.of(place.split("/")));
        document.put(NAME, NAME);
        kind.keys().stream().filter(Kind.Key::unique).forEach(key -> document.put(key.name(), place));
        return document;
    }

    /** JSON with the secret in that place: an object in a member, and of a list or of members of any name a list of two. */
    private static JsonNode holding(List<String> place) {
        if (place.isEmpty()) {
            return JsonNodeFactory.instance.textNode(SECRET);
        }
        JsonNode deeper = holding(place.subList(1, place.size()));
        return place.get(0).equals("*")
                ? JsonNodeFactory.instance.arrayNode().add(deeper).add(deeper.deepCopy())
                : JsonNodeFactory.instance.objectNode().set(place.get(0), deeper);
    }

    /** The bytes of every file, one character each. */
    private static String files(Path directory) throws IOException {
        StringBuilder all = new StringBuilder();
        try (Stream<Path> files = Files.list(directory)) {
            for (Path file : files.toList()) {
                all.append(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1));
            }
        }
        return all.toString();
    }
}
