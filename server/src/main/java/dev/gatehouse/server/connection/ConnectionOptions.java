package dev.gatehouse.server.connection;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The options of a connection: those sent, the defaults of its strategy, and what follows from both. */
final class ConnectionOptions {
    /** Where WS-Federation metadata says that browsers are sent; no XML is parsed, so none can do harm. */
    private static final Pattern PASSIVE_ENDPOINT =
            Pattern.compile("PassiveRequestorEndpoint>[^A]{0,300}Address>([^<]{1,2048})<");

    private ConnectionOptions() {}

    /** The options of a new connection. */
    static ObjectNode created(Strategy strategy, ObjectNode sent) {
        ObjectNode options = sent.deepCopy();
        boolean policyIsReplaced = options.path("password_options").isObject();
        strategy.defaultsAtCreation().properties().forEach(each -> {
            if (!policyIsReplaced || !each.getKey().equals("passwordPolicy")) {
                options.putIfAbsent(each.getKey(), each.getValue().deepCopy());
            }
        });
        return completed(strategy, options);
    }

    /** The options that take the place of the ones before. */
    static ObjectNode replaced(Strategy strategy, ObjectNode before, ObjectNode sent) {
        ObjectNode options = sent.deepCopy();
        keepUniqueness(
                before.path("attributes").path("email"),
                options.path("attributes").path("email"));
        return completed(strategy, options);
    }

    /** Whether addresses are unique is decided once: a change that does not mention it leaves it. */
    private static void keepUniqueness(JsonNode before, JsonNode after) {
        if (before.has("unique") && after instanceof ObjectNode email) {
            email.putIfAbsent("unique", before.get("unique"));
        }
    }

    private static ObjectNode completed(Strategy strategy, ObjectNode options) {
        strategy.defaults()
                .properties()
                .forEach(each ->
                        options.putIfAbsent(each.getKey(), each.getValue().deepCopy()));
        SocialScopes.complete(strategy, options);
        switch (strategy.name()) {
            case Strategy.DATABASE -> {
                PasswordOptions.complete(options);
                completeEmail(options.path("attributes").path("email"));
                dropFalse(options, "disable_self_service_change_password");
            }
            case "okta", "oidc" -> OpenIdMetadata.complete(strategy, options);
            case "samlp", "pingfederate" -> SamlCertificate.complete(strategy.name(), options);
            case "adfs" -> addAdfsEndpoint(options);
            default -> {}
        }
        return options;
    }

    /** The API shows such a switch only where it is on. */
    private static void dropFalse(ObjectNode options, String name) {
        if (!options.path(name).asBoolean(true)) {
            options.remove(name);
        }
    }

    private static void completeEmail(JsonNode email) {
        if (email instanceof ObjectNode attribute) {
            if (!attribute.has("verification_method")) {
                attribute.put("verification_method", "link");
            }
            if (!attribute.has("unique")) {
                attribute.put("unique", true);
            }
        }
    }

    private static void addAdfsEndpoint(ObjectNode options) {
        String server = options.path("adfs_server").asText("");
        Matcher passive =
                PASSIVE_ENDPOINT.matcher(options.path("fedMetadataXml").asText(""));
        if (!options.has("signInEndpoint") && passive.find()) {
            options.put("signInEndpoint", passive.group(1));
        }
        if (!options.has("signInEndpoint") && !server.isEmpty()) {
            options.put("signInEndpoint", server.replaceAll("/FederationMetadata/.*", "") + "/adfs/ls/");
        }
    }
}
