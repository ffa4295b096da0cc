package dev.gatehouse.server.management;

import java.util.Set;

/** The operations that the contract describes and this server does not serve yet: they answer 501. It may only shrink. */
public final class NotServed {
    public static final Set<String> OPERATIONS = Set.of(
            "clientGrants.getOrganizations",
            "clients.registerByMetadata",
            "connections.checkStatus",
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
