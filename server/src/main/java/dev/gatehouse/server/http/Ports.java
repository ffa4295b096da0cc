package dev.gatehouse.server.http;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.channels.ServerSocketChannel;
import org.jspecify.annotations.Nullable;

/**
 * Where a server listens.
 *
 * @param address the address of HTTPS and of the management port; null for every one of this machine
 * @param https the port of HTTPS; 0 for any free one
 * @param http the port of plain HTTP, which is on loopback only; 0 for any free one, negative for none
 * @param management the port of health and metrics; 0 for any free one, negative for none
 */
public record Ports(@Nullable InetAddress address, int https, int http, int management) {
    /**
     * Asks for the ports before anything else is done: a first start makes a tenant whose domain names its port for good, so
     * it must not come to that when the port cannot be had.
     *
     * @throws PortTakenException when another program listens on one of them
     * @throws PortForbiddenException when this program may not listen on one of them
     */
    public void requireFree() {
        requireFree(address, https);
        requireFree(InetAddress.getLoopbackAddress(), http);
        requireFree(address, management);
    }

    /** Listens on a port that nobody else has. */
    public static ServerSocketChannel hold(@Nullable InetAddress address) {
        try {
            return ServerSocketChannel.open().bind(new InetSocketAddress(address, 0));
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
