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
            assertThatThrownBy(() -> Ports.requireFree(port, -1))
                    .isInstanceOf(PortTakenException.class)
                    .hasMessage("port " + port + " is taken");
            assertThatThrownBy(() -> Ports.requireFree(0, port))
                    .isInstanceOf(PortTakenException.class)
                    .hasMessage("port " + port + " is taken");
        }
    }

    @Test
    void refusesAPortThatIsTakenOnLoopbackOnly() throws IOException {
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            int port = other.getLocalPort();
            assertThatThrownBy(() -> Ports.requireFree(port, -1))
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
        assertThatCode(() -> Ports.requireFree(free, -1)).doesNotThrowAnyException();
        assertThatCode(() -> Ports.requireFree(0, 0)).doesNotThrowAnyException();
    }

    @Test
    void holdsAPortThatNobodyElseHas() throws IOException {
        try (ServerSocketChannel held = Ports.hold()) {
            int port = Ports.of(held);

            assertThatThrownBy(() -> Ports.requireFree(port, -1)).isInstanceOf(PortTakenException.class);
        }
    }

    @Test
    void refusesAPortForPrivilegedProgramsOnly() {
        try (ServerSocket socket = new ServerSocket(PRIVILEGED)) {
            abort("this program may listen on " + socket.getLocalPort());
        } catch (IOException e) {
            assertThat(e).hasMessageContaining("Permission denied");
            assertThatThrownBy(() -> Ports.requireFree(PRIVILEGED, -1))
                    .isInstanceOf(PortForbiddenException.class)
                    .hasMessage("Port 443 is for privileged programs only. Choose one above 1023 with --https-port,"
                            + " --http-port or --domain.");
        }
    }
}
