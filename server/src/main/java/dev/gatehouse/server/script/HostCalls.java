package dev.gatehouse.server.script;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * The calls that a script can make out of its sandbox, for one run. The script's author may call them with anything: each
 * takes JSON of a bounded size and gives nothing but what is listed here. Not thread-safe.
 */
final class HostCalls {
    private static final int MAX_RANDOM = 64 * 1024;
    private static final Map<String, String> ALGORITHMS =
            Map.of("md5", "MD5", "sha1", "SHA1", "sha256", "SHA256", "sha384", "SHA384", "sha512", "SHA512");
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final JsonMapper MAPPER = new JsonMapper(JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(200)
                    .maxTokenCount(100_000)
                    .build())
            .build());

    private final Console console;
    private final long started = System.nanoTime();
    private @Nullable JsonNode task;
    private @Nullable ObjectNode outcome;
    private double nextTimer = -1;
    private long loaded = -1;

    HostCalls(JsonNode task, Console console) {
        this.task = task;
        this.console = console;
    }

    /** What the script ended with; null while it has not. */
    @Nullable
    ObjectNode outcome() {
        return outcome;
    }

    /** Milliseconds until the next timer of the script is due; negative where it has none. */
    double nextTimer() {
        return nextTimer;
    }

    /** When the script was loaded, on the clock of {@link System#nanoTime()}; negative while it is not. */
    long loaded() {
        return loaded;
    }

    /** Answers a call in JSON: its value, or an error for the script. */
    byte[] answer(String name, byte[] argument) {
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        try {
            answer.set("value", call(name, MAPPER.readTree(argument)));
        } catch (JsonProcessingException e) {
            answer.put("error", "The value is nested too deeply or has too many parts");
        } catch (IllegalArgumentException e) {
            answer.put("error", e.getMessage());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes(answer);
    }

    /** The answer to a call whose argument is too large to be read. */
    static byte[] tooLarge() {
        return bytes(JsonNodeFactory.instance
                .objectNode()
                .put("error", "The value is larger than " + ScriptLimits.ARGUMENT + " bytes"));
    }

    private static byte[] bytes(JsonNode answer) {
        try {
            return MAPPER.writeValueAsBytes(answer);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A tree is always JSON", e);
        }
    }

    private JsonNode call(String name, JsonNode argument) {
        return switch (name) {
            case "take" -> take();
            case "loaded" -> {
                loaded = System.nanoTime();
                yield NullNode.instance;
            }
            case "finish" -> finish(argument);
            case "log" -> BooleanNode.valueOf(console.write(argument.asText()));
            case "next" -> {
                nextTimer = argument.asDouble(-1);
                yield NullNode.instance;
            }
            case "elapsed" -> JsonNodeFactory.instance.numberNode((System.nanoTime() - started) / 1_000_000.0);
            case "random" -> random(argument.asInt());
            case "digest" -> digest(argument);
            default -> throw new IllegalArgumentException("The host has no function " + name);
        };
    }

    private JsonNode take() {
        JsonNode taken = task;
        task = null;
        if (taken == null) {
            throw new IllegalArgumentException("The script has started already");
        }
        return taken;
    }

    /** The first outcome counts. */
    private JsonNode finish(JsonNode ended) {
        if (outcome == null && ended instanceof ObjectNode object) {
            outcome = object;
        }
        return NullNode.instance;
    }

    private static JsonNode random(int size) {
        if (size < 0 || size > MAX_RANDOM) {
            throw new IllegalArgumentException("The size must be from 0 to " + MAX_RANDOM);
        }
        byte[] bytes = new byte[size];
        RANDOM.nextBytes(bytes);
        return TextNode.valueOf(Base64.getEncoder().encodeToString(bytes));
    }

    private static JsonNode digest(JsonNode argument) {
        String algorithm = ALGORITHMS.get(argument.path("algorithm").asText().replace("-", ""));
        if (algorithm == null) {
            throw new IllegalArgumentException("Digest method not supported");
        }
        byte[] data = Base64.getDecoder().decode(argument.path("data").asText());
        byte[] made = argument.hasNonNull("key")
                ? hmac(
                        algorithm,
                        Base64.getDecoder().decode(argument.path("key").asText()),
                        data)
                : hash(algorithm, data);
        return TextNode.valueOf(Base64.getEncoder().encodeToString(made));
    }

    private static byte[] hash(String algorithm, byte[] data) {
        try {
            return MessageDigest.getInstance(algorithm.replace("SHA", "SHA-")).digest(data);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every JDK has " + algorithm, e);
        }
    }

    private static byte[] hmac(String algorithm, byte[] key, byte[] data) {
        try {
            Mac mac = Mac.getInstance("Hmac" + algorithm);
            // A key of no bytes is one in Node, but not in the JDK: padding with zeros is what HMAC does with it.
            mac.init(new SecretKeySpec(key.length == 0 ? new byte[1] : key, mac.getAlgorithm()));
            return mac.doFinal(data);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every JDK has HMAC with " + algorithm, e);
        }
    }
}
