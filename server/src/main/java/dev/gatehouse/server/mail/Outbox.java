package dev.gatehouse.server.mail;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.server.error.ErrorCode;
import dev.gatehouse.server.store.Transaction;
import dev.gatehouse.server.store.document.DocumentCollection;
import dev.gatehouse.server.store.document.DocumentStore;
import dev.gatehouse.server.ticket.Ticket;
import dev.gatehouse.server.user.Identity;
import dev.gatehouse.server.user.User;
import dev.gatehouse.server.user.UserStore;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/** Where mails are written, in the transaction of what causes them; they are delivered afterwards. Thread-safe. */
public final class Outbox {
    private final MailStore mails;
    private final DocumentCollection<EmailTemplate> templates;
    private final UserStore users;
    private final InstantSource clock;

    public Outbox(MailStore mails, DocumentStore documents, UserStore users, InstantSource clock) {
        this.mails = mails;
        templates = documents.of(EmailTemplate.KIND, EmailTemplate::new);
        this.users = users;
        this.clock = clock;
    }

    /**
     * Sends a user a mail.
     *
     * @param template its name, as in {@code verify_email}
     * @param wanted what the mail is about: {@code identity}, {@code client_id}, {@code organization_id}
     * @param jobId the job that is finished by its delivery; null for none
     * @throws dev.gatehouse.server.error.Rejection when the user has no address
     */
    public Mail send(
            Transaction tx, String template, User user, Identity identity, ObjectNode wanted, @Nullable String jobId) {
        String to = user.isPrimary(identity.key()) ? user.email() : identity.text("profileData/email");
        if (to == null) {
            throw ErrorCode.OPERATION_NOT_SUPPORTED.refuse("The user does not have an email address.");
        }
        ObjectNode mail = JsonNodeFactory.instance.objectNode();
        mail.put("template", template).put("to", to).put("connection", identity.connection());
        for (String member : new String[] {"identity", "client_id", "organization_id"}) {
            if (wanted.has(member)) {
                mail.set(member, wanted.get(member));
            }
        }
        if (jobId != null) {
            mail.put("job_id", jobId);
        }
        return mails.insert(tx, user.id(), mail, clock.instant());
    }

    /**
     * Sends a mail whose link is made already.
     *
     * @param template its name, as in {@code user_invitation}
     * @param userId whom it is for; empty for somebody who is no user yet
     * @param about {@code to}, {@code url}, and optionally {@code client_id}, {@code organization_id}, {@code inviter}, {@code
     *     roles} and {@code locale}, which the template may show
     */
    public void link(Transaction tx, String template, String userId, ObjectNode about) {
        mails.insert(tx, userId, about.put("template", template), clock.instant());
    }

    /** Welcomes a user whose address a ticket has verified, where the tenant has switched that mail on. */
    public void welcome(Transaction tx, Ticket ticket) {
        if (templates
                .find(tx, EmailTemplate.WELCOME_EMAIL)
                .filter(EmailTemplate::enabled)
                .isPresent()) {
            User user = users.require(tx, ticket.userId());
            user.identityOn(ticket.connection())
                    .ifPresent(identity -> send(
                            tx,
                            EmailTemplate.WELCOME_EMAIL,
                            user,
                            identity,
                            ticket.json().deepCopy(),
                            null));
        }
    }

    /**
     * Sends a text message, or has one read out by a call.
     *
     * @param message {@code to}, {@code body}, {@code delivery_method} ({@code text} or {@code voice}), and optionally {@code from}
     *     and {@code provider_id}, the phone provider to send it by in place of the one that is enabled
     */
    public void phone(Transaction tx, ObjectNode message) {
        mails.insert(tx, "", message.put("channel", "phone").put("template", "phone"), clock.instant());
    }
}
