package dev.gatehouse.server.permission;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.server.error.ErrorCode;
import dev.gatehouse.server.resourceserver.ResourceServer;
import dev.gatehouse.server.store.Transaction;
import dev.gatehouse.server.store.document.DocumentCollection;
import dev.gatehouse.server.store.document.DocumentStore;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Which permissions there are: the scopes of the tenant's APIs. Thread-safe. */
public final class PermissionCatalog {
    private final DocumentCollection<ResourceServer> apis;

    /** An API, with the descriptions of its scopes. */
    private record CachedApi(String name, Map<String, String> scopes) {}

    public PermissionCatalog(DocumentStore documents) {
        apis = documents.of(ResourceServer.KIND, ResourceServer::new);
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
        Map<String, Optional<CachedApi>> cache = new HashMap<>();
        for (Permission permission : permissions) {
            CachedApi api = api(tx, cache, permission.resourceServer())
                    .orElseThrow(() -> ErrorCode.INEXISTENT_RESOURCE_SERVER.refuse(
                            "Resource server with identifier " + permission.resourceServer() + " does not exist"));
            if (!api.scopes().containsKey(permission.name())) {
                throw ErrorCode.INEXISTENT_PERMISSION.refuse("Permission " + permission.name()
                        + " does not exist on the resource server " + permission.resourceServer());
            }
        }
        return permissions;
    }

    /** The permissions with the names and descriptions of their APIs. */
    public List<ObjectNode> describe(Transaction tx, List<Permission> permissions) {
        Map<String, Optional<CachedApi>> cache = new HashMap<>();
        List<ObjectNode> described = new ArrayList<>();
        for (Permission permission : permissions) {
            Optional<CachedApi> api = api(tx, cache, permission.resourceServer());
            String description = api.map(a -> a.scopes().get(permission.name())).orElse("");
            described.add(JsonNodeFactory.instance
                    .objectNode()
                    .put("permission_name", permission.name())
                    .put("description", description)
                    .put("resource_server_name", api.map(CachedApi::name).orElse(""))
                    .put("resource_server_identifier", permission.resourceServer()));
        }
        return described;
    }

    private Optional<CachedApi> api(Transaction tx, Map<String, Optional<CachedApi>> cache, String identifier) {
        return cache.computeIfAbsent(
                identifier,
                i -> apis.findBy(tx, "identifier", i).map(api -> new CachedApi(api.name(), api.descriptions())));
    }
}
