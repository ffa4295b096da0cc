package dev.gatehouse.server.password;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.server.error.ErrorCode;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A password hash of another system, as an import describes it ({@code custom_password_hash}): algorithm, hash, salt, and how each
 * is written. It is stored as that JSON, verified when the password is next used, and replaced then.
 */
record ImportedHash(ObjectNode json) {
    private static final JsonMapper MAPPER = new JsonMapper();

    /** The algorithms whose hash says everything by itself. */
    private static final Set<String> SELF_CONTAINED = Set.of("argon2", "bcrypt", "ldap", "pbkdf2");

    private static final Pattern HEX = Pattern.compile("([0-9a-fA-F]{2})+");

    /** Whether what is stored is one of these, and no hash of this server's own. */
    static boolean isOne(String stored) {
        return stored.startsWith("{");
    }

    /** The hash that {@link #stored} made of one. */
    static ImportedHash read(String stored) {
        try {
            return new ImportedHash((ObjectNode) MAPPER.readTree(stored));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("a stored hash cannot be read", e);
        }
    }

    /**
     * As it is stored.
     *
     * @throws dev.gatehouse.server.error.Rejection when no password could ever be verified with it
     */
    String stored() {
        requireConsistent();
        hash(); // throws for what it cannot read
        return algorithm().equals("bcrypt") ? text("hash", "value") : json.toString();
    }

    private void requireConsistent() {
        if (SELF_CONTAINED.contains(algorithm())) {
            require(!json.has("salt"), "salt is not allowed for " + algorithm() + ", whose hash has its own");
            require(encoding("hash", "utf8").equals("utf8"), "hash.encoding must be utf8 for " + algorithm());
        } else if (encoding("hash", "").equals("utf8")) {
            throw refuse("hash.encoding must be hex or base64 for " + algorithm());
        }
        if (algorithm().equals("hmac")) {
            require(json.at("/hash/digest").isTextual(), "hash.digest is required for hmac");
            require(json.at("/hash/key/value").isTextual(), "hash.key is required for hmac");
        }
        if (algorithm().equals("scrypt")) {
            require(json.at("/salt/value").isTextual(), "salt is required for scrypt");
            require(json.path("keylen").isInt(), "keylen is required for scrypt");
        }
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw refuse(otherwise);
        }
    }

    private static RuntimeException refuse(String message) {
        return ErrorCode.INVALID_BODY.refuse("custom_password_hash: " + message);
    }

    /** Whether it is one of {@code password}. Takes time and memory, within bounds. */
    boolean matches(String password) {
        byte[] bytes = password.getBytes(charset());
        return hash().matches(bytes);
    }

    /** As in {@code md5} or {@code pbkdf2}. */
    private String algorithm() {
        return json.path("algorithm").asText();
    }

    private PasswordHash hash() {
        String value = text("hash", "value");
        try {
            return switch (algorithm()) {
                case "argon2" -> Argon2Hash.parse(value);
                case "bcrypt" -> BcryptHash.parse(value);
                case "pbkdf2" -> Pbkdf2Hash.parse(value);
                case "ldap" -> DigestHash.ofLdap(value);
                case "scrypt" ->
                    new ScryptHash(
                            decoded("salt", "utf8"),
                            decoded("hash", "base64"),
                            json.path("cost").asInt(16_384),
                            json.path("blockSize").asInt(8),
                            json.path("parallelization").asInt(1),
                            json.path("keylen").asInt());
                case "hmac" ->
                    new DigestHash(
                            DigestHash.hmac(text("hash", "digest"), decoded(json.at("/hash/key"), "base64")),
                            salt(),
                            isPrefix(),
                            decoded("hash", "base64"));
                default ->
                    new DigestHash(DigestHash.digest(algorithm()), salt(), isPrefix(), decoded("hash", "base64"));
            };
        } catch (IllegalArgumentException e) {
            throw refuse("the hash cannot be verified: " + e.getMessage());
        }
    }

    private byte[] salt() {
        return json.path("salt").has("value") ? decoded("salt", "utf8") : new byte[0];
    }

    private boolean isPrefix() {
        return !json.at("/salt/position").asText().equals("suffix");
    }

    private String text(String object, String member) {
        return json.path(object).path(member).asText();
    }

    private String encoding(String object, String otherwise) {
        return json.path(object).path("encoding").asText(otherwise);
    }

    private byte[] decoded(String object, String otherwise) {
        return decoded(json.path(object), otherwise);
    }

    private static byte[] decoded(JsonNode object, String otherwise) {
        String value = object.path("value").asText();
        return switch (object.path("encoding").asText(otherwise)) {
            case "hex" -> {
                if (!HEX.matcher(value).matches()) {
                    throw new IllegalArgumentException("a value is not hexadecimal");
                }
                yield HexFormat.of().parseHex(value);
            }
            case "base64" -> Base64.getDecoder().decode(value);
            default -> value.getBytes(StandardCharsets.UTF_8);
        };
    }

    private Charset charset() {
        return switch (text("password", "encoding")) {
            case "ascii", "latin1", "binary" -> StandardCharsets.ISO_8859_1;
            case "utf16le", "ucs2" -> StandardCharsets.UTF_16LE;
            default -> StandardCharsets.UTF_8;
        };
    }
}
