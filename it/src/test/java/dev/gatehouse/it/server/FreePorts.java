package dev.gatehouse.it.server;

import java.io.IOException;
import java.net.ServerSocket;

/**
 * Free ports below the ephemeral range, so that no outgoing connection takes one while the server on it is down. Each process
 * starts at a different port.
 */
final class FreePorts {
    private static final int FIRST = 12_000;
    private static final int COUNT = 18_000;

    private static int next = (int) (ProcessHandle.current().pid() * 61 % COUNT);

    private FreePorts() {}

    /** A port that this process has not used before, and that nothing listens on. */
    static synchronized int next() {
        for (int tries = 0; tries < COUNT; tries++) {
            int port = FIRST + next++ % COUNT;
            if (isFree(port)) {
                return port;
            }
        }
        throw new IllegalStateException("no port is free");
    }

    private static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket(port)) {
            return socket.isBound();
        } catch (IOException taken) {
            return false;
        }
    }
}
