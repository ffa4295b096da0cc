package dev.gatehouse.server.start;

import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.server.configuration.Configuration;
import dev.gatehouse.server.file.PrivateFile;
import dev.gatehouse.server.tenant.Tenant;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** {@code credentials.json} in the data directory: what a client needs to reach the tenant, for its owner's eyes only. */
final class CredentialsFile {
    private static final JsonMapper MAPPER =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private final Path directory;
    private final boolean ownCertificate;

    CredentialsFile(Configuration configuration) {
        directory = configuration.data().toAbsolutePath().normalize();
        ownCertificate = configuration.certificate() != null;
    }

    Path path() {
        return directory.resolve("credentials.json");
    }

    /** What clients have to trust; null when the operator's own certificate is served. */
    @Nullable
    Path authority() {
        return ownCertificate ? null : directory.resolve("ca.pem");
    }

    /** @throws UncheckedIOException when it cannot be written */
    void write(Tenant tenant, String clientId, String secret) {
        Path authority = authority();
        ObjectNode json = MAPPER.createObjectNode()
                .put("domain", tenant.domain())
                .put("base_url", "https://" + tenant.domain())
                .put("audience", tenant.managementAudience())
                .put("client_id", clientId)
                .put("client_secret", secret)
                .put("ca", authority == null ? null : authority.toString());
        try {
            PrivateFile.write(path(), MAPPER.writeValueAsString(json) + System.lineSeparator());
        } catch (IOException e) {
            throw new UncheckedIOException(path() + " cannot be written", e);
        }
    }
}
