package dev.gatehouse.server.authorization;

import dev.gatehouse.server.client.Client;
import dev.gatehouse.server.connection.Connection;
import dev.gatehouse.server.settings.TenantSettingsStore;
import dev.gatehouse.server.store.Transaction;
import dev.gatehouse.server.store.document.DocumentCollection;
import dev.gatehouse.server.store.document.DocumentStore;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The connections that users sign in on: databases that are enabled for the client. Thread-safe. */
public final class LoginConnections {
    private static final String DATABASE = "auth0";

    private final DocumentCollection<Connection> connections;
    private final TenantSettingsStore settings;
    private final OrganizationLogin organizations;

    public LoginConnections(DocumentStore documents) {
        connections = documents.of(Connection.KIND, Connection::new);
        settings = new TenantSettingsStore(documents);
        organizations = new OrganizationLogin(documents);
    }

    /** Those that a request may be signed in for on, the tenant's default directory first. */
    public List<Connection> of(Transaction tx, Client client, AuthorizationRequest request) {
        String organization = request.organization();
        return of(tx, client, request.connection()).stream()
                .filter(connection -> organization == null || organizations.uses(tx, organization, connection))
                .toList();
    }

    /** Those of them that people may sign up on, as far as the organization has a say. */
    public List<Connection> forSignUp(Transaction tx, Client client, AuthorizationRequest request) {
        String organization = request.organization();
        return of(tx, client, request).stream()
                .filter(connection -> organization == null || organizations.opensSignUp(tx, organization, connection))
                .toList();
    }

    private List<Connection> of(Transaction tx, Client client, @Nullable String name) {
        if (name != null) {
            return named(tx, client, name).stream().toList();
        }
        String first = settings.get(tx).text("default_directory", "");
        return connections.all(tx, Map.of("enabled_client", client.id())).stream()
                .filter(LoginConnections::isOpen)
                .sorted(Comparator.comparing(connection -> !connection.name().equals(first)))
                .toList();
    }

    /** The one of that name; empty when it is not one of the client's. */
    public Optional<Connection> named(Transaction tx, Client client, String name) {
        return connections
                .findBy(tx, "name", name)
                .filter(LoginConnections::isOpen)
                .filter(connection -> connection.enabledClients().contains(client.id()));
    }

    private static boolean isOpen(Connection connection) {
        return connection.strategy().equals(DATABASE)
                && connection.at("authentication/active").asBoolean(true);
    }
}
