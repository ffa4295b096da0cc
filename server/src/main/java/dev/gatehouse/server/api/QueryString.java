package dev.gatehouse.server.api;

import dev.gatehouse.server.error.ErrorCode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The names and values after the {@code ?}. */
final class QueryString {
    private QueryString() {}

    /** Names in the order they came, each with all its values; {@code name[]} counts as {@code name}. */
    static Map<String, List<String>> parse(@Nullable String raw) {
        Map<String, List<String>> values = new LinkedHashMap<>();
        if (raw == null || raw.isEmpty()) {
            return values;
        }
        for (String pair : raw.split("&")) {
            if (!pair.isEmpty()) {
                int equals = pair.indexOf('=');
                String name = decode(equals < 0 ? pair : pair.substring(0, equals));
                String value = equals < 0 ? "" : decode(pair.substring(equals + 1));
                String bare = name.endsWith("[]") ? name.substring(0, name.length() - 2) : name;
                values.computeIfAbsent(bare, n -> new ArrayList<>()).add(value);
            }
        }
        return values;
    }

    private static String decode(String text) {
        String decoded = PercentEncoding.decode(text, true);
        if (decoded == null || decoded.indexOf('\0') >= 0) {
            throw ErrorCode.INVALID_QUERY_STRING.refuse("Query validation error: 'Not a valid percent-encoding'.");
        }
        return decoded;
    }
}
