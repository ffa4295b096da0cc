package dev.gatehouse.server.http;

import java.util.List;
import org.eclipse.jetty.http.HttpFields;
import org.jspecify.annotations.Nullable;

/** The header fields of a request as Jetty has read them. */
record JettyHeaders(HttpFields fields) implements RequestHeaders {
    @Override
    public @Nullable String first(String name) {
        return fields.get(name);
    }

    @Override
    public List<String> all(String name) {
        return fields.getValuesList(name);
    }
}
