package dev.gatehouse.server.authorization;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.server.connection.Connection;
import dev.gatehouse.server.organization.Organization;
import dev.gatehouse.server.organization.OrganizationConnection;
import dev.gatehouse.server.organization.OrganizationMember;
import dev.gatehouse.server.permission.PermissionStore;
import dev.gatehouse.server.settings.TenantSettingsStore;
import dev.gatehouse.server.store.Transaction;
import dev.gatehouse.server.store.document.DocumentCollection;
import dev.gatehouse.server.store.document.DocumentStore;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** How people sign in to organizations: by which connections, as which members, with which roles. Thread-safe. */
public final class OrganizationLogin {
    private static final String NAMES = "allow_organization_name_in_authentication_api";

    private final DocumentCollection<Organization> organizations;
    private final DocumentCollection<OrganizationConnection> enabled;
    private final DocumentCollection<OrganizationMember> members;
    private final DocumentCollection<Connection> connections;
    private final TenantSettingsStore settings;
    private final PermissionStore permissions = new PermissionStore();

    public OrganizationLogin(DocumentStore documents) {
        organizations = documents.of(Organization.KIND, Organization::new);
        enabled = documents.of(OrganizationConnection.KIND, OrganizationConnection::new);
        members = documents.of(OrganizationMember.KIND, OrganizationMember::new);
        connections = documents.of(Connection.KIND, Connection::new);
        settings = new TenantSettingsStore(documents);
    }

    /** The one with that id or, where the tenant lets applications name them, of that name. */
    public Optional<Organization> find(Transaction tx, String idOrName) {
        Optional<Organization> byId = organizations.find(tx, idOrName);
        return byId.isPresent() || !settings.get(tx).flag(NAMES)
                ? byId
                : organizations.findBy(tx, "name", idOrName.toLowerCase(Locale.ROOT));
    }

    /** Whether people sign in to an organization on a connection. */
    public boolean uses(Transaction tx, String organizationId, Connection connection) {
        return enabled(tx, organizationId, connection)
                .filter(found -> found.at("is_enabled").asBoolean(true))
                .isPresent();
    }

    /** Whether people sign up for an organization on a connection. */
    public boolean opensSignUp(Transaction tx, String organizationId, Connection connection) {
        return enabled(tx, organizationId, connection)
                .filter(found -> found.flag("is_signup_enabled"))
                .isPresent();
    }

    private Optional<OrganizationConnection> enabled(Transaction tx, String organizationId, Connection connection) {
        return enabled.find(tx, organizationId + "|" + connection.id());
    }

    /** Whether a user is a member. */
    public boolean hasMember(Transaction tx, String organizationId, String userId) {
        return members.find(tx, organizationId + "|" + userId)
                .filter(member -> member.flag("member"))
                .isPresent();
    }

    /**
     * Whether a user may sign in to an organization: as a member, or because the connection makes everybody one.
     *
     * @param connection the name of the connection that the user signed in on
     */
    public boolean admits(Transaction tx, String organizationId, String userId, String connection) {
        if (hasMember(tx, organizationId, userId)) {
            return true;
        }
        boolean joins = connections
                .findBy(tx, "name", connection)
                .flatMap(found -> enabled(tx, organizationId, found))
                .filter(found -> found.flag("assign_membership_on_login"))
                .isPresent();
        if (joins) {
            String id = organizationId + "|" + userId;
            ObjectNode member = members.find(tx, id)
                    .map(OrganizationMember::json)
                    .orElseGet(() -> JsonNodeFactory.instance
                            .objectNode()
                            .put("id", id)
                            .put("organization_id", organizationId)
                            .put("user_id", userId));
            members.put(tx, member.put("member", true));
        }
        return joins;
    }

    /** What tokens say of an organization: its id and, where applications may name it, its name. */
    public Map<String, String> claims(Transaction tx, String organizationId) {
        Map<String, String> claims = new LinkedHashMap<>();
        claims.put("org_id", organizationId);
        if (settings.get(tx).flag(NAMES)) {
            organizations.find(tx, organizationId).ifPresent(found -> claims.put("org_name", found.name()));
        }
        return claims;
    }

    /** The permissions for an API that a member has by the roles in the organization. */
    List<String> permissions(Transaction tx, String organizationId, String userId, String audience) {
        return members.find(tx, organizationId + "|" + userId).stream()
                .flatMap(member -> member.texts("roles").stream())
                .flatMap(role -> permissions.of(tx, PermissionStore.Holder.ROLE, role).stream())
                .filter(permission -> permission.resourceServer().equals(audience))
                .map(permission -> permission.name())
                .toList();
    }
}
