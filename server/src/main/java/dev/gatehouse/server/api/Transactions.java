package dev.gatehouse.server.api;

import dev.gatehouse.server.store.Database;
import dev.gatehouse.server.store.Transaction;
import java.util.function.Function;

/**
 * The transactions of one request. A handler is given the one it was registered for; only what is prepared before a write
 * sees this itself, to read what it needs.
 */
public final class Transactions {
    private final Database database;
    private final ApiRequest request;
    private final ManagementEvent event;

    Transactions(Database database, ApiRequest request, ManagementEvent event) {
        this.database = database;
        this.request = request;
        this.event = event;
    }

    /** Reads in a transaction of its own, which ends when this returns. */
    public <T> T read(Function<Transaction, T> work) {
        return database.read(request.tenant(), work::apply);
    }

    /**
     * Writes in one transaction, with the request's event in the log. The work may run twice, each time on a request of its
     * own.
     */
    Reply write(Operations.Work work) {
        return database.write(request.tenant(), tx -> {
            Reply reply = work.run(tx, request.copy());
            event.append(tx, reply);
            return reply;
        });
    }

    /** Writes in a transaction of its own that is a part of what the request does: the event comes with the last. */
    boolean writePart(Operations.Batch batch) {
        return database.write(request.tenant(), tx -> batch.run(tx, request.copy()));
    }
}
