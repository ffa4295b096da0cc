package dev.gatehouse.server.management;

import java.util.Set;

/** The operations that the contract describes and this server does not serve yet: they answer 501. It may only shrink. */
public final class NotServed {
    public static final Set<String> OPERATIONS = Set.of(
            "blacklistedTokens.add",
            "blacklistedTokens.getAll",
            "clientGrants.getOrganizations",
            "clients.registerByMetadata",
            "connections.checkStatus",
            "deviceCredentials.createPublicKey",
            "deviceCredentials.delete",
            "deviceCredentials.getAll",
            "grants.delete",
            "grants.getAll",
            "logStreams.create",
            "logStreams.delete",
            "logStreams.get",
            "logStreams.getAll",
            "logStreams.update",
            "logs.get",
            "logs.getAll",
            "migrations.getMigrations",
            "migrations.updateMigrations",
            "rules.create",
            "rules.delete",
            "rules.get",
            "rules.getAll",
            "rules.update",
            "rulesConfigs.delete",
            "rulesConfigs.getAll",
            "rulesConfigs.set",
            "stats.getDaily",
            "tickets.changePassword",
            "tickets.verifyEmail",
            "users.clearRiskAssessments",
            "users.deleteRefreshTokens",
            "users.deleteSessions",
            "users.getConnectedAccounts",
            "users.getRefreshTokens",
            "users.getSessions",
            "users.getUserOrganizations",
            "users.invalidateRememberBrowser",
            "users.logs");

    private NotServed() {}
}
