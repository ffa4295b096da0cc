package dev.gatehouse.seed;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.client.ManagementClient;
import dev.gatehouse.client.error.ConflictException;
import dev.gatehouse.client.error.ManagementException;
import dev.gatehouse.client.error.NotFoundException;
import dev.gatehouse.client.model.Client;
import dev.gatehouse.client.model.ClientCreate;
import dev.gatehouse.client.model.ClientGrantCreate;
import dev.gatehouse.client.model.ConnectionCreate;
import dev.gatehouse.client.model.PermissionList;
import dev.gatehouse.client.model.ResourceServerCreate;
import dev.gatehouse.client.model.Role;
import dev.gatehouse.client.model.RoleCreate;
import dev.gatehouse.client.model.RoleList;
import dev.gatehouse.client.model.RoleQuery;
import dev.gatehouse.client.model.UserCreate;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** One run of a seed on one tenant. */
final class Planting {
    private static final String DATABASE = "Username-Password-Authentication";

    private final String name;
    private final JsonNode content;
    private final ManagementClient client;
    private final Seed.Existing existing;
    private final ClientRegistry registry;
    private final Map<String, String> clientIds = new HashMap<>();
    private final Map<String, String> roleIds = new HashMap<>();
    private int created;

    Planting(String name, JsonNode content, ManagementClient client, Seed.Existing existing, ClientRegistry registry) {
        this.name = name;
        this.content = content;
        this.client = client;
        this.existing = existing;
        this.registry = registry;
    }

    int run() {
        each("resource_servers", item -> client.resourceServers().create(new ResourceServerCreate(item)));
        each("clients", this::client);
        each("client_grants", this::grant);
        each("connections", this::connection);
        each("roles", this::role);
        each("users", this::user);
        return created;
    }

    private void each(String kind, Consumer<ObjectNode> create) {
        JsonNode items = content.path(kind);
        if (!items.isMissingNode() && !items.isArray()) {
            throw new SeedException(kind + " of " + name + " must be a list", null);
        }
        for (int i = 0; i < items.size(); i++) {
            String place = kind + "[" + i + "] of " + name;
            if (!(items.get(i) instanceof ObjectNode item)) {
                throw new SeedException(place + " must be an object", null);
            }
            try {
                create.accept(item.deepCopy());
                created++;
            } catch (ConflictException e) {
                if (existing == Seed.Existing.REFUSE) {
                    throw new SeedException(place + ": " + e.getMessage(), e);
                }
            } catch (ManagementException | IllegalArgumentException e) {
                throw new SeedException(place + ": " + e.getMessage(), e);
            }
        }
    }

    /** Names of clients are not unique to the API, so that a second run is told by the name alone. */
    private void client(ObjectNode item) {
        String label = item.path("name").asText();
        JsonNode id = item.remove("client_id");
        if (id != null) {
            clientIds.put(label, id.asText());
            clientOfId(id.asText(), item);
            return;
        }
        String known = idOfClientNamed(label);
        clientIds.put(label, known == null ? createClient(item) : known);
    }

    private void clientOfId(String id, ObjectNode item) {
        if (!item.path("client_secret").isTextual()) {
            throw new IllegalArgumentException("a client with a client_id needs a client_secret");
        }
        String secret = item.remove("client_secret").asText();
        if (hasClient(id)) {
            if (existing == Seed.Existing.REFUSE) {
                throw new IllegalArgumentException("there is a client with this client_id already");
            }
            return;
        }
        String current = createClient(item);
        try {
            registry.assign(current, id, secret);
        } catch (RuntimeException e) {
            client.clients().delete(current);
            throw e;
        }
    }

    private String createClient(ObjectNode item) {
        return assigned(client.clients().create(new ClientCreate(item)).clientId());
    }

    private boolean hasClient(String id) {
        try {
            client.clients().get(id);
            return true;
        } catch (NotFoundException e) {
            return false;
        }
    }

    private @Nullable String idOfClientNamed(String label) {
        return existing == Seed.Existing.REFUSE
                ? null
                : client.clients().getAll().stream()
                        .filter(each -> label.equals(each.name()))
                        .map(Client::clientId)
                        .findFirst()
                        .orElse(null);
    }

    private void grant(ObjectNode item) {
        JsonNode owner = item.remove("client");
        if (owner != null) {
            item.put("client_id", known(clientIds, owner, "client"));
        }
        client.clientGrants().create(new ClientGrantCreate(item));
    }

    private void connection(ObjectNode item) {
        if (item.get("enabled_clients") instanceof ArrayNode names) {
            ArrayNode ids = item.putArray("enabled_clients");
            names.forEach(each -> ids.add(known(clientIds, each, "client")));
        }
        client.connections().create(new ConnectionCreate(item));
    }

    private void role(ObjectNode item) {
        JsonNode permissions = item.remove("permissions");
        String label = item.path("name").asText();
        String id = orExisting(
                () -> assigned(client.roles().create(new RoleCreate(item)).id()), () -> idOfRoleNamed(label));
        roleIds.put(label, id);
        if (permissions != null) {
            client.roles().addPermissions(id, new PermissionList(list("permissions", permissions)));
        }
    }

    private String idOfRoleNamed(String label) {
        return client.roles().getAll(new RoleQuery().nameFilter(label)).stream()
                .filter(role -> label.equals(role.name()))
                .map(Role::id)
                .findFirst()
                .map(Planting::assigned)
                .orElseThrow();
    }

    private void user(ObjectNode item) {
        JsonNode roles = item.remove("roles");
        JsonNode permissions = item.remove("permissions");
        if (!item.has("connection")) {
            item.put("connection", DATABASE);
        }
        String id = assigned(client.users().create(new UserCreate(item)).userId());
        if (roles != null) {
            ArrayNode ids = JsonNodeFactory.instance.arrayNode();
            roles.forEach(each -> ids.add(known(roleIds, each, "role")));
            client.users().assignRoles(id, new RoleList(list("roles", ids)));
        }
        if (permissions != null) {
            client.users().assignPermissions(id, new PermissionList(list("permissions", permissions)));
        }
    }

    private String orExisting(Supplier<String> create, Supplier<String> find) {
        try {
            return create.get();
        } catch (ConflictException e) {
            if (existing == Seed.Existing.REFUSE) {
                throw e;
            }
            created--; // it is counted below, as if it were new
            return find.get();
        }
    }

    private static ObjectNode list(String member, JsonNode items) {
        ObjectNode list = JsonNodeFactory.instance.objectNode();
        list.set(member, items);
        return list;
    }

    /** The API always returns one. */
    private static String assigned(@Nullable String id) {
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
