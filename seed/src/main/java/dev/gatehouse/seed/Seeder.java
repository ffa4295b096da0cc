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

/** Creates the objects of one seed in one tenant. Used once, by one thread. */
final class Seeder {
    private static final String DEFAULT_CONNECTION = "Username-Password-Authentication";

    private final String source;
    private final JsonNode content;
    private final ManagementClient client;
    private final Seed.OnConflict onConflict;
    private final ClientIdAssigner clientIdAssigner;
    private final Map<String, String> clientIds = new HashMap<>();
    private final Map<String, String> roleIds = new HashMap<>();
    private int created;

    Seeder(
            String source,
            JsonNode content,
            ManagementClient client,
            Seed.OnConflict onConflict,
            ClientIdAssigner clientIdAssigner) {
        this.source = source;
        this.content = content;
        this.client = client;
        this.onConflict = onConflict;
        this.clientIdAssigner = clientIdAssigner;
    }

    int run() {
        createAll("resource_servers", item -> client.resourceServers().create(new ResourceServerCreate(item)));
        createAll("clients", this::createClient);
        createAll("client_grants", this::createClientGrant);
        createAll("connections", this::createConnection);
        createAll("roles", this::createRole);
        createAll("users", this::createUser);
        return created;
    }

    private void createAll(String kind, Consumer<ObjectNode> create) {
        JsonNode items = content.path(kind);
        if (!items.isMissingNode() && !items.isArray()) {
            throw new SeedException(kind + " of " + source + " must be a list", null);
        }
        for (int i = 0; i < items.size(); i++) {
            String itemName = kind + "[" + i + "] of " + source;
            if (!(items.get(i) instanceof ObjectNode item)) {
                throw new SeedException(itemName + " must be an object", null);
            }
            try {
                create.accept(item.deepCopy());
                created++;
            } catch (ConflictException e) {
                if (onConflict == Seed.OnConflict.FAIL) {
                    throw new SeedException(itemName + ": " + e.getMessage(), e);
                }
            } catch (ManagementException | IllegalArgumentException e) {
                throw new SeedException(itemName + ": " + e.getMessage(), e);
            }
        }
    }

    /** The API accepts two clients of the same name: so a client that an earlier run created is found by its name. */
    private void createClient(ObjectNode item) {
        String name = item.path("name").asText();
        JsonNode id = item.remove("client_id");
        if (id != null) {
            clientIds.put(name, id.asText());
            createClientWithId(id.asText(), item);
            return;
        }
        String existingId = findClientId(name);
        clientIds.put(name, existingId == null ? postClient(item) : existingId);
    }

    private void createClientWithId(String id, ObjectNode item) {
        if (!item.path("client_secret").isTextual()) {
            throw new IllegalArgumentException("a client with a client_id needs a client_secret");
        }
        String secret = item.remove("client_secret").asText();
        if (hasClient(id)) {
            if (onConflict == Seed.OnConflict.FAIL) {
                throw new IllegalArgumentException("there is a client with this client_id already");
            }
            return;
        }
        String current = postClient(item);
        try {
            clientIdAssigner.assign(current, id, secret);
        } catch (RuntimeException e) {
            client.clients().delete(current);
            throw e;
        }
    }

    private String postClient(ObjectNode item) {
        return requireId(client.clients().create(new ClientCreate(item)).clientId());
    }

    private boolean hasClient(String id) {
        try {
            client.clients().get(id);
            return true;
        } catch (NotFoundException e) {
            return false;
        }
    }

    private @Nullable String findClientId(String name) {
        return onConflict == Seed.OnConflict.FAIL
                ? null
                : client.clients().getAll().stream()
                        .filter(each -> name.equals(each.name()))
                        .map(Client::clientId)
                        .findFirst()
                        .orElse(null);
    }

    private void createClientGrant(ObjectNode item) {
        JsonNode clientName = item.remove("client");
        if (clientName != null) {
            item.put("client_id", idOf(clientIds, clientName, "client"));
        }
        client.clientGrants().create(new ClientGrantCreate(item));
    }

    private void createConnection(ObjectNode item) {
        if (item.get("enabled_clients") instanceof ArrayNode names) {
            ArrayNode ids = item.putArray("enabled_clients");
            names.forEach(each -> ids.add(idOf(clientIds, each, "client")));
        }
        client.connections().create(new ConnectionCreate(item));
    }

    private void createRole(ObjectNode item) {
        JsonNode permissions = item.remove("permissions");
        String name = item.path("name").asText();
        String id = createOrFind(
                () -> requireId(client.roles().create(new RoleCreate(item)).id()), () -> findRoleId(name));
        roleIds.put(name, id);
        if (permissions != null) {
            client.roles().addPermissions(id, new PermissionList(object("permissions", permissions)));
        }
    }

    private String findRoleId(String name) {
        return client.roles().getAll(new RoleQuery().nameFilter(name)).stream()
                .filter(role -> name.equals(role.name()))
                .map(Role::id)
                .findFirst()
                .map(Seeder::requireId)
                .orElseThrow();
    }

    private void createUser(ObjectNode item) {
        JsonNode roles = item.remove("roles");
        JsonNode permissions = item.remove("permissions");
        if (!item.has("connection")) {
            item.put("connection", DEFAULT_CONNECTION);
        }
        String id = requireId(client.users().create(new UserCreate(item)).userId());
        if (roles != null) {
            ArrayNode ids = JsonNodeFactory.instance.arrayNode();
            roles.forEach(each -> ids.add(idOf(roleIds, each, "role")));
            client.users().assignRoles(id, new RoleList(object("roles", ids)));
        }
        if (permissions != null) {
            client.users().assignPermissions(id, new PermissionList(object("permissions", permissions)));
        }
    }

    private String createOrFind(Supplier<String> create, Supplier<String> find) {
        try {
            return create.get();
        } catch (ConflictException e) {
            if (onConflict == Seed.OnConflict.FAIL) {
                throw e;
            }
            created--; // createAll counts it
            return find.get();
        }
    }

    private static ObjectNode object(String member, JsonNode value) {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        object.set(member, value);
        return object;
    }

    /** The API always returns one. */
    private static String requireId(@Nullable String id) {
        return Objects.requireNonNull(id);
    }

    private static String idOf(Map<String, String> ids, JsonNode name, String kind) {
        @Nullable String id = ids.get(name.asText());
        if (id == null) {
            throw new IllegalArgumentException("there is no " + kind + " named " + name + " in the file");
        }
        return id;
    }
}
