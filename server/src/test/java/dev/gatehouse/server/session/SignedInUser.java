package dev.gatehouse.server.session;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.server.TestTenant;
import dev.gatehouse.server.store.StoredJson;
import dev.gatehouse.server.store.document.DocumentStore;
import dev.gatehouse.server.store.document.Kind;

/** A user of a tenant, and what its sign-ins leave, put straight into the database: there is no page to sign in on yet. */
public final class SignedInUser {
    private final TestTenant tenant;
    private final DocumentStore documents;
    private final String id;

    public SignedInUser(TestTenant tenant, String email) {
        this.tenant = tenant;
        documents = tenant.documents();
        id = tenant.caller()
                .post(
                        "/users",
                        "{'connection': 'Username-Password-Authentication', 'password': 'Correct-Horse-7', 'email': '"
                                + email + "'}")
                .expect(201)
                .text("/user_id");
    }

    public String id() {
        return id;
    }

    /** Its path, as in {@code /users/auth0%7C1}. */
    public String path() {
        return "/users/" + id.replace("|", "%7C");
    }

    public void session(String sessionId) {
        insert(Session.KIND, sessionId, "{'created_at': '2026-03-01T12:00:00.000Z', 'clients': [{'client_id': 'c'}]}");
    }

    public void refreshToken(String tokenId, String clientId, String sessionId, String audience, boolean rotating) {
        insert(
                RefreshToken.KIND,
                tokenId,
                "{'client_id': '" + clientId + "', 'session_id': '" + sessionId + "', 'rotating': " + rotating
                        + ", 'resource_servers': [{'audience': '" + audience + "', 'scopes': 'openid'}]}");
    }

    public void grant(String grantId, String clientId, String audience) {
        insert(
                UserGrant.KIND,
                grantId,
                "{'clientID': '" + clientId + "', 'audience': '" + audience + "', 'scope': ['read:a']}");
    }

    private void insert(Kind kind, String documentId, String members) {
        ObjectNode document = StoredJson.object(members.replace('\'', '"'))
                .put("id", documentId)
                .put("user_id", id);
        tenant.run(tx -> documents.insert(tx, kind, documentId, document));
    }
}
