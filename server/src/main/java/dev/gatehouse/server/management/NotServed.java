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
            "emailProvider.configure",
            "emailProvider.delete",
            "emailProvider.get",
            "emailProvider.update",
            "emailTemplates.create",
            "emailTemplates.get",
            "emailTemplates.update",
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
            "userBlocks.delete",
            "userBlocks.deleteByIdentifier",
            "userBlocks.get",
            "userBlocks.getByIdentifier",
            "users.getUserOrganizations",
            "users.logs");

    private NotServed() {}
}
