package dev.gatehouse.testkit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.client.ManagementClient;
import dev.gatehouse.client.error.ManagementException;
import dev.gatehouse.client.model.ClientCreate;
import dev.gatehouse.client.model.ClientGrantCreate;
import dev.gatehouse.client.model.ConnectionCreate;
import dev.gatehouse.client.model.PermissionList;
import dev.gatehouse.client.model.ResourceServerCreate;
import dev.gatehouse.client.model.RoleCreate;
import dev.gatehouse.client.model.RoleList;
import dev.gatehouse.client.model.UserCreate;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What a tenant begins with, read from a file, and made through the Management API in the order it depends on. */
final class Seed {
    private static final Set<String> KINDS =
            Set.of("resource_servers", "clients", "client_grants", "connections", "roles", "users");

    private final String name;
    private final JsonNode content;
    private final Map<String, String> clientIds = new HashMap<>();
    private final Map<String, String> roleIds = new HashMap<>();

    Seed(String name, JsonNode content) {
        this.name = name;
        this.content = content;
    }

    /**
     * Makes all of it.
     *
     * @throws SeedException naming the first item that is not as it should be
     */
    void plant(ManagementClient client) {
        Set<String> unknown = new TreeSet<>();
        for (Iterator<String> names = content.fieldNames(); names.hasNext(); ) {
            unknown.add(names.next());
        }
        unknown.removeAll(KINDS);
        if (!content.isObject() || !unknown.isEmpty()) {
            throw new SeedException(
                    name + " is to be an object with some of " + new TreeSet<>(KINDS)
                            + (unknown.isEmpty() ? "" : ", and has " + unknown),
                    null);
        }
        each("resource_servers", item -> client.resourceServers().create(new ResourceServerCreate(item)));
        each("clients", item -> {
            String id = made(client.clients().create(new ClientCreate(item)).clientId());
            clientIds.put(item.path("name").asText(), id);
        });
        each("client_grants", item -> grant(client, item));
        each("connections", item -> connection(client, item));
        each("roles", item -> role(client, item));
        each("users", item -> user(client, item));
    }

    private void each(String kind, Consumer<ObjectNode> make) {
        JsonNode items = content.path(kind);
        if (!items.isMissingNode() && !items.isArray()) {
            throw new SeedException(kind + " of " + name + " is to be a list", null);
        }
        for (int i = 0; i < items.size(); i++) {
            String place = kind + "[" + i + "] of " + name;
            if (!(items.get(i) instanceof ObjectNode item)) {
                throw new SeedException(place + " is to be an object", null);
            }
            try {
                make.accept(item.deepCopy());
            } catch (ManagementException | IllegalArgumentException e) {
                throw new SeedException(place + ": " + e.getMessage(), e);
            }
        }
    }

    private void grant(ManagementClient client, ObjectNode item) {
        JsonNode owner = item.remove("client");
        if (owner != null) {
            item.put("client_id", known(clientIds, owner, "client"));
        }
        client.clientGrants().create(new ClientGrantCreate(item));
    }

    private void connection(ManagementClient client, ObjectNode item) {
        if (item.get("enabled_clients") instanceof ArrayNode names) {
            ArrayNode ids = item.putArray("enabled_clients");
            names.forEach(each -> ids.add(known(clientIds, each, "client")));
        }
        client.connections().create(new ConnectionCreate(item));
    }

    private void role(ManagementClient client, ObjectNode item) {
        JsonNode permissions = item.remove("permissions");
        String id = made(client.roles().create(new RoleCreate(item)).id());
        roleIds.put(item.path("name").asText(), id);
        if (permissions != null) {
            client.roles().addPermissions(id, new PermissionList(list("permissions", permissions)));
        }
    }

    private void user(ManagementClient client, ObjectNode item) {
        JsonNode roles = item.remove("roles");
        JsonNode permissions = item.remove("permissions");
        if (!item.has("connection")) {
            item.put("connection", "Username-Password-Authentication");
        }
        String id = made(client.users().create(new UserCreate(item)).userId());
        if (roles != null) {
            ArrayNode ids = JsonNodeFactory.instance.arrayNode();
            roles.forEach(each -> ids.add(known(roleIds, each, "role")));
            client.users().assignRoles(id, new RoleList(list("roles", ids)));
        }
        if (permissions != null) {
            client.users().assignPermissions(id, new PermissionList(list("permissions", permissions)));
        }
    }

    private static ObjectNode list(String member, JsonNode items) {
        ObjectNode list = JsonNodeFactory.instance.objectNode();
        list.set(member, items);
        return list;
    }

    /** The API always answers with one. */
    private static String made(@Nullable String id) {
        return Objects.requireNonNull(id);
    }

    private static String known(Map<String, String> ids, JsonNode named, String what) {
        @Nullable String id = ids.get(named.asText());
        if (id == null) {
            throw new IllegalArgumentException("there is no " + what + " named " + named + " in the file");
        }
        return id;
    }
}
