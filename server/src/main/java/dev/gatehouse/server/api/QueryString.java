package dev.gatehouse.server.api;

import dev.gatehouse.server.error.ErrorCode;
import dev.gatehouse.server.http.Form;
import dev.gatehouse.server.http.MalformedFormException;
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
        try {
            Form form = Form.parse(raw);
            for (String name : form.names()) {
                String bare = name.endsWith("[]") ? name.substring(0, name.length() - 2) : name;
                values.computeIfAbsent(bare, n -> new ArrayList<>()).addAll(form.all(name));
            }
        } catch (MalformedFormException e) {
            throw ErrorCode.INVALID_QUERY_STRING.refuse("Query validation error: '" + e.getMessage() + "'.");
        }
        return values;
    }
}
