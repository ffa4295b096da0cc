package dev.gatehouse.it.server;

import java.io.IOException;
import java.net.ServerSocket;

/**
 * Ports below those that systems give to outgoing connections: nobody gets one by chance while the server on it is down, or
 * before it is up. Processes that run at once begin at different ones.
 */
final class FreePorts {
    private static final int FIRST = 12_000;
    private static final int COUNT = 18_000;

    private static int next = (int) (ProcessHandle.current().pid() * 61 % COUNT);

    private FreePorts() {}

    /** One that this process was not given before, and that nobody listens on. */
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
