package dev.gatehouse.server.http;

import java.io.IOException;

/** The body of a response that goes on for as long as its client reads, as server-sent events do. */
@FunctionalInterface
public interface ResponseStream {
    /**
     * Writes the body; the response ends when this returns. Runs on a thread of its own.
     *
     * @throws IOException from {@code sink}
     * @throws InterruptedException when the server stops
     */
    void writeTo(Sink sink) throws IOException, InterruptedException;

    /** Where the body is written. */
    interface Sink {
        /**
         * Sends bytes, and waits until they are on their way.
         *
         * @throws IOException when the client is gone
         */
        void write(byte[] bytes) throws IOException;

        /** Whether anybody still reads. */
        boolean isOpen();
    }
}
