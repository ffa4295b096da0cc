package dev.gatehouse.server.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.channels.ServerSocketChannel;
import org.junit.jupiter.api.Test;

class PortsTest {
    private static final int PRIVILEGED = 443;

    @Test
    void refusesAPortThatIsTaken() throws IOException {
        try (ServerSocket other = new ServerSocket(0)) {
            int port = other.getLocalPort();
            assertThatThrownBy(() -> new Ports(null, port, -1, -1).requireFree())
                    .isInstanceOf(PortTakenException.class)
                    .hasMessage("port " + port + " is taken");
            assertThatThrownBy(() -> new Ports(null, 0, port, -1).requireFree())
                    .isInstanceOf(PortTakenException.class)
                    .hasMessage("port " + port + " is taken");
        }
    }

    @Test
    void refusesAPortThatIsTakenOnLoopbackOnly() throws IOException {
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            int port = other.getLocalPort();
            assertThatThrownBy(() -> new Ports(null, port, -1, -1).requireFree())
                    .isInstanceOf(PortTakenException.class)
                    .hasMessage("port " + port + " is taken");
        }
    }

    @Test
    void takesAPortThatIsFree() throws IOException {
        int free;
        try (ServerSocket socket = new ServerSocket(0)) {
            free = socket.getLocalPort();
        }
        assertThatCode(() -> new Ports(null, free, -1, -1).requireFree()).doesNotThrowAnyException();
        assertThatCode(() -> new Ports(null, 0, 0, 0).requireFree()).doesNotThrowAnyException();
    }

    @Test
    void holdsAPortThatNobodyElseHas() throws IOException {
        try (ServerSocketChannel held = Ports.hold(null)) {
            int port = Ports.of(held);

            assertThatThrownBy(() -> new Ports(null, port, -1, -1).requireFree())
                    .isInstanceOf(PortTakenException.class);
        }
    }

    @Test
    void refusesAPortForPrivilegedProgramsOnly() {
        try (ServerSocket socket = new ServerSocket(PRIVILEGED)) {
            abort("this program may listen on " + socket.getLocalPort());
        } catch (IOException e) {
            assertThat(e).hasMessageContaining("Permission denied");
            assertThatThrownBy(() -> new Ports(null, PRIVILEGED, -1, -1).requireFree())
                    .isInstanceOf(PortForbiddenException.class)
                    .hasMessage("Port 443 is for privileged programs only. Choose one above 1023 with --https-port,"
                            + " --http-port or --domain.");
        }
    }
}
