package dev.gatehouse.client.limit;

import java.util.Map;

/**
 * The limits of a subscription, as Auth0 documents them: token buckets. Immutable.
 *
 * @param defaultLimit the limit of the calls that no override applies to
 * @param overrides limits of their own, keyed by {@code read} or {@code write} and the first segment of the path, as in
 *     {@code read users}
 */
public record Plan(Limit defaultLimit, Map<String, Limit> overrides) {
    /** Two at once, two a second. */
    public static final Plan FREE = of(2, 120);

    /** Ten at once and 150 a minute, with limits of their own for users, clients, connections, logs and organizations. */
    public static final Plan ESSENTIALS = new Plan(
            new Limit(10, 150),
            Map.of(
                    "read users", new Limit(40, 500),
                    "write users", new Limit(20, 200),
                    "read clients", new Limit(5, 100),
                    "read connections", new Limit(5, 50),
                    "read logs", new Limit(10, 100),
                    "write organizations", new Limit(5, 25)));

    /** As {@link #ESSENTIALS}. */
    public static final Plan PROFESSIONAL = ESSENTIALS;

    /** Of a production tenant: fifty at once, sixteen a second. */
    public static final Plan ENTERPRISE = of(50, 960);

    /** Of an enterprise's other tenants: ten at once, two a second. */
    public static final Plan ENTERPRISE_NON_PRODUCTION = of(10, 120);

    /**
     * What one limit lets through.
     *
     * @param burst calls at once, at least 1
     * @param perMinute calls a minute in the long run, at least 1
     */
    public record Limit(int burst, int perMinute) {
        /**
         * Checks both.
         *
         * @throws IllegalArgumentException when one is less than 1
         */
        public Limit {
            if (burst < 1 || perMinute < 1) {
                throw new IllegalArgumentException(
                        "A limit must let through at least one call at once and a minute, and" + " lets through "
                                + burst + " and " + perMinute);
            }
        }
    }

    /** Copies the limits. */
    public Plan {
        overrides = Map.copyOf(overrides);
    }

    /**
     * One limit for all calls.
     *
     * @param burst calls at once, at least 1
     * @param perMinute calls a minute in the long run, at least 1
     * @throws IllegalArgumentException when one is less than 1
     */
    public static Plan of(int burst, int perMinute) {
        return new Plan(new Limit(burst, perMinute), Map.of());
    }

    /** The name, among {@link #overrides}, of the limit for a call; empty for {@link #defaultLimit}. */
    String limitOf(String method, String path) {
        int end = path.indexOf('/', 1);
        String segment = path.substring(1, end < 0 ? path.length() : end);
        String name = (method.equals("GET") ? "read " : "write ") + segment;
        return overrides.containsKey(name) ? name : "";
    }

    Limit bucket(String name) {
        return overrides.getOrDefault(name, defaultLimit);
    }
}
