package dev.gatehouse.server.connection;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.server.store.StoredJson;
import dev.gatehouse.server.store.document.View;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/**
 * What is particular to a strategy, as data: {@code strategies.json}.
 *
 * @param name as in {@code google-oauth2}
 * @param json what the file says of it; empty for a strategy without anything particular
 */
record Strategy(String name, ObjectNode json) implements View {
    static final String DATABASE = "auth0";

    private static final JsonNode ALL = read();
    private static final int TICKET_LENGTH = 8;

    static Strategy of(String name) {
        return new Strategy(
                name,
                ALL.path(name) instanceof ObjectNode particular ? particular : JsonNodeFactory.instance.objectNode());
    }

    /** Whether companies have it, which decides whether the sign-in page shows a button. */
    boolean enterprise() {
        return flag("enterprise");
    }

    /** Whether it is shown under its own name when no other is given. */
    boolean displayName() {
        return flag("displayName");
    }

    /** Whether its directory is set up at an address of its own. */
    boolean ticket() {
        return flag("ticket");
    }

    /** How many characters the end of that address has. */
    int ticketLength() {
        return number("ticketLength", TICKET_LENGTH);
    }

    /** The options that are filled in whenever options are stored. */
    JsonNode defaults() {
        return at("options");
    }

    /** The options that are filled in for a new connection only. */
    JsonNode defaultsAtCreation() {
        return at("atCreation");
    }

    /** The options that it cannot do without. */
    List<String> required() {
        return texts("required");
    }

    /** The values that an option of it may have, by the option. */
    JsonNode values() {
        return at("values");
    }

    private static JsonNode read() {
        try (InputStream in = Strategy.class.getResourceAsStream("strategies.json")) {
            return StoredJson.read(new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
