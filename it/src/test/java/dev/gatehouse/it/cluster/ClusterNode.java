package dev.gatehouse.it.cluster;

import dev.gatehouse.client.ManagementClient;
import dev.gatehouse.it.server.Installation;
import dev.gatehouse.it.server.PackagedServer;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.time.Duration;

/** One of the servers, with clients that know only it and try once. Thread-safe. */
final class ClusterNode implements AutoCloseable {
    private static final int HEALTH_TIMEOUT_MILLIS = 500;
    private static final int MAX_STARTS = 3;

    private final String name;
    private final ManagementClient client;
    private final ManagementClient withoutToken;
    private Installation installation;
    private PackagedServer server;
    private int starts;
    private volatile boolean ready;

    ClusterNode(String name, Installation installation, String domain, String clientId, String clientSecret) {
        this.name = name;
        this.installation = installation;
        URI base = URI.create("http://127.0.0.1:" + installation.httpPort());
        client = client(base, domain, clientId, clientSecret, true);
        withoutToken = client(base, domain, clientId, clientSecret, false);
        server = start();
    }

    private static ManagementClient client(
            URI base, String domain, String clientId, String clientSecret, boolean keepsToken) {
        return ManagementClient.builder()
                .domain(domain)
                .baseUrl(base)
                .clientId(clientId)
                .clientSecret(clientSecret)
                .enableTokenCache(keepsToken)
                .maxRetries(0)
                .connectTimeout(Duration.ofSeconds(1))
                .build();
    }

    /** Again when it ends at once, as a supervisor does: a busy database may refuse a node that starts. */
    private PackagedServer start() {
        for (int attempt = 1; ; attempt++) {
            try {
                PackagedServer started = installation.start("ClusterIT-" + name + "-" + starts++);
                ready = true;
                return started;
            } catch (AssertionError e) {
                if (attempt == MAX_STARTS) {
                    throw e;
                }
            }
        }
    }

    /** A client that keeps its token. */
    ManagementClient client() {
        return client;
    }

    /** A client that asks for a token before each call. */
    ManagementClient clientWithoutToken() {
        return withoutToken;
    }

    boolean isReady() {
        return ready;
    }

    /** Not until it says so again. */
    void isNotReady() {
        ready = false;
    }

    /** Asks whether it is ready, as a load balancer does. */
    void check() {
        try {
            HttpURLConnection connection =
                    (HttpURLConnection) URI.create("http://127.0.0.1:" + installation.httpPort() + "/healthz")
                            .toURL()
                            .openConnection();
            connection.setConnectTimeout(HEALTH_TIMEOUT_MILLIS);
            connection.setReadTimeout(HEALTH_TIMEOUT_MILLIS);
            ready = connection.getResponseCode() == 200;
        } catch (IOException e) {
            ready = false;
        }
    }

    void kill() {
        server.kill();
    }

    void restart() {
        server = start();
    }

    /** Stops it as an operator does, and starts another release in its place. */
    void upgrade(NextRelease release) {
        server.close();
        installation = installation.patchedBy(release.classes());
        server = start();
    }

    String name() {
        return name;
    }

    Installation installation() {
        return installation;
    }

    @Override
    public void close() {
        client.close();
        withoutToken.close();
        server.close();
    }
}
