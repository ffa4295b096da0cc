package dev.gatehouse.server.permission;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.server.error.ErrorCode;
import dev.gatehouse.server.store.Transaction;
import dev.gatehouse.server.store.document.DocumentStore;
import dev.gatehouse.server.store.document.Kinds;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Which permissions there are: the scopes of the tenant's APIs. Thread-safe. */
public final class PermissionCatalog {
    private final DocumentStore documents;

    public PermissionCatalog(DocumentStore documents) {
        this.documents = documents;
    }

    /** The permissions of a payload. */
    public static List<Permission> parse(JsonNode sent) {
        List<Permission> permissions = new ArrayList<>();
        sent.forEach(permission -> permissions.add(new Permission(
                permission.path("resource_server_identifier").asText(),
                permission.path("permission_name").asText())));
        return permissions;
    }

    /**
     * The permissions of a payload, each of which its API has.
     *
     * @throws dev.gatehouse.server.error.Rejection when an API or one of its permissions is not there
     */
    public List<Permission> existing(Transaction tx, JsonNode sent) {
        List<Permission> permissions = parse(sent);
        Map<String, Optional<ObjectNode>> apis = new HashMap<>();
        for (Permission permission : permissions) {
            ObjectNode api = api(tx, apis, permission.resourceServer())
                    .orElseThrow(() -> ErrorCode.INEXISTENT_RESOURCE_SERVER.refuse(
                            "Resource server with identifier " + permission.resourceServer() + " does not exist"));
            if (scope(api, permission.name()).isMissingNode()) {
                throw ErrorCode.INEXISTENT_PERMISSION.refuse("Permission " + permission.name()
                        + " does not exist on the resource server " + permission.resourceServer());
            }
        }
        return permissions;
    }

    /** The permissions with the names and descriptions of their APIs. */
    public List<ObjectNode> describe(Transaction tx, List<Permission> permissions) {
        Map<String, Optional<ObjectNode>> apis = new HashMap<>();
        List<ObjectNode> described = new ArrayList<>();
        for (Permission permission : permissions) {
            Optional<ObjectNode> api = api(tx, apis, permission.resourceServer());
            String description = api.map(
                            a -> scope(a, permission.name()).path("description").asText(""))
                    .orElse("");
            described.add(JsonNodeFactory.instance
                    .objectNode()
                    .put("permission_name", permission.name())
                    .put("description", description)
                    .put(
                            "resource_server_name",
                            api.map(a -> a.path("name").asText("")).orElse(""))
                    .put("resource_server_identifier", permission.resourceServer()));
        }
        return described;
    }

    private Optional<ObjectNode> api(Transaction tx, Map<String, Optional<ObjectNode>> known, String identifier) {
        return known.computeIfAbsent(identifier, i -> documents.findBy(tx, Kinds.RESOURCE_SERVER, "identifier", i));
    }

    private static JsonNode scope(ObjectNode api, String name) {
        for (JsonNode scope : api.path("scopes")) {
            if (scope.path("value").asText().equals(name)) {
                return scope;
            }
        }
        return MissingNode.getInstance();
    }
}
