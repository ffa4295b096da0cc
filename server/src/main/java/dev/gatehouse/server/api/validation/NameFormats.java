package dev.gatehouse.server.api.validation;

import java.util.Map;
import java.util.function.BiConsumer;

/** The formats of names and identifiers, as regular expressions of the whole text. */
final class NameFormats {
    private static final Map<String, String> NAMES = Map.of(
            "organization-name", "[a-z0-9](?:[a-z0-9_-]*[a-z0-9])?",
            "connection-realm", "[A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9])?",
            "acr", "[\\x21-\\x7e]+",
            "client-id", "[\\x21-\\x7e]+",
            "session-id", "[\\x21-\\x7e]+",
            // Connection and ID, as in auth0|abc; an ID of an enterprise connection may hold more bars.
            "user-id", "[^|\\s]+\\|.+",
            "user-id-with-max-length", "[^|\\s]+\\|.{1,298}");

    /** Formats of identifiers by the prefix that these have. */
    private static final Map<String, String> PREFIXES = Map.ofEntries(
            Map.entry("connection-id", "con"),
            Map.entry("organization-id", "org"),
            Map.entry("role-id", "rol"),
            Map.entry("client-grant-id", "cgr"),
            Map.entry("credential-id", "cred"),
            Map.entry("user-invitation-id", "uinv"),
            Map.entry("log-stream-id", "lst"),
            Map.entry("event-stream-id", "est"),
            Map.entry("event-id", "evt"),
            Map.entry("connection-profile-id", "cop"),
            Map.entry("user-attribute-profile-id", "uap"),
            Map.entry("token-exchange-profile-id", "tep"),
            Map.entry("flow-id", "af"),
            Map.entry("form-id", "ap"),
            Map.entry("flows-vault-connections-id", "ac"));

    private NameFormats() {}

    static void addTo(BiConsumer<String, String> formats) {
        NAMES.forEach(formats);
        PREFIXES.forEach((name, prefix) -> formats.accept(name, prefix + "_[A-Za-z0-9]+"));
    }
}
