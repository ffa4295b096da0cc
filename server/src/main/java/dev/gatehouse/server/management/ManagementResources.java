package dev.gatehouse.server.management;

import dev.gatehouse.server.api.Resource;
import dev.gatehouse.server.management.clientgrants.ClientGrants;
import dev.gatehouse.server.management.clients.ClientCredentials;
import dev.gatehouse.server.management.clients.Clients;
import dev.gatehouse.server.management.connections.ConnectionKeys;
import dev.gatehouse.server.management.connections.Connections;
import dev.gatehouse.server.management.connections.EnabledClients;
import dev.gatehouse.server.management.connections.ScimConfigurations;
import dev.gatehouse.server.management.connections.ScimTokens;
import dev.gatehouse.server.management.resourceservers.ResourceServers;
import dev.gatehouse.server.management.roles.Roles;
import dev.gatehouse.server.management.tenantsettings.TenantSettings;
import dev.gatehouse.server.management.users.AuthenticationMethods;
import dev.gatehouse.server.management.users.LinkedIdentities;
import dev.gatehouse.server.management.users.SignIns;
import dev.gatehouse.server.management.users.UserAuthorization;
import dev.gatehouse.server.management.users.Users;
import java.util.List;

/** The resources served: the one list of them. */
public final class ManagementResources {
    private ManagementResources() {}

    /** Every resource, made of the same parts. */
    public static List<Resource> all(Parts parts) {
        return List.of(
                new Users(parts),
                new UserAuthorization(parts),
                new LinkedIdentities(parts),
                new AuthenticationMethods(parts),
                new SignIns(parts),
                new Roles(parts),
                new ResourceServers(parts),
                new ClientGrants(parts),
                new Clients(parts),
                new ClientCredentials(parts),
                new Connections(parts),
                new EnabledClients(parts),
                new ConnectionKeys(parts),
                new ScimConfigurations(parts),
                new ScimTokens(parts),
                new TenantSettings(parts));
    }
}
