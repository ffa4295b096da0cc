package dev.gatehouse.server.http;

/**
 * How many connections may be open at once, and how much of the headers each remembers, so that all of them together fit into
 * a quarter of the heap. Whoever comes when all are taken waits to be accepted.
 *
 * @param max how many, of HTTPS and plain HTTP together
 * @param headerCacheCharacters how many characters of the headers that its requests repeat
 */
record ConnectionBudget(int max, int headerCacheCharacters) {
    /** Room for a bearer token with all scopes, which a connection then reads as a whole, in half the time. */
    private static final int LARGE_CACHE = 8 * 1024;

    private static final int SMALL_CACHE = 1024;
    /** Jetty keeps a row of 48 characters for each. */
    private static final int BYTES_A_CHARACTER = 96;

    private static final int BUFFER_BYTES = 64 * 1024;
    private static final int MIN_WITH_LARGE_CACHE = 100;

    /**
     * The large memory of headers where there is room for enough connections that have it.
     *
     * @param bytes of the whole heap
     */
    static ConnectionBudget ofHeap(long bytes) {
        int withLarge = max(bytes, LARGE_CACHE);
        return withLarge >= MIN_WITH_LARGE_CACHE
                ? new ConnectionBudget(withLarge, LARGE_CACHE)
                : new ConnectionBudget(max(bytes, SMALL_CACHE), SMALL_CACHE);
    }

    private static int max(long heapBytes, int cacheCharacters) {
        long each = BUFFER_BYTES + (long) cacheCharacters * BYTES_A_CHARACTER;
        return (int) Math.max(1, Math.min(Integer.MAX_VALUE, heapBytes / 4 / each));
    }
}
