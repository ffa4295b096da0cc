package dev.gatehouse.server.attackprotection;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.server.store.document.DocumentStore;
import dev.gatehouse.server.store.document.Kind;
import dev.gatehouse.server.store.document.SingleDocument;
import dev.gatehouse.server.store.document.View;
import java.time.Duration;

/** How addresses that try many accounts are slowed down. */
public record SuspiciousIpThrottling(ObjectNode json) implements View {
    public static final Kind KIND = Kind.named("suspicious_ip_throttling").build();

    private static final String INITIAL = """
            {"enabled": true, "shields": ["admin_notification", "block"], "allowlist": [],
             "stage": {"pre-login": {"max_attempts": 100, "rate": 864000},
                       "pre-user-registration": {"max_attempts": 50, "rate": 1200},
                       "pre-custom-token-exchange": {"max_attempts": 10, "rate": 600000}}}
            """;

    /** The settings of tenants. */
    public static SingleDocument<SuspiciousIpThrottling> in(DocumentStore documents) {
        return new SingleDocument<>(documents, KIND, SuspiciousIpThrottling::new, INITIAL);
    }

    /** The moments at which attempts are counted, each for itself. */
    public enum Stage {
        /** Failed sign-ins. */
        LOGIN("pre-login"),
        /** Sign-ups. */
        SIGN_UP("pre-user-registration"),
        /** Failed token exchanges. */
        TOKEN_EXCHANGE("pre-custom-token-exchange");

        private final String member;

        Stage(String member) {
            this.member = member;
        }

        /** Its name in the settings. */
        String member() {
            return member;
        }
    }

    /** Whether attempts from an address are counted. */
    boolean watches(String ip) {
        return flag("enabled") && !Allowlist.of(this).contains(ip);
    }

    /** Whether it keeps anybody out; if not, it only says so in the log. */
    boolean blocks() {
        return flag("enabled") && texts("shields").contains("block");
    }

    /** How many attempts an address has at once. */
    int maxAttempts(Stage stage) {
        return number("stage/" + stage.member() + "/max_attempts", 1);
    }

    /** After how long it has one more. */
    Duration rate(Stage stage) {
        return Duration.ofMillis(number("stage/" + stage.member() + "/rate", 1));
    }
}
