package dev.gatehouse.bench;

import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;

/** Requests that are valid, or nearly, and cost much: bodies that become large once they are parsed, and searches. Thread-safe. */
final class HostileRequests implements Supplier<byte[]> {
    private static final int LARGE = 900_000;

    private final List<byte[]> requests;

    HostileRequests(TenantRequests tenant) {
        requests = List.of(
                tenant.createUser("[" + "{},".repeat(340_000) + "{}]"),
                tenant.createUser("[" + "{},".repeat(60_000) + "{}]"),
                tenant.createUser("[".repeat(100_000) + "]".repeat(100_000)),
                tenant.createUser("{\"a\":".repeat(900) + "1" + "}".repeat(900)),
                tenant.createUser("9".repeat(LARGE)),
                tenant.createUser("1e999999999"),
                tenant.createUser("\"" + "a".repeat(LARGE) + "\""),
                tenant.createUser("\"" + "\\u0041".repeat(100_000) + "\""),
                tenant.createUser("["),
                tenant.search("*a*%20OR%20".repeat(200) + "b"),
                tenant.search("name:*a*b*%20OR%20name:*c*d*%20OR%20name:*e*f*"));
    }

    @Override
    public byte[] get() {
        return requests.get(ThreadLocalRandom.current().nextInt(requests.size()));
    }
}
