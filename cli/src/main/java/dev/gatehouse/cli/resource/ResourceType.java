package dev.gatehouse.cli.resource;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.client.ManagementClient;
import dev.gatehouse.client.json.JsonObject;
import dev.gatehouse.client.model.ClientCreate;
import dev.gatehouse.client.model.ConnectionCreate;
import dev.gatehouse.client.model.RoleCreate;
import dev.gatehouse.client.model.RoleQuery;
import dev.gatehouse.client.model.UserCreate;
import dev.gatehouse.client.model.UserQuery;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** What the commands about a resource do, by the manager of the client that is for it. */
enum ResourceType {
    USERS("users", "user", "a query in Lucene's syntax, such as email:ada*", "user_id", "email", "name", "created_at") {
        @Override
        Stream<? extends JsonObject> list(ManagementClient client) {
            return client.users().getAll().stream();
        }

        @Override
        Stream<? extends JsonObject> search(ManagementClient client, String text) {
            return client.users().getAll(new UserQuery().q(text)).stream();
        }

        @Override
        JsonObject get(ManagementClient client, String id) {
            return client.users().get(id);
        }

        @Override
        JsonObject create(ManagementClient client, ObjectNode body) {
            if (!body.has("connection")) {
                body.put("connection", "Username-Password-Authentication");
            }
            return client.users().create(new UserCreate(body));
        }

        @Override
        void delete(ManagementClient client, String id) {
            client.users().delete(id);
        }
    },

    ROLES("roles", "role", "part of a role's name", "id", "name", "description") {
        @Override
        Stream<? extends JsonObject> list(ManagementClient client) {
            return client.roles().getAll().stream();
        }

        @Override
        Stream<? extends JsonObject> search(ManagementClient client, String text) {
            return client.roles().getAll(new RoleQuery().nameFilter(text)).stream();
        }

        @Override
        JsonObject get(ManagementClient client, String id) {
            return client.roles().get(id);
        }

        @Override
        JsonObject create(ManagementClient client, ObjectNode body) {
            return client.roles().create(new RoleCreate(body));
        }

        @Override
        void delete(ManagementClient client, String id) {
            client.roles().delete(id);
        }
    },

    CLIENTS("clients", "client", "part of a client's name", "client_id", "name", "app_type") {
        @Override
        Stream<? extends JsonObject> list(ManagementClient client) {
            return client.clients().getAll().stream();
        }

        @Override
        JsonObject get(ManagementClient client, String id) {
            return client.clients().get(id);
        }

        @Override
        JsonObject create(ManagementClient client, ObjectNode body) {
            return client.clients().create(new ClientCreate(body));
        }

        @Override
        void delete(ManagementClient client, String id) {
            client.clients().delete(id);
        }
    },

    CONNECTIONS("connections", "connection", "part of a connection's name", "id", "name", "strategy") {
        @Override
        Stream<? extends JsonObject> list(ManagementClient client) {
            return client.connections().getAll().stream();
        }

        @Override
        JsonObject get(ManagementClient client, String id) {
            return client.connections().get(id);
        }

        @Override
        JsonObject create(ManagementClient client, ObjectNode body) {
            return client.connections().create(new ConnectionCreate(body));
        }

        @Override
        void delete(ManagementClient client, String id) {
            client.connections().delete(id);
        }
    };

    private final String plural;
    private final String singular;
    private final String searchText;
    private final List<String> columns;

    ResourceType(String plural, String singular, String searchText, String... columns) {
        this.plural = plural;
        this.singular = singular;
        this.searchText = searchText;
        this.columns = List.of(columns);
    }

    String plural() {
        return plural;
    }

    String singular() {
        return singular;
    }

    /** What a search takes, in words. */
    String searchText() {
        return searchText;
    }

    /** The members that a table shows; the first one is the id. */
    List<String> columns() {
        return columns;
    }

    abstract Stream<? extends JsonObject> list(ManagementClient client);

    /** Those whose name has the text in it, in any case, where the API has no search of its own. */
    Stream<? extends JsonObject> search(ManagementClient client, String text) {
        String wanted = text.toLowerCase(Locale.ROOT);
        return list(client)
                .filter(each -> each.json()
                        .path("name")
                        .asText()
                        .toLowerCase(Locale.ROOT)
                        .contains(wanted));
    }

    abstract JsonObject get(ManagementClient client, String id);

    abstract JsonObject create(ManagementClient client, ObjectNode body);

    abstract void delete(ManagementClient client, String id);
}
