package dev.gatehouse.server.management.connections;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gatehouse.server.api.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;

/** What is particular to each strategy, as data: {@code strategies.json}. */
final class Strategies {
    private static final JsonNode ALL = read();

    private Strategies() {}

    /** What is said of a strategy; missing when nothing is. */
    static JsonNode of(String strategy) {
        return ALL.path(strategy);
    }

    private static JsonNode read() {
        try (InputStream in = Strategies.class.getResourceAsStream("strategies.json")) {
            return Json.parse(Objects.requireNonNull(in).readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
