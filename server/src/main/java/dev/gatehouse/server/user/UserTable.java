package dev.gatehouse.server.user;

import dev.gatehouse.server.store.Sequence;
import dev.gatehouse.server.store.StoredJson;
import dev.gatehouse.server.store.Transaction;
import java.util.List;

/** The rows of users, and what a search finds them by, in the same transaction. */
abstract sealed class UserTable permits SqliteUserTable, PostgresUserTable {
    static final long TAKEN = -1;

    /** How the database of a transaction keeps them. */
    static UserTable of(Transaction tx) {
        return switch (tx.dialect()) {
            case SQLITE -> SqliteUserTable.INSTANCE;
            case POSTGRESQL -> PostgresUserTable.INSTANCE;
        };
    }

    /** A user with its row key. */
    record Stored(long sequence, User user) {}

    /** Adds a row; whether its user_id was free. */
    boolean insert(Transaction tx, Sequence sequence, User user) {
        List<Term> terms = Terms.of(user.json());
        long key = insertRow(tx, sequence, user, terms);
        if (key == TAKEN) {
            return false;
        }
        UserValues.insert(tx, key, terms);
        return true;
    }

    /** The key of the new row; {@link #TAKEN} when there is one with that user_id. */
    abstract long insertRow(Transaction tx, Sequence sequence, User user, List<Term> terms);

    void update(Transaction tx, Stored before, User user) {
        List<Term> gone = Terms.of(before.user().json());
        List<Term> terms = Terms.of(user.json());
        updateRow(tx, before.sequence(), user, terms);
        UserValues.replace(tx, before.sequence(), gone, terms);
    }

    abstract void updateRow(Transaction tx, long sequence, User user, List<Term> terms);

    void delete(Transaction tx, Stored user) {
        UserValues.delete(tx, user.sequence(), Terms.of(user.user().json()));
        deleteRow(tx, user.sequence());
    }

    abstract void deleteRow(Transaction tx, long sequence);

    /** Makes a user that an earlier release stored one that a search finds. */
    void index(Transaction tx, Stored user) {
        List<Term> terms = Terms.of(user.user().json());
        updateRow(tx, user.sequence(), user.user(), terms);
        UserValues.insert(tx, user.sequence(), terms);
    }

    static String body(User user) {
        return StoredJson.write(user.json());
    }
}
