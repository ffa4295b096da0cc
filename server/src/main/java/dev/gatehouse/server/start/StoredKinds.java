package dev.gatehouse.server.start;

import dev.gatehouse.server.action.Action;
import dev.gatehouse.server.action.ActionBinding;
import dev.gatehouse.server.action.ActionExecution;
import dev.gatehouse.server.action.ActionModule;
import dev.gatehouse.server.action.ActionModuleVersion;
import dev.gatehouse.server.action.ActionVersion;
import dev.gatehouse.server.attackprotection.BotDetection;
import dev.gatehouse.server.attackprotection.BreachedPasswordDetection;
import dev.gatehouse.server.attackprotection.BruteForceProtection;
import dev.gatehouse.server.attackprotection.Captcha;
import dev.gatehouse.server.attackprotection.SuspiciousIpThrottling;
import dev.gatehouse.server.branding.Branding;
import dev.gatehouse.server.branding.PageTemplate;
import dev.gatehouse.server.branding.PhoneProvider;
import dev.gatehouse.server.branding.PhoneTemplate;
import dev.gatehouse.server.branding.Theme;
import dev.gatehouse.server.client.Client;
import dev.gatehouse.server.client.ClientGrant;
import dev.gatehouse.server.client.Credential;
import dev.gatehouse.server.connection.Connection;
import dev.gatehouse.server.connection.ConnectionKey;
import dev.gatehouse.server.connection.DirectoryProvisioning;
import dev.gatehouse.server.connection.ScimConfiguration;
import dev.gatehouse.server.connection.ScimToken;
import dev.gatehouse.server.connection.SynchronizedGroups;
import dev.gatehouse.server.credential.AuthenticationMethod;
import dev.gatehouse.server.customdomain.CustomDomain;
import dev.gatehouse.server.eventstream.EventDelivery;
import dev.gatehouse.server.eventstream.EventRecording;
import dev.gatehouse.server.eventstream.EventStream;
import dev.gatehouse.server.eventstream.EventStreamCount;
import dev.gatehouse.server.flow.Flow;
import dev.gatehouse.server.flow.FlowExecution;
import dev.gatehouse.server.flow.FlowForm;
import dev.gatehouse.server.flow.VaultConnection;
import dev.gatehouse.server.group.Group;
import dev.gatehouse.server.group.GroupMember;
import dev.gatehouse.server.guardian.EnrollmentTicket;
import dev.gatehouse.server.guardian.GuardianSetting;
import dev.gatehouse.server.hook.Hook;
import dev.gatehouse.server.hook.HookSecrets;
import dev.gatehouse.server.logstream.LogStream;
import dev.gatehouse.server.logstream.LogStreamProgress;
import dev.gatehouse.server.mail.EmailProvider;
import dev.gatehouse.server.mail.EmailTemplate;
import dev.gatehouse.server.management.connectionprofiles.ConnectionProfiles;
import dev.gatehouse.server.management.networkacls.NetworkAcls;
import dev.gatehouse.server.management.ratelimitpolicies.RateLimitPolicies;
import dev.gatehouse.server.management.riskassessments.RiskAssessments;
import dev.gatehouse.server.management.rulesconfigs.RulesConfig;
import dev.gatehouse.server.management.supplementalsignals.SupplementalSignals;
import dev.gatehouse.server.management.verifiablecredentials.VerifiableCredentialTemplates;
import dev.gatehouse.server.organization.Organization;
import dev.gatehouse.server.organization.OrganizationClientGrant;
import dev.gatehouse.server.organization.OrganizationConnection;
import dev.gatehouse.server.organization.OrganizationDiscoveryDomain;
import dev.gatehouse.server.organization.OrganizationInvitation;
import dev.gatehouse.server.organization.OrganizationMember;
import dev.gatehouse.server.prompt.PromptPartials;
import dev.gatehouse.server.prompt.PromptSettings;
import dev.gatehouse.server.prompt.PromptText;
import dev.gatehouse.server.prompt.PushApp;
import dev.gatehouse.server.prompt.ScreenRendering;
import dev.gatehouse.server.resourceserver.ResourceServer;
import dev.gatehouse.server.role.Role;
import dev.gatehouse.server.rule.Rule;
import dev.gatehouse.server.selfservice.SelfServiceProfile;
import dev.gatehouse.server.selfservice.SelfServiceText;
import dev.gatehouse.server.selfservice.SsoTicket;
import dev.gatehouse.server.selfservice.UserAttributeProfile;
import dev.gatehouse.server.session.ConnectedAccount;
import dev.gatehouse.server.session.DeviceCredential;
import dev.gatehouse.server.session.FederatedConnectionTokenset;
import dev.gatehouse.server.session.KnownDevice;
import dev.gatehouse.server.session.RefreshToken;
import dev.gatehouse.server.session.RememberedBrowser;
import dev.gatehouse.server.session.Session;
import dev.gatehouse.server.session.UserGrant;
import dev.gatehouse.server.settings.MigrationFlags;
import dev.gatehouse.server.settings.TenantSettings;
import dev.gatehouse.server.store.document.Kind;
import dev.gatehouse.server.tenantkey.CustomSigningKeys;
import dev.gatehouse.server.tenantkey.TenantKey;
import dev.gatehouse.server.token.SigningKeys;
import dev.gatehouse.server.tokenexchange.TokenExchangeProfile;
import java.util.List;

/** The kinds of documents that are stored: the one list of them. */
public final class StoredKinds {
    /** Every kind. */
    public static final List<Kind> ALL = List.of(
            Client.KIND,
            Credential.KIND,
            ResourceServer.KIND,
            ClientGrant.KIND,
            Organization.KIND,
            OrganizationConnection.KIND,
            OrganizationMember.KIND,
            OrganizationInvitation.KIND,
            OrganizationClientGrant.KIND,
            OrganizationDiscoveryDomain.KIND,
            Role.KIND,
            Rule.KIND,
            Action.KIND,
            ActionVersion.KIND,
            ActionBinding.KIND,
            ActionExecution.KIND,
            ActionModule.KIND,
            ActionModuleVersion.KIND,
            EventStream.KIND,
            EventDelivery.KIND,
            EventRecording.KIND,
            EventStreamCount.KIND,
            Hook.KIND,
            HookSecrets.KIND,
            RulesConfig.KIND,
            Connection.KIND,
            ConnectionKey.KIND,
            ScimConfiguration.KIND,
            ScimToken.KIND,
            TenantSettings.KIND,
            MigrationFlags.KIND,
            Branding.KIND,
            PageTemplate.KIND,
            Theme.KIND,
            PhoneProvider.KIND,
            PhoneTemplate.KIND,
            PromptSettings.KIND,
            PromptText.KIND,
            PromptPartials.KIND,
            PushApp.KIND,
            ScreenRendering.KIND,
            EmailTemplate.KIND,
            EmailProvider.KIND,
            CustomDomain.KIND,
            LogStream.KIND,
            Flow.KIND,
            FlowExecution.KIND,
            FlowForm.KIND,
            VaultConnection.KIND,
            ConnectionProfiles.KIND,
            NetworkAcls.KIND,
            RateLimitPolicies.KIND,
            RiskAssessments.KIND,
            RiskAssessments.NEW_DEVICE,
            SupplementalSignals.KIND,
            SelfServiceProfile.KIND,
            SelfServiceText.KIND,
            SsoTicket.KIND,
            UserAttributeProfile.KIND,
            TokenExchangeProfile.KIND,
            LogStreamProgress.KIND,
            SigningKeys.KIND,
            BruteForceProtection.KIND,
            SuspiciousIpThrottling.KIND,
            BreachedPasswordDetection.KIND,
            BotDetection.KIND,
            Captcha.KIND,
            TenantKey.KIND,
            CustomSigningKeys.KIND,
            Group.KIND,
            GroupMember.KIND,
            DirectoryProvisioning.KIND,
            SynchronizedGroups.KIND,
            VerifiableCredentialTemplates.KIND,
            GuardianSetting.KIND,
            EnrollmentTicket.KIND,
            AuthenticationMethod.KIND,
            Session.KIND,
            UserGrant.KIND,
            DeviceCredential.KIND,
            RefreshToken.KIND,
            ConnectedAccount.KIND,
            FederatedConnectionTokenset.KIND,
            RememberedBrowser.KIND,
            KnownDevice.KIND);

    private StoredKinds() {}
}
