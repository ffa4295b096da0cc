package dev.gatehouse.it.adversary;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Connections that send a byte of a header now and then: more of them than the server takes, and some in the midst of TLS. */
final class SlowHeaders implements Attack {
    private static final int CONNECTIONS = 400;
    private static final String GET = "GET /healthz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
    private static final String CLIENT_HELLO = "\u0016\u0003\u0001\u0002\u0000\u0001\u0000\u0001\u00fc\u0003\u0003";
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(90);

    @Override
    public String name() {
        return "headers and handshakes that dribble";
    }

    @Override
    public void on(Target target) throws Exception {
        List<RawConnection> slow = new ArrayList<>();
        try {
            for (int i = 0; i < CONNECTIONS; i++) {
                slow.add(open(target, i % 4 == 0));
            }
            int servedMeanwhile = 0;
            long end = System.nanoTime() + PATIENCE_NANOS;
            while (!slow.isEmpty() && System.nanoTime() < end) {
                slow.removeIf(connection -> !dribbles(connection));
                // Another address is served all the time; from the same one a request may be told to come again.
                assertThat(exchange(target, "127.0.0.2")).startsWith("HTTP/1.1 200 ");
                servedMeanwhile += slow.isEmpty() ? 0 : 1;
                assertThat(exchange(target, "127.0.0.1")).matches("(?s)HTTP/1.1 (200|503) .*");
                Thread.sleep(400);
            }
            assertThat(slow).as("connections that were let dribble").isEmpty();
            assertThat(servedMeanwhile).isPositive();
        } finally {
            for (RawConnection connection : slow) {
                connection.close();
            }
        }
    }

    private static RawConnection open(Target target, boolean tls) throws IOException {
        RawConnection connection =
                new RawConnection(tls ? target.server().installation().httpsPort() : target.port());
        connection.send(tls ? CLIENT_HELLO : "GET /healthz HTTP/1.1\r\nHost: localhost\r\nX: ");
        return connection;
    }

    private static boolean dribbles(RawConnection connection) {
        try {
            connection.send("a");
            return !connection.isClosed();
        } catch (IOException e) {
            return false;
        }
    }

    private static String exchange(Target target, String from) throws IOException {
        try (RawConnection connection = new RawConnection(target.port(), from)) {
            connection.send(GET);
            return connection.readToEnd();
        }
    }
}
