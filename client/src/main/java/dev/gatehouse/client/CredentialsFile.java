package dev.gatehouse.client;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.gatehouse.client.json.JsonValues;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;

/** The {@code credentials.json} in which a Gatehouse server describes its first client. */
final class CredentialsFile {
    private final Path file;
    private final JsonNode credentials;

    private CredentialsFile(Path file, JsonNode credentials) {
        this.file = file;
        this.credentials = credentials;
    }

    static CredentialsFile read(Path file) {
        Path whole = file.toAbsolutePath();
        try {
            JsonNode credentials = JsonValues.parse(Files.readAllBytes(file));
            if (!credentials.path("domain").isTextual()) {
                throw new IllegalArgumentException(whole + " names no domain, as the credentials of a tenant do");
            }
            return new CredentialsFile(whole, credentials);
        } catch (IOException e) {
            String why = e instanceof JsonProcessingException ? ": it is not JSON" : "";
            why = Files.exists(file) ? why : ": there is no such file";
            throw new IllegalArgumentException("the credentials in " + whole + " cannot be read" + why, e);
        }
    }

    void applyTo(ManagementClientBuilder builder) {
        member("domain", builder::domain);
        member("audience", builder::audience);
        member("client_id", builder::clientId);
        member("client_secret", builder::clientSecret);
        member("base_url", value -> builder.baseUrl(URI.create(value)));
        member("ca", value -> builder.trustedCertificates(authority(Path.of(value))));
    }

    private void member(String name, Consumer<String> option) {
        if (credentials.path(name).isTextual()) {
            option.accept(credentials.path(name).asText());
        }
    }

    /** Where the server had it; or else beside this file, which may have been moved or mounted together with it. */
    private Path authority(Path there) {
        Path beside = file.resolveSibling(there.getFileName());
        return !Files.exists(there) && Files.exists(beside) ? beside : there;
    }
}
