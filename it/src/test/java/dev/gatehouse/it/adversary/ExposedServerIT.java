package dev.gatehouse.it.adversary;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gatehouse.it.server.Installation;
import dev.gatehouse.it.server.PackagedServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a server shows of itself: to whom it listens, whom it believes, and what it prints. */
class ExposedServerIT {
    private static final String HOST = "login.example";
    /** A line of the log: its time has its zone. */
    private static final Pattern LOGGED = Pattern.compile(
            "(?m)^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}[+-]\\d{4} INFO gatehouse\\.access ");

    private static final String HSTS = "strict-transport-security: max-age=";

    @Test
    void ofADomainBehindAProxy(@TempDir Path directory) throws Exception {
        // A volume that is new has this in it; and settings may be there before the tenant is.
        Path data = Files.createDirectories(directory.resolve("data"));
        Files.createDirectory(data.resolve("lost+found"));
        Files.writeString(data.resolve("gatehouse.properties"), "trusted-proxies = 127.0.0.3\n");
        Installation installation = Installation.on(
                        data, Map.of("domain", HOST, "bind", "127.0.0.1", "access-log", "on"))
                .withManagementPort();
        try (PackagedServer server = installation.start(getClass().getSimpleName())) {
            String proxied = "X-Forwarded-Proto: https\r\nX-Forwarded-Host: " + HOST + "\r\n";
            assertThat(discovery(server, "127.0.0.3", "10.0.0.1", proxied))
                    .contains("\"issuer\":\"https://" + HOST + "/\"", HSTS);
            // From anyone else these are words.
            assertThat(discovery(server, "127.0.0.2", HOST, proxied)).doesNotContain(HSTS);
            assertThat(discovery(server, "127.0.0.2", "evil.example", proxied))
                    .doesNotContain("\"issuer\":\"https://evil");
            requireNothingPrinted(server, server.installation().credentials());
            requireNoMetrics(server);
            assertThat(server.log()).containsPattern(LOGGED);
        }
    }

    @Test
    void ofLocalhost(@TempDir Path directory) throws Exception {
        String given = "a-secret-that-the-operator-gave-0123456789";
        Installation installation =
                Installation.on(directory.resolve("data"), Map.of("client-id", "operator", "client-secret", given));
        try (PackagedServer server = installation.start(getClass().getSimpleName() + "-localhost")) {
            requireNothingPrinted(server, server.installation().credentials());
            assertThat(server.log()).doesNotContain(given);
            Optional<InetAddress> outside = outside();
            if (outside.isPresent()) {
                assertThat(isOpen(outside.get(), installation.httpsPort())).isFalse();
                assertThat(isOpen(outside.get(), installation.httpPort())).isFalse();
            }
            assertThat(isOpen(InetAddress.getByName("127.0.0.1"), installation.httpsPort()))
                    .isTrue();
        }
    }

    /** The first secret is in a file of its owner's, and nowhere else. */
    private static void requireNothingPrinted(PackagedServer server, Path file) throws Exception {
        JsonNode credentials = Target.JSON.readTree(file.toFile());
        String secret = credentials.path("client_secret").asText();
        assertThat(secret).hasSizeGreaterThanOrEqualTo(32);
        assertThat(server.log()).doesNotContain(secret);
        assertThat(Files.getPosixFilePermissions(file))
                .isEqualTo(Set.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE));
    }

    /** They are on the management port alone. */
    private static void requireNoMetrics(PackagedServer server) throws Exception {
        for (String path : List.of("/metrics", "/health/live", "/health/ready")) {
            try (RawConnection connection =
                    new RawConnection(server.installation().httpPort())) {
                connection.send("GET " + path + " HTTP/1.1\r\nHost: " + HOST + "\r\nConnection: close\r\n\r\n");
                assertThat(connection.readToEnd()).startsWith("HTTP/1.1 404 ");
            }
        }
    }

    private static String discovery(PackagedServer server, String from, String host, String fields) throws Exception {
        try (RawConnection connection = new RawConnection(server.installation().httpPort(), from)) {
            connection.send("GET /.well-known/openid-configuration HTTP/1.1\r\nHost: " + host + "\r\n" + fields
                    + "Connection: close\r\n\r\n");
            String response = connection.readToEnd();
            int body = response.indexOf("\r\n\r\n");
            return response.substring(0, body).toLowerCase(Locale.ROOT) + response.substring(body);
        }
    }

    /** An address of this machine that others can reach; empty where it has none. */
    private static Optional<InetAddress> outside() throws Exception {
        return NetworkInterface.networkInterfaces()
                .flatMap(NetworkInterface::inetAddresses)
                .filter(address -> !address.isLoopbackAddress() && !address.isLinkLocalAddress())
                .findFirst();
    }

    private static boolean isOpen(InetAddress address, int port) {
        try (Socket socket = new Socket(address, port)) {
            return socket.isConnected();
        } catch (IOException refused) {
            return false;
        }
    }
}
