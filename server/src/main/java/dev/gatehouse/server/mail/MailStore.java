package dev.gatehouse.server.mail;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.server.identifier.Identifiers;
import dev.gatehouse.server.store.StoredJson;
import dev.gatehouse.server.store.Transaction;
import dev.gatehouse.server.store.encryption.SecretBox;
import dev.gatehouse.server.store.sql.Row;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The rows of {@code mail}, encrypted, since mails hold links that let their readers in. Thread-safe. */
public final class MailStore {
    private static final Duration KEPT = Duration.ofDays(7);
    private static final String COLUMNS =
            "SELECT id, user_id, created_at, attempts, body FROM mail WHERE tenant = :tenant";

    private final SecretBox box;
    private final Identifiers identifiers;

    public MailStore(SecretBox box, Identifiers identifiers) {
        this.box = box;
        this.identifiers = identifiers;
    }

    /** Adds a mail to be delivered. */
    public Mail insert(Transaction tx, String userId, ObjectNode json, Instant now) {
        Mail mail = new Mail(identifiers.prefixed("mail_"), userId, now, 0, json);
        tx.sql("INSERT INTO mail (tenant, id, user_id, state, created_at, due_at, attempts, body)"
                        + " VALUES (:tenant, :id, :user, :state, :now, :now, 0, :body)")
                .bind("id", mail.id())
                .bind("user", userId)
                .bind("state", stored(Mail.State.WAITING))
                .bind("now", now.toEpochMilli())
                .bind("body", sealed(tx, mail))
                .update();
        return mail;
    }

    private static String stored(Mail.State state) {
        return state.name().toLowerCase(Locale.ROOT);
    }

    private String sealed(Transaction tx, Mail mail) {
        return box.seal(StoredJson.write(mail.json()), place(tx, mail.id()));
    }

    private static String place(Transaction tx, String id) {
        return tx.tenantId() + "/mail/" + id;
    }

    private Mail read(Transaction tx, Row row) {
        String id = row.text(1);
        ObjectNode json = StoredJson.object(box.open(row.text(5), place(tx, id)));
        return new Mail(id, row.text(2), Instant.ofEpochMilli(row.number(3)), (int) row.number(4), json);
    }

    /** Whether a mail is to be delivered by now. */
    public boolean anyDue(Transaction tx, Instant now) {
        return tx.sql("SELECT id FROM mail WHERE tenant = :tenant AND state = :state AND due_at <= :now LIMIT 1")
                .bind("state", stored(Mail.State.WAITING))
                .bind("now", now.toEpochMilli())
                .first(row -> row.text(1))
                .isPresent();
    }

    /** The mail that has waited longest of those to be delivered by now. */
    public Optional<Mail> nextDue(Transaction tx, Instant now) {
        return tx.sql(COLUMNS + " AND state = :state AND due_at <= :now ORDER BY due_at, id LIMIT 1")
                .bind("state", stored(Mail.State.WAITING))
                .bind("now", now.toEpochMilli())
                .first(row -> read(tx, row));
    }

    /** Keeps what is known of a mail by now, and when its delivery is tried next. */
    public void postpone(Transaction tx, Mail mail, int attempts, Instant due) {
        tx.sql("UPDATE mail SET attempts = :attempts, due_at = :due, body = :body WHERE tenant = :tenant AND id = :id")
                .bind("id", mail.id())
                .bind("attempts", attempts)
                .bind("due", due.toEpochMilli())
                .bind("body", sealed(tx, mail))
                .update();
    }

    /** Puts a mail into the tenant's own inbox, and takes those out that are older than a week. */
    public void keep(Transaction tx, Mail mail, Instant now) {
        tx.sql("DELETE FROM mail WHERE tenant = :tenant AND state = :state AND due_at < :long_ago")
                .bind("state", stored(Mail.State.INBOX))
                .bind("long_ago", now.minus(KEPT).toEpochMilli())
                .update();
        tx.sql("UPDATE mail SET state = :state, due_at = :now, body = :body WHERE tenant = :tenant AND id = :id")
                .bind("id", mail.id())
                .bind("state", stored(Mail.State.INBOX))
                .bind("now", now.toEpochMilli())
                .bind("body", sealed(tx, mail))
                .update();
    }

    /** Forgets a mail: it was delivered, or never will be. */
    public void delete(Transaction tx, Mail mail) {
        tx.sql("DELETE FROM mail WHERE tenant = :tenant AND id = :id")
                .bind("id", mail.id())
                .update();
    }

    /**
     * What is in the inbox, the newest first.
     *
     * @param most how many at most
     */
    public List<Mail> inbox(Transaction tx, int most) {
        return tx.sql(COLUMNS + " AND state = :state ORDER BY due_at DESC, id LIMIT :most")
                .bind("state", stored(Mail.State.INBOX))
                .bind("most", most)
                .list(row -> read(tx, row));
    }

    /** A mail of the inbox. */
    public Optional<Mail> findInInbox(Transaction tx, String id) {
        return tx.sql(COLUMNS + " AND state = :state AND id = :id")
                .bind("state", stored(Mail.State.INBOX))
                .bind("id", id)
                .first(row -> read(tx, row));
    }
}
