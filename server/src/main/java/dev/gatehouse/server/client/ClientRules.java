package dev.gatehouse.server.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.server.error.ErrorCode;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a client must keep to, whoever makes or changes it. */
final class ClientRules {
    private static final String LEGACY = "http://auth0.com/oauth/legacy/grant-type/";
    private static final String EXTENSION = "http://auth0.com/oauth/grant-type/";
    private static final Set<String> GRANT_TYPES = Set.of(
            "implicit",
            "authorization_code",
            "refresh_token",
            "client_credentials",
            "password",
            "urn:ietf:params:oauth:grant-type:device_code",
            "urn:ietf:params:oauth:grant-type:token-exchange",
            "urn:ietf:params:oauth:grant-type:jwt-bearer",
            "urn:openid:params:grant-type:ciba",
            "urn:okta:params:oauth:grant-type:webauthn",
            "urn:auth0:params:oauth:grant-type:token-exchange:federated-connection-access-token",
            EXTENSION + "password-realm",
            EXTENSION + "mfa-oob",
            EXTENSION + "mfa-otp",
            EXTENSION + "mfa-recovery-code",
            EXTENSION + "passwordless/otp",
            LEGACY + "ro",
            LEGACY + "ro/jwt-bearer",
            LEGACY + "delegation/refresh_token",
            LEGACY + "delegation/id_token",
            LEGACY + "access_token");
    /** RFC 6749 §4.4: only for confidential clients. */
    private static final Set<String> CONFIDENTIAL_ONLY = Set.of("client_credentials");

    private static final int MAX_METADATA = 10;
    private static final String LOGOUT = "oidc_logout";
    private static final String OLDER_LOGOUT = "oidc_backchannel_logout";

    private ClientRules() {}

    /**
     * Checks a client that is about to be stored.
     *
     * @param sent what was sent for it, or of a change to it
     */
    static void check(Client client, ObjectNode sent) {
        if (sent.path("grant_types").isArray()) {
            requireGrantTypes(client);
        }
        requireOneAuthentication(sent);
        requireFewMetadata(client);
        requireKnownProfiles(client);
    }

    private static void requireGrantTypes(Client client) {
        List<String> invalid = client.grantTypes().stream()
                .filter(type -> !GRANT_TYPES.contains(type) || client.isPublic() && CONFIDENTIAL_ONLY.contains(type))
                .toList();
        if (!invalid.isEmpty()) {
            throw ErrorCode.INVALID_BODY.refuse("Invalid grant types: " + String.join(", ", invalid));
        }
    }

    private static void requireOneAuthentication(ObjectNode sent) {
        if (sent.hasNonNull(Client.AUTH_METHOD) && sent.hasNonNull(Client.AUTHENTICATION_METHODS)) {
            throw ErrorCode.INVALID_BODY.refuse("A client has either " + Client.AUTHENTICATION_METHODS + " or "
                    + Client.AUTH_METHOD + ", not both");
        }
    }

    /** The limit is on what the client has afterwards: a change adds to it. */
    private static void requireFewMetadata(Client client) {
        int size = client.at("client_metadata").size();
        if (size > MAX_METADATA) {
            throw ErrorCode.INVALID_BODY.refuse("Payload validation error: 'Too many properties defined (" + size
                    + "), maximum " + MAX_METADATA + "' on property client_metadata.");
        }
    }

    /** There are no connection or attribute profiles on this server yet, so a client cannot name one that exists. */
    private static void requireKnownProfiles(Client client) {
        String profile = client.text("my_organization_configuration/connection_profile_id");
        if (profile != null && !profile.matches("cop_[A-Za-z0-9]{22}")) {
            throw ErrorCode.INVALID_BODY.refuse("The connection profile " + profile + " does not exist");
        }
    }

    /** A key takes the place of a secret, and a secret that of a key. */
    static void settleAuthentication(Client client, ObjectNode sent) {
        if (sent.hasNonNull(Client.AUTHENTICATION_METHODS)) {
            client.json().remove(Client.AUTH_METHOD);
        } else if (sent.hasNonNull(Client.AUTH_METHOD)) {
            client.json().remove(Client.AUTHENTICATION_METHODS);
        }
    }

    /** Keeps the two views of logging out over OpenID Connect the same: the older one shows a part of the newer. */
    static void settleLogout(Client client, ObjectNode sent) {
        ObjectNode json = client.json();
        if (sent.has(LOGOUT) || !sent.has(OLDER_LOGOUT)) {
            replace(json, OLDER_LOGOUT, olderView(json.path(LOGOUT)));
            return;
        }
        if (!json.path(OLDER_LOGOUT).isObject()) {
            json.remove(LOGOUT);
            return;
        }
        ObjectNode newer = json.withObjectProperty(LOGOUT);
        newer.setAll((ObjectNode) json.path(OLDER_LOGOUT).deepCopy());
    }

    private static @Nullable ObjectNode olderView(JsonNode newer) {
        if (!newer.isObject()) {
            return null;
        }
        ObjectNode older = JsonNodeFactory.instance.objectNode();
        String urls = "backchannel_logout_urls";
        if (newer.has(urls)) {
            older.set(urls, newer.get(urls).deepCopy());
        }
        return older;
    }

    private static void replace(ObjectNode json, String member, @Nullable ObjectNode value) {
        if (value == null) {
            json.remove(member);
        } else {
            json.set(member, value);
        }
    }
}
