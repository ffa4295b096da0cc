package dev.gatehouse.server.resourceserver;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.server.tenant.Tenant;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** The APIs whose identifiers are spoken for: to create one is to switch it on, and what it is cannot be chosen. */
final class SystemApis {
    private static final JsonNode ALL = read();

    private SystemApis() {}

    /** What the API of that identifier is; empty for one of your own. */
    static Optional<ObjectNode> of(Tenant tenant, String identifier) {
        for (Map.Entry<String, JsonNode> api : ALL.properties()) {
            if (api.getKey().replace("{issuer}", tenant.issuer()).equals(identifier)) {
                return Optional.of(api.getValue().deepCopy());
            }
        }
        return Optional.empty();
    }

    private static JsonNode read() {
        try (InputStream in = SystemApis.class.getResourceAsStream("system.json")) {
            return new JsonMapper().readTree(Objects.requireNonNull(in).readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
