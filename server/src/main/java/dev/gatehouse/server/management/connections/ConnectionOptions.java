package dev.gatehouse.server.management.connections;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
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
    static ObjectNode created(String strategy, ObjectNode sent) {
        ObjectNode options = sent.deepCopy();
        ObjectNode defaults = Strategies.of(strategy).path("atCreation").deepCopy() instanceof ObjectNode some
                ? some
                : sent.objectNode();
        if (options.path("password_options").isObject()) {
            // They stand for it.
            defaults.remove("passwordPolicy");
        }
        addMissing(options, defaults);
        return completed(strategy, options);
    }

    /** The options that take the place of the ones before. */
    static ObjectNode replaced(String strategy, ObjectNode sent) {
        return completed(strategy, sent.deepCopy());
    }

    private static ObjectNode completed(String strategy, ObjectNode options) {
        JsonNode particular = Strategies.of(strategy);
        addMissing(options, particular.path("options"));
        addScopes(options, particular);
        switch (strategy) {
            case "auth0" -> {
                PasswordOptions.complete(options);
                completeEmail(options.path("attributes").path("email"));
            }
            case "okta", "oidc" -> OpenIdMetadata.complete(strategy, options);
            case "samlp", "pingfederate" -> SamlCertificate.complete(strategy, options);
            case "adfs" -> addAdfsEndpoint(options);
            default -> {}
        }
        return options;
    }

    private static void addMissing(ObjectNode options, JsonNode defaults) {
        defaults.properties().forEach(property -> {
            if (!options.has(property.getKey())) {
                options.set(property.getKey(), property.getValue().deepCopy());
            }
        });
    }

    /** Social networks ask for the scopes that the switches stand for, in the order of the switches. */
    private static void addScopes(ObjectNode options, JsonNode particular) {
        if (particular.path("scopeText").asBoolean() && !options.has("scope")) {
            options.put("scope", "");
        }
        if (!particular.has("scopes")) {
            return;
        }
        boolean legacy = particular.has("legacyScopes") && !options.has("strategy_version");
        JsonNode scopes = particular.path(legacy ? "legacyScopes" : "scopes");
        boolean switched = options.properties().stream()
                .anyMatch(option -> particular.path("scopes").has(option.getKey()));
        if (options.path("scope").isArray() && !switched) {
            return;
        }
        ArrayNode asked = JsonNodeFactory.instance.arrayNode();
        if (particular.has("firstScope")) {
            asked.add(particular.get("firstScope"));
        }
        options.properties().forEach(option -> {
            if (scopes.has(option.getKey()) && option.getValue().asBoolean()) {
                asked.add(scopes.get(option.getKey()));
            }
        });
        options.set("scope", asked);
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
