package dev.gatehouse.server.http;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The names and values of a form or a query ({@code application/x-www-form-urlencoded}). Immutable. */
public final class Form {
    /** More than any form or query of ours has, and few enough to be told apart quickly. */
    static final int MAX_FIELDS = 1_000;

    /** The media type of such a body. */
    public static final String MEDIA_TYPE = "application/x-www-form-urlencoded";

    /** A form without fields. */
    public static final Form EMPTY = new Form(Map.of());

    private final Map<String, List<String>> fields;

    private Form(Map<String, List<String>> fields) {
        this.fields = fields;
    }

    /**
     * A body.
     *
     * @throws MalformedFormException when it is not UTF-8, not percent-encoded as it should be, or has over 1,000 fields
     */
    public static Form parse(byte[] body) throws MalformedFormException {
        try {
            return parse(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(body))
                    .toString());
        } catch (CharacterCodingException e) {
            throw new MalformedFormException("Not UTF-8");
        }
    }

    /**
     * A query, without its {@code ?}.
     *
     * @param encoded null or empty for none
     * @throws MalformedFormException when it is not percent-encoded as it should be, or has over 1,000 fields
     */
    public static Form parse(@Nullable String encoded) throws MalformedFormException {
        Map<String, List<String>> fields = new LinkedHashMap<>();
        if (encoded == null || encoded.isEmpty()) {
            return new Form(fields);
        }
        String[] pairs = encoded.split("&", MAX_FIELDS + 1);
        if (pairs.length > MAX_FIELDS) {
            throw new MalformedFormException("More than " + MAX_FIELDS + " fields");
        }
        for (String pair : pairs) {
            if (!pair.isEmpty()) {
                int equals = pair.indexOf('=');
                String name = decode(equals < 0 ? pair : pair.substring(0, equals));
                String value = equals < 0 ? "" : decode(pair.substring(equals + 1));
                fields.computeIfAbsent(name, n -> new ArrayList<>()).add(value);
            }
        }
        return new Form(fields);
    }

    private static String decode(String text) throws MalformedFormException {
        String decoded = PercentEncoding.decode(text, true);
        if (decoded == null || decoded.indexOf('\0') >= 0) {
            throw new MalformedFormException("Not a valid percent-encoding");
        }
        return decoded;
    }

    /** The names, in the order they came. */
    public Set<String> names() {
        return Collections.unmodifiableSet(fields.keySet());
    }

    /** The first value of that name; null when it was not sent. */
    public @Nullable String first(String name) {
        List<String> values = all(name);
        return values.isEmpty() ? null : values.get(0);
    }

    /** The values of that name, in the order they came; empty when it was not sent. */
    public List<String> all(String name) {
        return Collections.unmodifiableList(fields.getOrDefault(name, List.of()));
    }
}
