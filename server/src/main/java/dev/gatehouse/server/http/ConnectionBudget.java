package dev.gatehouse.server.http;

/**
 * How many connections may be open at once, so that all of them together fit into a quarter of the heap.
 *
 * @param max the most that are served, of HTTPS and plain HTTP together
 * @param withLargeCache how many of them may remember long header fields; the others remember short ones
 */
record ConnectionBudget(int max, int withLargeCache) {
    /** Room for a bearer token with all scopes, which a connection then reads as a whole, in half the time. */
    static final int LARGE_CACHE_CHARACTERS = 8 * 1024;

    static final int SMALL_CACHE_CHARACTERS = 1024;
    /** Jetty keeps a row of 48 characters for each. */
    private static final int BYTES_PER_CHARACTER = 96;

    private static final int BUFFER_BYTES = 64 * 1024;
    private static final int MAX_WITH_LARGE_CACHE = 64;

    /**
     * The budget for a heap of {@code bytes}: an eighth of it at most for connections with a large cache, then as many with a
     * small one as fit.
     */
    static ConnectionBudget ofHeap(long bytes) {
        long quarter = bytes / 4;
        long large = Math.min(MAX_WITH_LARGE_CACHE, quarter / 2 / cost(LARGE_CACHE_CHARACTERS));
        long small = (quarter - large * cost(LARGE_CACHE_CHARACTERS)) / cost(SMALL_CACHE_CHARACTERS);
        return new ConnectionBudget((int) Math.max(4, Math.min(Integer.MAX_VALUE / 2, large + small)), (int) large);
    }

    static long cost(int cacheCharacters) {
        return BUFFER_BYTES + (long) cacheCharacters * BYTES_PER_CHARACTER;
    }

    /** The most from one address, so that no single one can take them all. */
    int maxPerAddress() {
        return Math.max(1, max * 3 / 4);
    }

    /** The most from one address of those that are accepted only to be told that the server is busy. */
    int maxExcessPerAddress() {
        return Math.max(1, (maxAccepted() - max) * 3 / 4);
    }

    /** The most that are accepted: those beyond {@link #max} are told that the server is busy. */
    int maxAccepted() {
        return max + Math.max(1, max / 4);
    }
}
