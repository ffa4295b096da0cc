package dev.gatehouse.server.mail.delivery;

import dev.gatehouse.server.mail.EmailProvider;
import dev.gatehouse.server.mail.Mail;
import dev.gatehouse.server.outbound.AddressPolicy;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import java.util.Properties;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;

/**
 * Sends over SMTP (RFC 5321): TLS at once on port 465, STARTTLS elsewhere when the server offers it, and always before a password
 * goes to a server that is not on this machine. Thread-safe.
 */
final class SmtpTransport implements MailTransport {
    static final int TIMEOUT_MILLIS = 10_000;

    private static final int IMPLICIT_TLS = 465;
    private static final int SUBMISSION = 587;
    /** From here on a refusal is permanent (RFC 5321 §4.2.1). */
    private static final int PERMANENT = 500;

    private final AddressPolicy policy;
    private final Supplier<SSLContext> trust;

    SmtpTransport(AddressPolicy policy, Supplier<SSLContext> trust) {
        this.policy = policy;
        this.trust = trust;
    }

    @Override
    public void send(EmailProvider provider, Mail mail) throws UndeliveredException {
        Session session = Session.getInstance(properties(provider));
        try {
            MimeMessage message = message(session, mail);
            try (Transport transport = session.getTransport("smtp")) {
                String user = provider.credential("smtp_user");
                if (user.isEmpty()) {
                    transport.connect();
                } else {
                    transport.connect(user, provider.credential("smtp_pass"));
                }
                transport.sendMessage(message, message.getAllRecipients());
            }
        } catch (AddressException e) {
            throw new UndeliveredException("not an address of mail: " + e.getRef(), true);
        } catch (AuthenticationFailedException e) {
            throw new UndeliveredException("the mail server does not accept the credentials", true);
        } catch (MessagingException e) {
            throw new UndeliveredException("the mail server did not accept it: " + reason(e), isPermanent(e));
        }
    }

    private Properties properties(EmailProvider provider) {
        String host = provider.credential("smtp_host");
        int port = provider.number("credentials/smtp_port", SUBMISSION);
        Properties properties = new Properties();
        properties.put("mail.smtp.host", host);
        properties.put("mail.smtp.port", Integer.toString(port));
        properties.put(
                "mail.smtp.auth",
                Boolean.toString(!provider.credential("smtp_user").isEmpty()));
        for (String limit : new String[] {"connectiontimeout", "timeout", "writetimeout"}) {
            properties.put("mail.smtp." + limit, Integer.toString(TIMEOUT_MILLIS));
        }
        properties.put("mail.smtp.socketFactory", new GuardedSocketFactory(policy));
        properties.put("mail.smtp.socketFactory.fallback", "false");
        properties.put("mail.smtp.ssl.checkserveridentity", "true");
        if (port == IMPLICIT_TLS) {
            properties.put("mail.smtp.ssl.enable", "true");
        } else {
            boolean local = host.equals("localhost") || host.startsWith("127.") || host.equals("::1");
            properties.put("mail.smtp.starttls.enable", "true");
            properties.put(
                    "mail.smtp.starttls.required",
                    Boolean.toString(!local && !provider.credential("smtp_user").isEmpty()));
            properties.put("mail.smtp.ssl.socketFactory", trust.get().getSocketFactory());
        }
        return properties;
    }

    private static MimeMessage message(Session session, Mail mail) throws MessagingException {
        MimeMessage message = new MimeMessage(session) {
            @Override
            protected void updateMessageID() throws MessagingException {
                // The same at every attempt, so that a mail that arrives twice can be told.
                setHeader("Message-ID", "<" + mail.id() + "@" + mail.from().replaceAll(".*@|[^A-Za-z0-9.-]", "") + ">");
            }
        };
        message.setFrom(new InternetAddress(mail.from()));
        message.setRecipient(Message.RecipientType.TO, new InternetAddress(mail.to(), true));
        message.setSubject(mail.subject(), StandardCharsets.UTF_8.name());
        message.setText(mail.html(), StandardCharsets.UTF_8.name(), "html");
        Instant created = mail.createdAt();
        message.setSentDate(Date.from(created));
        message.setHeader("Auto-Submitted", "auto-generated"); // RFC 3834 §5
        message.saveChanges();
        return message;
    }

    private static boolean isPermanent(MessagingException e) {
        for (Exception each = e; each instanceof MessagingException told; each = told.getNextException()) {
            if (each instanceof SMTPAddressFailedException refused && refused.getReturnCode() >= PERMANENT
                    || each instanceof SMTPSendFailedException failed && failed.getReturnCode() >= PERMANENT) {
                return true;
            }
        }
        return false;
    }

    /** The last cause says most, as in the server's own words. */
    private static String reason(MessagingException e) {
        Exception last = e;
        while (last instanceof MessagingException told && told.getNextException() != null) {
            last = told.getNextException();
        }
        return String.valueOf(last.getMessage()).strip();
    }
}
