package dev.gatehouse.server.start;

import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.server.configuration.Configuration;
import dev.gatehouse.server.tenant.Tenant;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.jspecify.annotations.Nullable;

/** Says where the tenant is; at the first start also its credentials, which go into {@code credentials.json}. */
final class Announcement {
    private final Configuration configuration;
    private final TenantServer server;
    private final Tenant tenant;

    Announcement(Configuration configuration, TenantServer server) {
        this.configuration = configuration;
        this.server = server;
        this.tenant = server.firstStart().tenants().all().get(0);
    }

    void print(PrintStream out) {
        Path directory = configuration.data().toAbsolutePath().normalize();
        Path credentials = directory.resolve("credentials.json");
        Path authority = configuration.certificate() == null ? directory.resolve("ca.pem") : null;
        String clientId = server.firstStart().clientId();
        String secret = server.firstStart().clientSecret();
        out.println();
        out.println("Gatehouse is ready.");
        out.println();
        row(out, "Tenant", "https://" + tenant.domain());
        if (server.httpPort() > 0) {
            row(out, "Plain HTTP", "http://127.0.0.1:" + server.httpPort() + "  (this machine only)");
        }
        row(out, "Data", directory.toString());
        if (authority != null) {
            row(out, "Trust", authority.toString());
        }
        if (clientId != null && secret != null) {
            write(credentials, credentials(clientId, secret, authority));
            row(out, "Client ID", clientId);
            row(out, "Secret", secret);
            row(out, "Credentials", credentials + "  (shown once; kept there, readable by you only)");
            new Snippets(tenant, authority, credentials).print(out);
        } else {
            row(out, "Credentials", credentials.toString());
        }
        out.println();
        out.println("Stop it with Ctrl-C.");
        out.flush();
    }

    private static void row(PrintStream out, String name, String value) {
        out.printf("  %-12s %s%n", name, value);
    }

    private ObjectNode credentials(String clientId, String secret, @Nullable Path authority) {
        ObjectNode json = new JsonMapper()
                .createObjectNode()
                .put("domain", tenant.domain())
                .put("base_url", "https://" + tenant.domain())
                .put("audience", tenant.managementAudience())
                .put("client_id", clientId)
                .put("client_secret", secret);
        return json.put("ca", authority == null ? null : authority.toString());
    }

    private static void write(Path file, ObjectNode json) {
        try {
            Files.deleteIfExists(file);
            if (file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
                Files.createFile(
                        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            }
            JsonMapper mapper = JsonMapper.builder()
                    .enable(SerializationFeature.INDENT_OUTPUT)
                    .build();
            Files.writeString(file, mapper.writeValueAsString(json) + System.lineSeparator());
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be written", e);
        }
    }
}
