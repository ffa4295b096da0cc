package dev.gatehouse.server.oauth.token;

import dev.gatehouse.server.client.Client;
import dev.gatehouse.server.error.Rejection;
import dev.gatehouse.server.http.Request;
import dev.gatehouse.server.http.Response;
import dev.gatehouse.server.oauth.OAuthException;
import dev.gatehouse.server.oauth.OAuthResponses;
import java.lang.System.Logger.Level;
import java.util.function.Function;

/**
 * Lets in clients that authenticate, at every endpoint in the same way. A failure is counted, logged for a client that there is, and
 * held back, the longer the more there were. Thread-safe.
 */
final class AuthenticatedClients {
    /** Of one client and address, the first failure is an event of the log, and then every tenth. */
    private static final int FAILURES_PER_EVENT = 10;

    private static final System.Logger LOG = System.getLogger(AuthenticatedClients.class.getName());

    private final ClientAuthenticator authenticator;
    private final FailedAuthentications failures;

    AuthenticatedClients(ClientAuthenticator authenticator, FailedAuthentications failures) {
        this.authenticator = authenticator;
        this.failures = failures;
    }

    /**
     * What {@code work} responds to the client that the request proves to come from, or a refusal.
     *
     * @param sent what the request was parsed from
     * @param publicClients whether a client that has nothing to prove itself with may only name itself
     * @param failure the type of the event of a failure
     * @throws OAuthException from {@code work}
     */
    Response respond(
            Request sent,
            TokenRequest request,
            boolean publicClients,
            String failure,
            Function<Client, Response> work) {
        Client client;
        try {
            client = authenticator.authenticate(request, publicClients);
        } catch (OAuthException refusal) {
            return refuse(sent, request, failure, refusal);
        }
        return work.apply(client);
    }

    private Response refuse(Request sent, TokenRequest request, String failure, OAuthException refusal) {
        String clientId = request.credentials().clientId();
        int count = failures.count(request.tenant(), clientId, request.device().ip());
        if (count == 1 || count % FAILURES_PER_EVENT == 0) {
            try {
                logFailure(request, failure, refusal.description());
            } catch (Rejection rejection) { // or known clients would be told apart while nothing can be written
                LOG.log(Level.DEBUG, "a failed authentication could not be logged", rejection);
            }
        }
        return OAuthResponses.error(refusal, sent).heldBack(FailedAuthentications.delay(count));
    }

    /**
     * Adds an event to the tenant's log, when there is such a client.
     *
     * @param type the type of event
     */
    void logFailure(TokenRequest request, String type, String description) {
        authenticator.logFailure(request, type, description);
    }
}
