package dev.gatehouse.server.store.document;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * A kind of document.
 *
 * @param name the name it is stored under
 * @param keys the values its documents are found by
 * @param secrets where its secrets are: a path of member names, {@code *} for every element of an array
 */
public record Kind(String name, List<Key> keys, List<String> secrets) {
    public static final Kind CLIENT = new Kind(
            "client",
            List.of(
                    Key.of("global", "/global"),
                    Key.of("app_type", "/app_type"),
                    Key.of("is_first_party", "/is_first_party"),
                    Key.of("resource_server_identifier", "/resource_server_identifier")),
            List.of("client_secret", "signing_keys/*/pkcs7", "encryption_key/pub"));
    public static final Kind CLIENT_CREDENTIAL =
            new Kind("client_credential", List.of(Key.of("client_id", "/client_id")), List.of());
    public static final Kind RESOURCE_SERVER =
            new Kind("resource_server", List.of(Key.unique("identifier", "/identifier")), List.of("signing_secret"));
    public static final Kind CLIENT_GRANT = new Kind(
            "client_grant",
            List.of(
                    Key.of("client_id", "/client_id"),
                    Key.of("audience", "/audience"),
                    Key.of("subject_type", "/subject_type"),
                    Key.of("allow_any_organization", "/allow_any_organization"),
                    Key.of("default_for", "/default_for"),
                    Key.unique(
                            "grant",
                            grant -> List.of(grant.path("client_id").asText() + " "
                                    + grant.path("audience").asText() + " "
                                    + grant.path("subject_type").asText("client")))),
            List.of());
    public static final Kind ROLE = new Kind("role", List.of(Key.unique("name", "/name")), List.of());
    public static final Kind CONNECTION = new Kind(
            "connection",
            List.of(
                    Key.unique("name", "/name"),
                    Key.of("strategy", "/strategy"),
                    Key.of("enabled_client", connection -> texts(connection.path("enabled_clients")))),
            List.of(
                    "options/client_secret",
                    "options/app_secret",
                    "options/twilio_token",
                    "options/api_key",
                    "options/signing_key/key",
                    "options/signInSecret",
                    "options/configuration/*"));
    public static final Kind CONNECTION_KEY =
            new Kind("connection_key", List.of(Key.of("connection_id", "/connection_id")), List.of("private_key"));
    public static final Kind SCIM_CONFIGURATION = new Kind("scim_configuration", List.of(), List.of());
    public static final Kind SCIM_TOKEN =
            new Kind("scim_token", List.of(Key.of("connection_id", "/connection_id")), List.of());
    public static final Kind TENANT_SETTINGS = new Kind("tenant_settings", List.of(), List.of());
    public static final Kind SIGNING_KEY = new Kind("signing_key", List.of(), List.of("private_key"));
    public static final Kind AUTHENTICATION_METHOD = new Kind(
            "authentication_method", List.of(Key.of("user_id", "/user_id")), List.of("totp_secret", "key_material"));
    public static final Kind SESSION = ofUser("session");
    public static final Kind REFRESH_TOKEN = ofUser("refresh_token");
    public static final Kind CONNECTED_ACCOUNT = ofUser("connected_account");
    public static final Kind FEDERATED_CONNECTION_TOKENSET = ofUser("federated_connection_tokenset");
    public static final Kind REMEMBERED_BROWSER = ofUser("remembered_browser");
    public static final Kind KNOWN_DEVICE = ofUser("known_device");

    public Kind {
        keys = List.copyOf(keys);
        secrets = List.copyOf(secrets);
    }

    private static Kind ofUser(String name) {
        return new Kind(name, List.of(Key.of("user_id", "/user_id")), List.of());
    }

    /**
     * A value documents are found by.
     *
     * @param name what it is called
     * @param unique whether two documents may not share it
     * @param values reads it off a document; none, or several
     */
    public record Key(String name, boolean unique, Function<ObjectNode, List<String>> values) {
        static Key unique(String name, String pointer) {
            return new Key(name, true, document -> texts(document.at(pointer)));
        }

        static Key unique(String name, Function<ObjectNode, List<String>> values) {
            return new Key(name, true, values);
        }

        static Key of(String name, String pointer) {
            return new Key(name, false, document -> texts(document.at(pointer)));
        }

        static Key of(String name, Function<ObjectNode, List<String>> values) {
            return new Key(name, false, values);
        }
    }

    private static List<String> texts(JsonNode value) {
        List<String> texts = new ArrayList<>();
        if (value.isArray()) {
            value.forEach(item -> texts.add(item.asText()));
        } else if (value.isValueNode() && !value.isNull()) {
            texts.add(value.asText());
        }
        return texts;
    }
}
