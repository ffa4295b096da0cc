package dev.gatehouse.client.jobs;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gatehouse.client.json.JsonValues;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/** Users that a program has as values. */
final class IteratorUserSource implements UserSource {
    private final Iterator<?> users;

    IteratorUserSource(Iterator<?> users) {
        this.users = users;
    }

    @Override
    public @Nullable Row next() {
        return users.hasNext() ? row(users.next()) : null;
    }

    private static Row row(@Nullable Object user) {
        JsonNode json;
        try {
            json = JsonValues.of(user);
        } catch (IllegalArgumentException e) {
            return Row.invalid("The user has no JSON form");
        }
        return json.isObject()
                ? Row.of(json.toString().getBytes(StandardCharsets.UTF_8))
                : Row.invalid("The user is not an object");
    }
}
