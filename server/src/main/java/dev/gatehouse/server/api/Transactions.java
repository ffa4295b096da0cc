package dev.gatehouse.server.api;

import dev.gatehouse.server.error.ErrorCode;
import dev.gatehouse.server.store.Database;
import dev.gatehouse.server.store.Transaction;
import dev.gatehouse.server.token.JwtAccessTokenVerifier;
import dev.gatehouse.server.token.RevocationCheck;
import java.util.function.Function;

/**
 * The transactions of one request. A handler is given the one it was registered for; only what is prepared before a write
 * sees this itself, to read what it needs.
 */
public final class Transactions {
    private final Database database;
    private final RevocationCheck revocations;
    private final ApiRequest request;
    private final ManagementEvent event;

    Transactions(Database database, RevocationCheck revocations, ApiRequest request, ManagementEvent event) {
        this.database = database;
        this.revocations = revocations;
        this.request = request;
        this.event = event;
    }

    /** Reads in a transaction of its own, which ends when this returns. */
    public <T> T read(Function<Transaction, T> work) {
        return database.read(request.tenant(), tx -> {
            requireInForce(tx);
            return work.apply(tx);
        });
    }

    /**
     * Writes in one transaction, with the request's event in the log. The work may run twice, each time on a request of its
     * own.
     */
    ApiResponse write(Operations.Work work) {
        event.prepare();
        return database.write(request.tenant(), tx -> {
            requireInForce(tx);
            ApiResponse response = work.run(tx, request.copy());
            event.append(tx, response);
            return response;
        });
    }

    /**
     * Writes in a transaction of its own that is a part of what the request does, for what is too much for one: the event comes
     * with the last. It may run twice.
     */
    public <T> T writePart(Function<Transaction, T> work) {
        return database.write(request.tenant(), tx -> {
            requireInForce(tx);
            return work.apply(tx);
        });
    }

    /** In the transaction itself, where the database has to be asked. */
    private void requireInForce(Transaction tx) {
        revocations.covering(tx, request.token()).ifPresent(subject -> {
            throw ErrorCode.INVALID_TOKEN.refuse(
                    switch (subject) {
                        case TOKEN, CLIENT -> "Token has been revoked";
                        case SIGNING_KEY -> JwtAccessTokenVerifier.WRONG_SIGNATURE;
                    });
        });
    }
}
