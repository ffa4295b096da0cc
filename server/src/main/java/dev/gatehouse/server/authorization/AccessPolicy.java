package dev.gatehouse.server.authorization;

import dev.gatehouse.server.client.Client;
import dev.gatehouse.server.client.ClientGrant;
import dev.gatehouse.server.client.ClientGrantStore;
import dev.gatehouse.server.client.RegisteredUrls;
import dev.gatehouse.server.permission.PermissionStore;
import dev.gatehouse.server.resourceserver.ResourceServer;
import dev.gatehouse.server.store.Transaction;
import dev.gatehouse.server.store.document.DocumentCollection;
import dev.gatehouse.server.store.document.DocumentStore;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Which scopes a user's tokens may have. Thread-safe. */
public final class AccessPolicy {
    /** The scopes of OpenID Connect (Core §5.4 and §11), which belong to no API. */
    public static final List<String> OPENID_SCOPES =
            List.of("openid", "profile", "email", "address", "phone", "offline_access");

    private static final String OFFLINE = "offline_access";
    private static final String CURRENT_USER = ":current_user";

    private final DocumentCollection<ResourceServer> apis;
    private final ClientGrantStore clientGrants;
    private final OrganizationLogin organizations;
    private final PermissionStore permissions = new PermissionStore();

    public AccessPolicy(DocumentStore documents) {
        apis = documents.of(ResourceServer.KIND, ResourceServer::new);
        clientGrants = new ClientGrantStore(documents);
        organizations = new OrganizationLogin(documents);
    }

    /** The API with that identifier. */
    public Optional<ResourceServer> api(Transaction tx, String audience) {
        return apis.findBy(tx, "identifier", audience);
    }

    /** Whether an API lets users have tokens for a client at all. */
    public boolean admits(Transaction tx, Client client, ResourceServer api) {
        return switch (api.text("subject_type_authorization/user/policy", "allow_all")) {
            case "deny_all" -> false;
            case "require_client_grant" -> grant(tx, client, api).isPresent();
            default -> true;
        };
    }

    private Optional<ClientGrant> grant(Transaction tx, Client client, ResourceServer api) {
        return clientGrants.findForUsers(tx, client, api.identifier());
    }

    /**
     * Of the scopes that were asked for those that a user may have, in their order.
     *
     * @param audience the API; that of the userinfo endpoint for none
     * @param organization the organization that the user signs in to; null for none
     */
    public List<String> allowed(
            Transaction tx,
            Client client,
            String userId,
            String audience,
            @Nullable String organization,
            Collection<String> requested) {
        Optional<ResourceServer> api = api(tx, audience);
        Set<String> ofApi = api.map(found -> Set.copyOf(ofApi(tx, client, userId, organization, found)))
                .orElse(Set.of());
        boolean offline = client.grantTypes().contains("refresh_token")
                && api.map(found -> found.flag("allow_offline_access")).orElse(true);
        return requested.stream()
                .distinct()
                .filter(scope ->
                        scope.equals(OFFLINE) ? offline : OPENID_SCOPES.contains(scope) || ofApi.contains(scope))
                .toList();
    }

    private List<String> ofApi(
            Transaction tx, Client client, String userId, @Nullable String organization, ResourceServer api) {
        List<String> scopes = api.flag("enforce_policies")
                ? permissions(tx, userId, api.identifier(), organization)
                : List.copyOf(api.scopes());
        boolean byGrant = api.text("subject_type_authorization/user/policy", "").equals("require_client_grant");
        return scopes.stream()
                .filter(api.scopes()::contains)
                // Of the tenant's own APIs users have only what concerns themselves.
                .filter(scope -> !api.isSystem() || scope.contains(CURRENT_USER))
                .filter(scope -> !byGrant
                        || grant(tx, client, api)
                                .filter(grant -> grant.allowsAllScopes()
                                        || grant.scopes().contains(scope))
                                .isPresent())
                .toList();
    }

    /**
     * The permissions of a user for an API, directly or by roles.
     *
     * @param organization the roles there count, too; null for none
     */
    public List<String> permissions(Transaction tx, String userId, String audience, @Nullable String organization) {
        Stream<String> everywhere = permissions.grantedTo(tx, userId).stream()
                .map(PermissionStore.Granted::permission)
                .filter(permission -> permission.resourceServer().equals(audience))
                .map(permission -> permission.name());
        Stream<String> there = organization == null
                ? Stream.empty()
                : organizations.permissions(tx, organization, userId, audience).stream();
        return Stream.concat(everywhere, there).distinct().toList();
    }

    /** All scopes of an API that a user may have. */
    public List<String> allOf(Transaction tx, Client client, String userId, String audience) {
        return api(tx, audience)
                .map(api -> ofApi(tx, client, userId, null, api))
                .orElse(List.of());
    }

    /**
     * Whether a user is asked before a client gets these scopes: always for clients of third parties; for the tenant's own where it is
     * an API's scopes, unless the API leaves that out for clients that can be verified by where they are.
     */
    public boolean needsConsent(
            Transaction tx, Client client, String audience, Collection<String> scopes, String redirectUri) {
        if (!client.isFirstParty()) {
            return true;
        }
        boolean openIdAlone = OPENID_SCOPES.containsAll(scopes) && !scopes.contains(OFFLINE);
        Optional<ResourceServer> api = api(tx, audience);
        if (api.isEmpty() || openIdAlone) {
            return false;
        }
        return !api.get().flag("skip_consent_for_verifiable_first_party_clients")
                || RegisteredUrls.isLocal(redirectUri);
    }
}
