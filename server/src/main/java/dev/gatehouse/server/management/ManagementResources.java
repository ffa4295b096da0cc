package dev.gatehouse.server.management;

import dev.gatehouse.server.api.Resource;
import dev.gatehouse.server.customdomain.SystemDnsResolver;
import dev.gatehouse.server.management.actions.Actions;
import dev.gatehouse.server.management.anomaly.BlockedAddresses;
import dev.gatehouse.server.management.attackprotection.AttackProtectionSettings;
import dev.gatehouse.server.management.branding.BrandingSettings;
import dev.gatehouse.server.management.branding.PhoneMessages;
import dev.gatehouse.server.management.clientgrants.ClientGrants;
import dev.gatehouse.server.management.clients.ClientCredentials;
import dev.gatehouse.server.management.clients.Clients;
import dev.gatehouse.server.management.connectionprofiles.ConnectionProfiles;
import dev.gatehouse.server.management.connections.ConnectionKeys;
import dev.gatehouse.server.management.connections.Connections;
import dev.gatehouse.server.management.connections.EnabledClients;
import dev.gatehouse.server.management.connections.ScimConfigurations;
import dev.gatehouse.server.management.connections.ScimTokens;
import dev.gatehouse.server.management.customdomains.CustomDomains;
import dev.gatehouse.server.management.emails.EmailProviders;
import dev.gatehouse.server.management.emails.EmailTemplates;
import dev.gatehouse.server.management.flows.Flows;
import dev.gatehouse.server.management.flows.FlowsVault;
import dev.gatehouse.server.management.forms.Forms;
import dev.gatehouse.server.management.hooks.Hooks;
import dev.gatehouse.server.management.logs.Logs;
import dev.gatehouse.server.management.logstreams.LogStreams;
import dev.gatehouse.server.management.networkacls.NetworkAcls;
import dev.gatehouse.server.management.organizations.DiscoveryDomains;
import dev.gatehouse.server.management.organizations.Invitations;
import dev.gatehouse.server.management.organizations.Members;
import dev.gatehouse.server.management.organizations.OrganizationClientGrants;
import dev.gatehouse.server.management.organizations.OrganizationConnections;
import dev.gatehouse.server.management.organizations.Organizations;
import dev.gatehouse.server.management.prompts.Prompts;
import dev.gatehouse.server.management.ratelimitpolicies.RateLimitPolicies;
import dev.gatehouse.server.management.resourceservers.ResourceServers;
import dev.gatehouse.server.management.riskassessments.RiskAssessments;
import dev.gatehouse.server.management.roles.Roles;
import dev.gatehouse.server.management.rules.Rules;
import dev.gatehouse.server.management.rulesconfigs.RulesConfigs;
import dev.gatehouse.server.management.selfserviceprofiles.SelfServiceProfiles;
import dev.gatehouse.server.management.selfserviceprofiles.SsoTickets;
import dev.gatehouse.server.management.supplementalsignals.SupplementalSignals;
import dev.gatehouse.server.management.tenantsettings.Settings;
import dev.gatehouse.server.management.tokenexchangeprofiles.TokenExchangeProfiles;
import dev.gatehouse.server.management.userattributeprofiles.UserAttributeProfiles;
import dev.gatehouse.server.management.userblocks.UserBlocks;
import dev.gatehouse.server.management.tickets.UserTickets;
import dev.gatehouse.server.management.users.AccountLinks;
import dev.gatehouse.server.management.users.AuthenticationMethods;
import dev.gatehouse.server.management.users.UserAuthorization;
import dev.gatehouse.server.management.users.UserSessions;
import dev.gatehouse.server.management.users.Users;
import java.util.List;

/** The resources served: the one list of them. */
public final class ManagementResources {
    private ManagementResources() {}

    /** Every resource, made of the same services. */
    public static List<Resource> all(Services services) {
        return List.of(
                new Users(services),
                new UserAuthorization(services),
                new AccountLinks(services),
                new AuthenticationMethods(services),
                new UserSessions(services),
                new AttackProtectionSettings(services),
                new UserBlocks(services),
                new BlockedAddresses(services),
                new Organizations(services),
                new OrganizationConnections(services),
                new Members(services),
                new Invitations(services),
                new OrganizationClientGrants(services),
                new DiscoveryDomains(services),
                new UserTickets(services),
                new Roles(services),
                new ResourceServers(services),
                new ClientGrants(services),
                new Clients(services),
                new ClientCredentials(services),
                new Connections(services),
                new EnabledClients(services),
                new ConnectionKeys(services),
                new ScimConfigurations(services),
                new ScimTokens(services),
                new Logs(),
                new LogStreams(services),
                new RulesConfigs(services),
                new Rules(services),
                new Actions(services),
                new Hooks(services),
                new Settings(services),
                new BrandingSettings(services),
                new PhoneMessages(services),
                new Prompts(services),
                new EmailTemplates(services),
                new EmailProviders(services),
                new ConnectionProfiles(services),
                new Flows(services),
                new FlowsVault(services),
                new Forms(services),
                new NetworkAcls(services),
                new RateLimitPolicies(services),
                new RiskAssessments(services),
                new SelfServiceProfiles(services),
                new SsoTickets(services),
                new SupplementalSignals(services),
                new TokenExchangeProfiles(services),
                new UserAttributeProfiles(services),
                new CustomDomains(services, new SystemDnsResolver()));
    }
}
