package dev.gatehouse.server.start;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.contract.Contract;
import dev.gatehouse.server.client.Client;
import dev.gatehouse.server.client.ClientGrant;
import dev.gatehouse.server.client.ClientGrantStore;
import dev.gatehouse.server.client.ClientStore;
import dev.gatehouse.server.configuration.Configuration;
import dev.gatehouse.server.configuration.ConfigurationException;
import dev.gatehouse.server.connection.ConnectionStore;
import dev.gatehouse.server.identifier.Identifiers;
import dev.gatehouse.server.resourceserver.ResourceServer;
import dev.gatehouse.server.resourceserver.ResourceServerStore;
import dev.gatehouse.server.store.Database;
import dev.gatehouse.server.store.StoredJson;
import dev.gatehouse.server.store.Transaction;
import dev.gatehouse.server.store.document.DocumentStore;
import dev.gatehouse.server.store.tenant.TenantStore;
import dev.gatehouse.server.tenant.Tenant;
import dev.gatehouse.server.tenant.Tenants;
import dev.gatehouse.server.tenantkey.TenantKeys;
import dev.gatehouse.server.token.SigningKeys;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Makes the tenant at the first start: its signing key, its Management API, a database connection and the first client. */
final class Bootstrap {
    /** Reads what belongs to no tenant. */
    static final Tenant NOBODY = new Tenant("", "");

    /** As the contract has it for {@code client_secret}. */
    private static final int MIN_SECRET = 16;

    private static final String DATABASE = """
            {"name": "Username-Password-Authentication", "strategy": "auth0", "options": {
                "import_mode": false, "configuration": {}, "customScripts": {}, "passwordPolicy": "good",
                "password_history": {"size": 5, "enable": false}, "requires_username": false,
                "validation": {"username": {"min": 1, "max": 15}},
                "password_dictionary": {"enable": false, "dictionary": []},
                "password_no_personal_info": {"enable": false}, "password_complexity_options": {"min_length": 8},
                "enabledDatabaseCustomization": false}}
            """;

    private final Contract contract;
    private final Database database;
    private final DocumentStore documents;
    private final ConnectionStore connections;
    private final TenantStore tenants;
    private final SigningKeys keys;
    private final Identifiers identifiers;
    private final TenantKeys tenantKeys;
    private final ClientStore clients;
    private final ClientGrantStore clientGrants;
    private final ResourceServerStore resourceServers;

    Bootstrap(
            Contract contract,
            Database database,
            DocumentStore documents,
            ConnectionStore connections,
            TenantStore tenants,
            SigningKeys keys,
            Identifiers identifiers,
            InstantSource clock) {
        this.contract = contract;
        this.database = database;
        this.documents = documents;
        this.connections = connections;
        this.tenants = tenants;
        this.keys = keys;
        this.identifiers = identifiers;
        tenantKeys = new TenantKeys(documents, identifiers, clock);
        clients = new ClientStore(documents, identifiers, clock);
        clientGrants = new ClientGrantStore(documents);
        resourceServers = new ResourceServerStore(documents, identifiers);
    }

    BootstrapResult run(Configuration configuration) {
        List<Tenant> existing = database.read(NOBODY, tenants::all);
        if (existing.isEmpty()) {
            return create(configuration);
        }
        if (existing.stream().noneMatch(tenant -> tenant.domain().equals(configuration.domain()))) {
            throw new ConfigurationException(List.of("--domain: the data is of the tenant "
                    + existing.get(0).domain() + ". Start with that domain, or with another data directory."));
        }
        existing.forEach(this::refreshScopes);
        return new BootstrapResult(new Tenants(existing), null, null);
    }

    private BootstrapResult create(Configuration configuration) {
        Tenant tenant = new Tenant(configuration.host().replace('.', '-'), configuration.domain());
        List<ObjectNode> signingKeys = keys.firstKeys(tenant);
        String id = Objects.requireNonNullElseGet(configuration.clientId(), () -> identifiers.alphanumeric(32));
        CredentialsFile file = new CredentialsFile(configuration);
        String secret = Objects.requireNonNullElseGet(configuration.clientSecret(), () -> identifiers.secret(64));
        boolean created = database.write(tenant, tx -> {
            if (!tenants.insert(tx)) {
                return false; // another node of several was faster
            }
            signingKeys.forEach(key -> keys.insert(tx, key));
            tenantKeys.insertFirst(tx);
            insertManagementApi(tx);
            insertClient(tx, "Gatehouse first client", id, secret);
            insertGlobalClient(tx);
            insertConnection(tx, id);
            // Before the commit: a crash after it must not leave a tenant that nobody has the secret of.
            file.write(tenant, id, secret);
            return true;
        });
        return new BootstrapResult(new Tenants(List.of(tenant)), created ? id : null, created ? secret : null);
    }

    /**
     * Makes another client with every scope, and writes its credentials to their file.
     *
     * @return the client's id
     */
    String createOperator(Configuration configuration) {
        Tenant tenant = database.read(NOBODY, tenants::all).stream()
                .findFirst()
                .orElseThrow(() -> new ConfigurationException(
                        List.of("There is no tenant in " + configuration.data() + ": gatehouse start makes one.")));
        String id = identifiers.alphanumeric(32);
        String secret = identifiers.secret(64);
        return database.write(tenant, tx -> {
            insertClient(tx, "Gatehouse operator", id, secret);
            new CredentialsFile(configuration).write(tenant, id, secret);
            return id;
        });
    }

    private void insertManagementApi(Transaction tx) {
        ObjectNode api = JsonNodeFactory.instance.objectNode();
        api.put("identifier", tx.tenant().managementAudience());
        api.set("scopes", scopes());
        resourceServers.create(tx, api);
    }

    private ArrayNode scopes() {
        ArrayNode scopes = JsonNodeFactory.instance.arrayNode();
        contract.scopes()
                .forEach(scope -> scopes.addObject()
                        .put("value", scope)
                        .put("description", scope.replace(':', ' ').replace('_', ' ')));
        return scopes;
    }

    private void insertClient(Transaction tx, String name, String id, String secret) {
        ObjectNode client = JsonNodeFactory.instance
                .objectNode()
                .put("client_id", id)
                .put("client_secret", secret)
                .put("name", name)
                .put("app_type", "non_interactive")
                .put("oidc_conformant", true);
        client.putArray("grant_types").add("client_credentials");
        clients.create(tx, client);
        ObjectNode grant = JsonNodeFactory.instance
                .objectNode()
                .put("id", ClientGrant.KIND.newId(identifiers))
                .put("client_id", id)
                .put("audience", tx.tenant().managementAudience());
        contract.scopes().forEach(grant.putArray("scope")::add);
        clientGrants.prepareNew(tx, grant);
        clientGrants.grants().insert(tx, grant);
    }

    /**
     * Gives a client another id and secret.
     *
     * @throws IllegalArgumentException when the secret is shorter than the Management API would take
     */
    void assignCredentials(Tenant tenant, String current, String id, String secret) {
        if (secret.length() < MIN_SECRET) {
            throw new IllegalArgumentException("a client_secret has at least " + MIN_SECRET + " characters");
        }
        database.write(tenant, tx -> {
            ObjectNode client = documents.find(tx, Client.KIND, current).orElseThrow();
            documents.delete(tx, Client.KIND, current);
            documents.insert(tx, Client.KIND, id, client.put("client_id", id).put("client_secret", secret));
            return id;
        });
    }

    private void insertGlobalClient(Transaction tx) {
        clients.create(
                tx,
                JsonNodeFactory.instance
                        .objectNode()
                        .put("name", "All Applications")
                        .put("global", true));
    }

    /** Made as users' connections are, with what the dashboard sends for the first one. */
    private void insertConnection(Transaction tx, String clientId) {
        ObjectNode connection = StoredJson.object(DATABASE);
        connection.putArray("enabled_clients").add(clientId);
        connections.create(tx, connection);
    }

    /** A newer release may bring new scopes: the Management API and the grants of all its scopes get them. */
    private void refreshScopes(Tenant tenant) {
        ResourceServer api = database.read(tenant, tx -> resourceServers.require(tx, tenant.managementAudience()));
        int before = api.scopes().size();
        if (before == contract.scopes().size()) {
            return;
        }
        api.json().set("scopes", scopes());
        database.write(tenant, tx -> {
            resourceServers.apis().update(tx, api.json());
            for (ClientGrant grant : clientGrants.grants().all(tx, Map.of("audience", api.identifier()))) {
                if (grant.scopes().size() == before) {
                    contract.scopes().forEach(grant.json().putArray("scope")::add);
                    clientGrants.grants().update(tx, grant.json());
                }
            }
            return true;
        });
    }
}
