package dev.gatehouse.server.mail.delivery;

import dev.gatehouse.server.mail.EmailProvider;
import dev.gatehouse.server.mail.Mail;
import dev.gatehouse.server.outbound.OutboundRequest;
import java.time.Instant;

/** How a provider's API is asked to send a mail. */
@FunctionalInterface
interface MailApi {
    /**
     * @param now the time that a signature is for
     * @throws IllegalArgumentException when the provider's settings make no request
     * @throws UndeliveredException when a call that it needs before fails
     */
    OutboundRequest request(EmailProvider provider, Mail mail, Instant now) throws UndeliveredException;
}
