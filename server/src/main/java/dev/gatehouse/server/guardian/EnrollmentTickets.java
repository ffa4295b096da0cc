package dev.gatehouse.server.guardian;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.server.identifier.Identifiers;
import dev.gatehouse.server.identifier.SecretHash;
import dev.gatehouse.server.store.Transaction;
import dev.gatehouse.server.store.document.DocumentCollection;
import dev.gatehouse.server.store.document.DocumentStore;
import dev.gatehouse.server.time.WireTime;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;

/** Makes and redeems the tickets that users enroll in a second factor with. That the user is there is for the caller to check.
 * Thread-safe. */
public final class EnrollmentTickets {
    /** How long a ticket is valid. */
    public static final Duration LIFETIME = Duration.ofDays(5);

    private static final int SECRET_LENGTH = 32;

    private final DocumentCollection<EnrollmentTicket> tickets;
    private final Identifiers identifiers;
    private final InstantSource clock;

    public EnrollmentTickets(DocumentStore documents, Identifiers identifiers, InstantSource clock) {
        tickets = documents.of(EnrollmentTicket.KIND, EnrollmentTicket::new);
        this.identifiers = identifiers;
        this.clock = clock;
    }

    /**
     * Makes a ticket, and forgets those of the user that have expired.
     *
     * @param wanted {@code user_id}, and optionally {@code factor} and {@code allow_multiple_enrollments}
     * @return its secret, which is not stored
     */
    public String create(Transaction tx, ObjectNode wanted) {
        String userId = wanted.path("user_id").asText();
        tickets.all(tx, Map.of("user_id", userId)).stream()
                .filter(this::isExpired)
                .forEach(ticket -> tickets.delete(tx, ticket.text("id", "")));
        String secret = identifiers.alphanumeric(SECRET_LENGTH);
        tickets.insert(
                tx,
                wanted.deepCopy()
                        .put("id", SecretHash.of(secret))
                        .put("expires_at", WireTime.of(clock.instant().plus(LIFETIME))));
        return secret;
    }

    /** Uses a ticket up; empty when there is none with that secret, it is used or it has expired. */
    public Optional<EnrollmentTicket> redeem(Transaction tx, String secret) {
        String id = SecretHash.of(secret);
        Optional<EnrollmentTicket> found = tickets.find(tx, id);
        tickets.delete(tx, id);
        return found.filter(ticket -> !isExpired(ticket));
    }

    private boolean isExpired(EnrollmentTicket ticket) {
        return ticket.expiresAt().compareTo(WireTime.of(clock.instant())) <= 0;
    }
}
