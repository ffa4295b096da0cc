package dev.gatehouse.it.auth0;

import com.auth0.client.mgmt.ManagementApi;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.gatehouse.it.server.PackagedServerTest;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** Auth0's client, configured from {@code credentials.json}; this JVM trusts the server's certificate authority. */
abstract class Auth0Test extends PackagedServerTest {
    private static final String PASSWORD = "changeit";

    private ManagementApi api;
    private String audience;

    @BeforeAll
    final void connect(@TempDir Path directory) throws IOException, GeneralSecurityException {
        Path trustStore = directory.resolve("trust.p12");
        writeTrustStore(trustStore);
        // The client requests tokens with the JVM's default TLS configuration, which only these properties change.
        System.setProperty("javax.net.ssl.trustStore", trustStore.toString());
        System.setProperty("javax.net.ssl.trustStorePassword", PASSWORD);
        audience = credentials().path("audience").asText();
        api = newApi();
    }

    private JsonNode credentials() throws IOException {
        return new JsonMapper().readTree(installation().credentials().toFile());
    }

    /** With every scope, and without a token yet. */
    protected final ManagementApi newApi() throws IOException {
        JsonNode credentials = credentials();
        return api(
                credentials.path("client_id").asText(),
                credentials.path("client_secret").asText());
    }

    private void writeTrustStore(Path file) throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        try (InputStream in = Files.newInputStream(installation().authority())) {
            store.setCertificateEntry(
                    "ca", CertificateFactory.getInstance("X.509").generateCertificate(in));
        }
        try (OutputStream out = Files.newOutputStream(file)) {
            store.store(out, PASSWORD.toCharArray());
        }
    }

    /** With every scope. */
    protected final ManagementApi api() {
        return api;
    }

    /** The Management API's identifier. */
    protected final String audience() {
        return audience;
    }

    /** For another client of the tenant. */
    protected final ManagementApi api(String clientId, String secret) {
        return ManagementApi.builder()
                .domain(installation().domain())
                .clientCredentials(clientId, secret)
                .build();
    }
}
