package dev.gatehouse.server.connection;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.server.error.ErrorCode;
import dev.gatehouse.server.store.document.Kind;
import dev.gatehouse.server.store.document.View;
import java.util.LinkedHashSet;
import java.util.Set;

/** Where users are known: a database, a social network, an enterprise directory. */
public record Connection(ObjectNode json) implements View {
    public static final Kind KIND = Kind.named("connection")
            .identified("id", identifiers -> identifiers.prefixed("con_"))
            .unique("name", "/name")
            .key("strategy", "/strategy")
            .key("enabled_client", "/enabled_clients")
            .schemas("Connection")
            .errors(ErrorCode.INEXISTENT_CONNECTION, ErrorCode.CONNECTION_CONFLICT)
            .build();

    /** Its id, as in {@code con_} and 16 letters or digits. */
    public String id() {
        return text("id", "");
    }

    /** Its name, which no two connections share. */
    public String name() {
        return text("name", "");
    }

    /** What kind of connection it is, as in {@code auth0} or {@code google-oauth2}. */
    public String strategy() {
        return text("strategy", "");
    }

    /** The settings of its strategy, as they are stored; an empty object of its own when there are none. */
    public ObjectNode options() {
        return json.withObjectProperty("options");
    }

    /** The ids of the clients that it is enabled for, in their order. */
    public Set<String> enabledClients() {
        return new LinkedHashSet<>(texts("enabled_clients"));
    }

    /** Puts other clients in the place of those that it is enabled for. */
    public void enableOnly(Set<String> clientIds) {
        clientIds.forEach(json.putArray("enabled_clients")::add);
    }
}
