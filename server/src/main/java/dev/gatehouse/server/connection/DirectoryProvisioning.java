package dev.gatehouse.server.connection;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.server.error.ErrorCode;
import dev.gatehouse.server.store.document.Kind;
import dev.gatehouse.server.store.document.View;
import java.util.Map;
import java.util.TreeMap;

/** How users and groups are taken over from the directory of a connection. It has the id of its connection. */
public record DirectoryProvisioning(ObjectNode json) implements View {
    public static final Kind KIND = Kind.named("directory_provisioning")
            .identified("connection_id")
            .ownedBy(Connection.KIND, "connection_id")
            .timestamps("created_at", "updated_at")
            .build();

    private static final String GOOGLE = "google-apps";
    /** Members of users by the attributes of Google's Directory API that they come from. */
    private static final Map<String, String> GOOGLE_MAPPING = new TreeMap<>(Map.of(
            "email", "primaryEmail",
            "external_id", "id",
            "family_name", "name.familyName",
            "given_name", "name.givenName",
            "name", "name.fullName"));

    /**
     * A new one, as its strategy suggests.
     *
     * @throws dev.gatehouse.server.error.Rejection when connections of that strategy have no directory
     */
    public static ObjectNode initial(Connection connection) {
        ObjectNode initial = JsonNodeFactory.instance
                .objectNode()
                .put("connection_id", connection.id())
                .put("connection_name", connection.name())
                .put("strategy", connection.strategy());
        initial.set("mapping", defaultMapping(connection));
        return initial.put("synchronize_automatically", false).put("synchronize_groups", "off");
    }

    /**
     * How attributes are mapped unless something else is said.
     *
     * @throws dev.gatehouse.server.error.Rejection when connections of that strategy have no directory
     */
    public static ArrayNode defaultMapping(Connection connection) {
        if (!connection.strategy().equals(GOOGLE)) {
            throw ErrorCode.OPERATION_NOT_SUPPORTED.refuse(
                    "Connections of the strategy " + connection.strategy() + " have no directory to provision from");
        }
        ArrayNode mapping = JsonNodeFactory.instance.arrayNode();
        GOOGLE_MAPPING.forEach(
                (member, attribute) -> mapping.addObject().put("auth0", member).put("idp", attribute));
        return mapping;
    }
}
