package dev.gatehouse.server.http;

import java.time.Duration;

/**
 * What a client may take of the server. How many connections and how much memory it is follows from the heap.
 *
 * @param maximumBody bytes of a body at most
 * @param idleTimeout how long a connection may be silent, and a body arrive at less than 1 KiB a second
 * @param headerTimeout how long TLS may take to be agreed on, and the header of a request to be complete
 * @param queueTimeout how long a request may wait for others that are worked on
 * @param stopTimeout how long requests may go on when the server stops
 */
public record HttpLimits(
        int maximumBody, Duration idleTimeout, Duration headerTimeout, Duration queueTimeout, Duration stopTimeout) {
    private static final int BYTES_PER_JSON_CHARACTER = 5;
    private static final int MIN_JSON_CHARACTERS = 10_000;

    /** With 60 seconds of silence, 10 for a header, 10 in the queue and 20 to stop. */
    public static HttpLimits standard(int maximumBody) {
        return new HttpLimits(
                maximumBody,
                Duration.ofSeconds(60),
                Duration.ofSeconds(10),
                Duration.ofSeconds(10),
                Duration.ofSeconds(20));
    }

    /** How many braces, brackets, colons and commas a body may have outside strings: a fifth of the largest body. */
    int maxJsonCharacters() {
        return Math.max(MIN_JSON_CHARACTERS, maximumBody / BYTES_PER_JSON_CHARACTER);
    }
}
