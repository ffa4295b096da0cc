package dev.gatehouse.server.mail.delivery;

import dev.gatehouse.server.mail.EmailProvider;
import dev.gatehouse.server.mail.Mail;

/** Hands a mail to whoever delivers it. Thread-safe. */
@FunctionalInterface
interface MailTransport {
    /**
     * @param mail rendered
     * @throws UndeliveredException when it was not accepted
     */
    void send(EmailProvider provider, Mail mail) throws UndeliveredException;
}
