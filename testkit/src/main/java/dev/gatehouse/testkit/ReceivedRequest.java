package dev.gatehouse.testkit;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A request to the tenant, as an {@link Interceptor} sees it.
 *
 * @param path encoded, with its leading slash
 * @param query encoded; null for none
 */
record ReceivedRequest(String method, String path, @Nullable String query) {
    private static final String API = "/api/v2";

    /** Whether it is for the Management API. */
    boolean toApi() {
        return path.startsWith(API + "/");
    }

    /** The path below {@code /api/v2}. */
    String apiPath() {
        return path.substring(API.length());
    }

    /** Whether it lists or searches users. */
    boolean searchesUsers() {
        return method.equals("GET") && path.equals(API + "/users");
    }

    boolean createsUser() {
        return method.equals("POST") && path.equals(API + "/users");
    }

    /** The number in a query parameter; {@code otherwise} when there is none. */
    int number(String parameter, int otherwise) {
        Map<String, String> parameters = new LinkedHashMap<>();
        for (String pair : query == null ? new String[0] : query.split("&")) {
            String[] parts = pair.split("=", 2);
            parameters.put(parts[0], parts.length < 2 ? "" : URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
        }
        String value = parameters.getOrDefault(parameter, "");
        return value.matches("\\d{1,9}") ? Integer.parseInt(value) : otherwise;
    }
}
