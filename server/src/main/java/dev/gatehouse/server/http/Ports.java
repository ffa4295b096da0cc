package dev.gatehouse.server.http;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.channels.ServerSocketChannel;
import org.jspecify.annotations.Nullable;

/**
 * Asks for the ports before anything else is done: a first start makes a tenant whose domain names its port for good, so it
 * must not come to that when the port cannot be had.
 */
public final class Ports {
    private Ports() {}

    /**
     * @param httpsPort for every address of this machine; 0 for any port
     * @param httpPort for loopback; 0 for any port, negative for none
     * @throws PortTakenException when another program listens on one of them
     * @throws PortForbiddenException when this program may not listen on one of them
     */
    public static void requireFree(int httpsPort, int httpPort) {
        requireFree(null, httpsPort);
        requireFree(InetAddress.getLoopbackAddress(), httpPort);
    }

    /** Listens on a port that nobody else has, of every address of this machine. */
    public static ServerSocketChannel hold() {
        try {
            return ServerSocketChannel.open().bind(null);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The port of what {@link #hold} returned. */
    public static int of(ServerSocketChannel held) {
        return held.socket().getLocalPort();
    }

    /** Whether plain HTTP could listen on that port of loopback; true for 0 and below. */
    public static boolean isFree(int httpPort) {
        try {
            requireFree(InetAddress.getLoopbackAddress(), httpPort);
            return true;
        } catch (PortTakenException | PortForbiddenException e) {
            return false;
        }
    }

    private static void requireFree(@Nullable InetAddress address, int port) {
        if (port <= 0) {
            return;
        }
        try (ServerSocket socket = new ServerSocket()) {
            // As the server itself does: connections of an earlier server that linger do not count.
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(address, port));
        } catch (IOException e) {
            // The JDK has one exception for both, and the system's words in it.
            if (String.valueOf(e.getMessage()).contains("Permission denied")) {
                throw new PortForbiddenException(port);
            }
            throw new PortTakenException(port);
        }
    }
}
