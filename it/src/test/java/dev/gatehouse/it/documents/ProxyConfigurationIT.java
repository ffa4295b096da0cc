package dev.gatehouse.it.documents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.gatehouse.it.server.Installation;
import dev.gatehouse.it.server.PackagedServer;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The configurations in {@code docs/cluster.md}, in real proxies where this machine has them, before one node that is there and
 * two that are not. Only files, ports and addresses are others.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(120)
class ProxyConfigurationIT {
    private static final String HOST = "login.example.com";
    private static final String CLIENT = "127.0.0.2";
    private static final int REQUESTS = 20;

    private Path directory;
    private PackagedServer node;

    @BeforeAll
    void start(@TempDir Path temporary) throws Exception {
        String openssl = require("openssl");
        assumeTrue(program("haproxy").isPresent() || program("nginx").isPresent(), "there is no proxy");
        directory = temporary;
        node = Installation.on(
                        directory.resolve("data"),
                        Map.of(
                                "domain", HOST,
                                "bind", "127.0.0.1",
                                "trusted-proxies", "127.0.0.1",
                                "access-log", "on"))
                .withManagementPort()
                .start(getClass().getSimpleName());
        Files.copy(node.installation().authority(), directory.resolve("nodes-ca.pem"));
        run(openssl + " req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 2 -subj /CN=" + HOST
                + " -keyout " + HOST + "-key.pem -out " + HOST + "-certificate.pem");
    }

    @AfterAll
    void stop() throws IOException {
        if (node != null) {
            node.close();
        }
    }

    @Test
    void ofHaproxy() throws Exception {
        String haproxy = require("haproxy");
        // It wants both in one file.
        Files.writeString(
                directory.resolve(HOST + ".pem"),
                Files.readString(directory.resolve(HOST + "-certificate.pem"))
                        + Files.readString(directory.resolve(HOST + "-key.pem")));
        int port = freePort();
        Path file = write("haproxy.cfg", configuration("haproxy").replace("bind :443", "bind 127.0.0.1:" + port));
        run(haproxy + " -c -f " + file);
        requireServed(port, List.of(haproxy, "-db", "-f", file.toString()));
    }

    @Test
    void ofNginx() throws Exception {
        String nginx = require("nginx");
        Files.copy(directory.resolve(HOST + "-certificate.pem"), directory.resolve(HOST + ".pem"));
        int port = freePort();
        String configuration = configuration("nginx").replace("listen 443", "listen 127.0.0.1:" + port);
        Path file = write("nginx.conf", """
                pid %s/nginx.pid;
                error_log stderr;
                daemon off;
                events {}
                http {
                access_log off;
                %s
                }
                """.formatted(directory, configuration));
        run(nginx + " -t -c " + file);
        requireServed(port, List.of(nginx, "-c", file.toString()));
    }

    /** The one of the page, here. */
    private String configuration(String proxy) throws IOException {
        String text = MarkdownPage.at("docs/cluster.md").blocks(proxy).get(0);
        assertThat(text).contains("10.0.0.11:8443", "10.0.0.12:8443", "10.0.0.13:8443");
        return text.replace("10.0.0.11:8443", "127.0.0.1:" + node.installation().httpsPort())
                .replace("10.0.0.12:8443", "127.0.0.1:" + freePort())
                .replace("10.0.0.13:8443", "127.0.0.1:" + freePort())
                .replace("port 9443", "port " + node.installation().managementPort())
                .replace("/etc/" + proxy + "/", directory + "/");
    }

    private Path write(String name, String text) throws IOException {
        return Files.writeString(directory.resolve(name), text);
    }

    private void requireServed(int port, List<String> command) throws Exception {
        Path log = directory.resolve(Path.of(command.get(0)).getFileName() + ".log");
        Process proxy = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        try {
            awaitServed(port, proxy, log);
            for (int i = 0; i < REQUESTS; i++) {
                assertThat(get(port, "/.well-known/openid-configuration"))
                        .as(Files.readString(log))
                        .startsWith("HTTP/1.1 200 ")
                        .contains("\"issuer\":\"https://" + HOST + "/\"");
            }
            assertThat(node.log())
                    .contains(" " + CLIENT + " GET /.well-known/openid-configuration 200")
                    .doesNotContain("192.0.2.1");
        } finally {
            proxy.destroy();
            proxy.waitFor(30, TimeUnit.SECONDS);
        }
    }

    /** It may find out first which nodes are there. */
    private static void awaitServed(int port, Process proxy, Path log) throws Exception {
        for (int i = 0; i < 200; i++) {
            assertThat(proxy.isAlive()).as(Files.readString(log)).isTrue();
            try {
                if (get(port, "/.well-known/openid-configuration").startsWith("HTTP/1.1 200 ")) {
                    return;
                }
            } catch (IOException notYet) {
                // It does not listen.
            }
            Thread.sleep(100);
        }
        throw new AssertionError(Files.readString(log));
    }

    /** As a client sends it that would like to be another. */
    private static String get(int port, String path) throws Exception {
        SSLContext tls = SSLContext.getInstance("TLS");
        tls.init(null, new TrustManager[] {new TrustsAll()}, new SecureRandom());
        try (Socket socket = new Socket()) {
            socket.bind(new InetSocketAddress(CLIENT, 0));
            socket.connect(new InetSocketAddress("127.0.0.1", port));
            socket.setSoTimeout(20_000);
            try (Socket secure = tls.getSocketFactory().createSocket(socket, HOST, port, true)) {
                secure.getOutputStream()
                        .write(("GET " + path + " HTTP/1.1\r\nHost: " + HOST
                                        + "\r\nX-Forwarded-For: 192.0.2.1\r\nConnection: close\r\n\r\n")
                                .getBytes(StandardCharsets.US_ASCII));
                return new String(secure.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            }
        }
    }

    /** The proxy's certificate is of no authority. */
    private static final class TrustsAll implements X509TrustManager {
        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }

    /** Where a program is; empty where this machine does not have it. */
    private static Optional<String> program(String name) {
        return Stream.concat(Stream.of(System.getenv("PATH").split(File.pathSeparator)), Stream.of("/usr/sbin"))
                .map(place -> Path.of(place, name))
                .filter(Files::isExecutable)
                .map(Path::toString)
                .findFirst();
    }

    private static String require(String name) {
        Optional<String> program = program(name);
        assumeTrue(program.isPresent(), "there is no " + name);
        return program.orElseThrow();
    }

    private void run(String command) throws Exception {
        Process process = new ProcessBuilder(command.split(" "))
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(command + "\n" + said).isZero();
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
