package dev.gatehouse.server.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a client says of itself in its metadata document, whose address is its id (OAuth Client ID Metadata Document,
 * draft-ietf-oauth-client-id-metadata-document): the settings of a client that it amounts to, and what is wrong with it.
 */
public final class ClientIdMetadata {
    /** The {@code external_metadata_type} of such clients. */
    public static final String TYPE = "cimd";

    private static final Set<String> GRANTS = Set.of("authorization_code", "refresh_token");
    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");
    private static final Pattern NAME = Pattern.compile("[^<>]{1,255}");
    private static final Pattern DOTS = Pattern.compile(".*/\\.{1,2}(/.*)?");
    private static final int MAX_CALLBACKS = 500;

    private final URI id;
    private final JsonNode document;
    private final List<String> violations = new ArrayList<>();
    private final List<String> warnings = new ArrayList<>();
    private final ObjectNode mapped = JsonNodeFactory.instance.objectNode();

    private ClientIdMetadata(URI id, JsonNode document) {
        this.id = id;
        this.document = document;
    }

    /**
     * Reads a document.
     *
     * @param id its address
     * @param credentials the public keys that it names, as credentials to be added to a client; null when they are not known
     */
    public static ClientIdMetadata of(URI id, JsonNode document, @Nullable List<ObjectNode> credentials) {
        ClientIdMetadata metadata = new ClientIdMetadata(id, document);
        metadata.read(credentials == null ? List.of() : credentials);
        return metadata;
    }

    /**
     * The address of a metadata document (draft §3): HTTPS, with a path, without dot segments, fragment or user.
     *
     * @return null when the text is no such address
     */
    public static @Nullable URI address(String text) {
        try {
            URI uri = new URI(text);
            String path = uri.getRawPath();
            boolean good = "https".equalsIgnoreCase(uri.getScheme())
                    && uri.getHost() != null
                    && uri.getRawUserInfo() == null
                    && uri.getRawFragment() == null
                    && path != null
                    && !path.isEmpty()
                    && !DOTS.matcher(path).matches();
            return good ? uri : null;
        } catch (URISyntaxException e) {
            return null;
        }
    }

    /** Where its public keys are; null when it names no place. */
    public static @Nullable URI keys(JsonNode document) {
        JsonNode uri = document.path("jwks_uri");
        return uri.isTextual() ? address(uri.asText()) : null;
    }

    /** Whether it proves itself by a key. */
    public static boolean provesItselfByKey(JsonNode document) {
        return document.path(Client.AUTH_METHOD).asText().equals("private_key_jwt");
    }

    /** The settings of a client that it amounts to. */
    public ObjectNode mapped() {
        return mapped.deepCopy();
    }

    /** Why no client can be made of it. */
    public List<String> violations() {
        return List.copyOf(violations);
    }

    /** What of it is left out. */
    public List<String> warnings() {
        return List.copyOf(warnings);
    }

    private void read(List<ObjectNode> credentials) {
        mapped.put("external_client_id", id.toString());
        if (!document.path("client_id").asText().equals(id.toString())) {
            violations.add("client_id must be the address of the document");
        }
        if (document.has("client_secret") || document.has("client_secret_expires_at")) {
            violations.add("client_secret must not be in the document, which anybody can read");
        }
        readName();
        readCallbacks();
        readGrants();
        readAuthentication(credentials);
        readLogo();
    }

    private void readName() {
        JsonNode name = document.path("client_name");
        if (name.isMissingNode()) {
            mapped.put("name", id.getHost());
        } else if (name.isTextual() && NAME.matcher(name.asText()).matches()) {
            mapped.put("name", name.asText());
        } else {
            violations.add("client_name must be a text of 1 to 255 characters, without < and >");
        }
    }

    private void readCallbacks() {
        JsonNode sent = document.path("redirect_uris");
        ArrayNode callbacks = JsonNodeFactory.instance.arrayNode();
        boolean ofAnApp = document.path("application_type").asText().equals("native");
        for (JsonNode each : sent) {
            URI callback = callback(each);
            if (callback == null) {
                violations.add("redirect_uris holds what people cannot be sent back to: " + excerpt(each));
            } else {
                callbacks.add(each.asText());
                ofAnApp |= !"https".equalsIgnoreCase(callback.getScheme());
            }
        }
        if (!sent.isArray() || sent.isEmpty() || sent.size() > MAX_CALLBACKS) {
            violations.add("redirect_uris must name 1 to " + MAX_CALLBACKS + " addresses");
        }
        mapped.put("app_type", ofAnApp ? "native" : "regular_web");
        mapped.set("callbacks", callbacks);
    }

    /** RFC 8252 §7: HTTPS, a scheme of an app's own, or plain HTTP to the machine itself. */
    private static @Nullable URI callback(JsonNode sent) {
        try {
            URI uri = new URI(sent.isTextual() ? sent.asText() : "");
            boolean plain = "http".equalsIgnoreCase(uri.getScheme());
            boolean own = !plain && !"https".equalsIgnoreCase(uri.getScheme());
            boolean good = uri.isAbsolute()
                    && uri.getRawFragment() == null
                    && (own ? uri.getScheme().contains(".") : uri.getHost() != null)
                    && (!plain || LOOPBACK.contains(uri.getHost()));
            return good ? uri : null;
        } catch (URISyntaxException e) {
            return null;
        }
    }

    private void readGrants() {
        ArrayNode grants = mapped.putArray("grant_types");
        for (JsonNode each : document.path("grant_types")) {
            if (GRANTS.contains(each.asText())) {
                grants.add(each.asText());
            } else {
                warnings.add("grant_types holds a grant that such clients may not use: " + excerpt(each));
            }
        }
        if (grants.isEmpty()) {
            grants.add("authorization_code");
        }
    }

    private void readAuthentication(List<ObjectNode> credentials) {
        String method = document.path(Client.AUTH_METHOD).asText("none");
        if (provesItselfByKey(document)) {
            readKeys(credentials);
        } else if (method.equals("none")) {
            mapped.put(Client.AUTH_METHOD, method);
        } else {
            violations.add("token_endpoint_auth_method must be none or private_key_jwt");
        }
    }

    private void readKeys(List<ObjectNode> credentials) {
        if (credentials.isEmpty()) {
            violations.add("private_key_jwt needs a jwks or a jwks_uri with an RSA key of 2048 bits or more");
        }
        URI keys = keys(document);
        if (keys != null) {
            mapped.put("jwks_uri", keys.toString());
        }
        ArrayNode named = mapped.putObject(Client.AUTHENTICATION_METHODS)
                .putObject("private_key_jwt")
                .putArray("credentials");
        credentials.forEach(named::add);
    }

    private void readLogo() {
        JsonNode logo = document.path("logo_uri");
        if (logo.isTextual() && address(logo.asText()) != null) {
            mapped.put("logo_uri", logo.asText());
        } else if (!logo.isMissingNode()) {
            warnings.add("logo_uri is no address with https");
        }
    }

    private static String excerpt(JsonNode value) {
        String text = value.asText();
        return text.length() > 100 ? text.substring(0, 100) + "…" : text;
    }
}
