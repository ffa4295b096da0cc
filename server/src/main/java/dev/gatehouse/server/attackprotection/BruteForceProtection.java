package dev.gatehouse.server.attackprotection;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.server.store.document.DocumentStore;
import dev.gatehouse.server.store.document.Kind;
import dev.gatehouse.server.store.document.SingleDocument;
import dev.gatehouse.server.store.document.View;

/** How accounts are protected against guessing. */
public record BruteForceProtection(ObjectNode json) implements View {
    public static final Kind KIND = Kind.named("brute_force_protection").build();

    private static final int DEFAULT_ATTEMPTS = 10;
    private static final String INITIAL = """
            {"enabled": true, "shields": ["block", "user_notification"], "mode": "count_per_identifier_and_ip",
             "allowlist": [], "max_attempts": 10}
            """;

    /** The settings of tenants. */
    public static SingleDocument<BruteForceProtection> in(DocumentStore documents) {
        return new SingleDocument<>(documents, KIND, BruteForceProtection::new, INITIAL);
    }

    /** Whether attempts from an address are counted. */
    boolean watches(String ip) {
        return flag("enabled") && !Allowlist.of(this).contains(ip);
    }

    /** Whether it keeps anybody out; if not, it only says so in the log. */
    public boolean blocks() {
        return flag("enabled") && texts("shields").contains("block");
    }

    /** Whether the attempts from each address are counted for themselves; if not, those from everywhere together. */
    boolean countsPerAddress() {
        return !"count_per_identifier".equals(text("mode"));
    }

    /** How many attempts in a row may fail. */
    int maxAttempts() {
        return number("max_attempts", DEFAULT_ATTEMPTS);
    }
}
