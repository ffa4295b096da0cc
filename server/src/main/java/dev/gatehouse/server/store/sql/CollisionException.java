package dev.gatehouse.server.store.sql;

import java.sql.SQLException;

/** The transaction collided with another and is to run again, as a whole. */
public final class CollisionException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    CollisionException(SQLException reason) {
        super(reason);
    }
}
