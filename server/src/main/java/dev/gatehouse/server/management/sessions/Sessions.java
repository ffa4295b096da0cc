package dev.gatehouse.server.management.sessions;

import dev.gatehouse.server.api.ApiRequest;
import dev.gatehouse.server.api.ApiResponse;
import dev.gatehouse.server.api.Operations;
import dev.gatehouse.server.api.Resource;
import dev.gatehouse.server.management.Services;
import dev.gatehouse.server.session.Session;
import dev.gatehouse.server.session.UserAccess;
import dev.gatehouse.server.store.Transaction;
import dev.gatehouse.server.store.document.DocumentCollection;

/** Sessions of users, by their id. */
public final class Sessions implements Resource {
    private final Services services;
    private final DocumentCollection<Session> sessions;
    private final UserAccess access;

    public Sessions(Services services) {
        this.services = services;
        sessions = services.documents().of(Session.KIND, Session::new);
        access = new UserAccess(services.documents());
    }

    @Override
    public void mount(Operations operations) {
        services.operations(operations, sessions)
                .get("sessions.get")
                .update("sessions.update")
                .deleteIfPresent("sessions.delete");
        operations.write("sessions.revoke", this::revoke);
    }

    /** Unlike a deleted session, a revoked one takes the refresh tokens along that were issued in it. */
    private ApiResponse revoke(Transaction tx, ApiRequest request) {
        sessions.requireExists(tx, request.id());
        access.endSession(tx, request.id());
        access.revokeTokensOfSession(tx, request.id());
        return ApiResponse.empty();
    }
}
