package dev.gatehouse.server.mail.delivery;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.server.branding.PhoneProvider;
import dev.gatehouse.server.error.Rejection;
import dev.gatehouse.server.event.LogEvents;
import dev.gatehouse.server.job.Job;
import dev.gatehouse.server.job.JobStore;
import dev.gatehouse.server.liquid.InvalidTemplateException;
import dev.gatehouse.server.mail.EmailProvider;
import dev.gatehouse.server.mail.EmailTemplate;
import dev.gatehouse.server.mail.Mail;
import dev.gatehouse.server.mail.MailComposer;
import dev.gatehouse.server.mail.MailComposer.MailContext;
import dev.gatehouse.server.mail.MailStore;
import dev.gatehouse.server.outbound.AddressPolicy;
import dev.gatehouse.server.outbound.OutboundClient;
import dev.gatehouse.server.page.Html;
import dev.gatehouse.server.store.Transaction;
import dev.gatehouse.server.ticket.Tickets;
import dev.gatehouse.server.work.Backoff;
import dev.gatehouse.server.work.WorkRun;
import dev.gatehouse.server.work.WorkSource;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import javax.net.ssl.SSLContext;

/**
 * Delivers the mails of the outbox, each at least once: to the tenant's provider, or without one that is enabled into the tenant's
 * own inbox. What is not accepted is tried again for about a day, after pauses that grow from a quarter of a minute to two hours;
 * then, or at a refusal that is final, the log is told ({@code fn}). Thread-safe.
 */
public final class MailDelivery implements WorkSource {
    private static final String OUTBOX = "outbox";
    private static final Backoff BACKOFF = new Backoff(Duration.ofSeconds(15), Duration.ofHours(2));
    private static final int MAX_ATTEMPTS = 20;

    private final MailStore mails;
    private final MailComposer composer;
    private final Tickets tickets;
    private final JobStore jobs;
    private final LogEvents log;
    private final MailTransport smtp;
    private final HttpTransport http;
    private final InstantSource clock;

    /**
     * @param policy which addresses mail servers may have
     * @param trust decides whose certificates are believed
     */
    public MailDelivery(
            MailStore mails,
            MailComposer composer,
            Tickets tickets,
            JobStore jobs,
            LogEvents log,
            OutboundClient client,
            AddressPolicy policy,
            Supplier<SSLContext> trust,
            InstantSource clock) {
        this(
                mails,
                composer,
                tickets,
                jobs,
                log,
                new SmtpTransport(policy, trust),
                client,
                UnaryOperator.identity(),
                clock);
    }

    MailDelivery(
            MailStore mails,
            MailComposer composer,
            Tickets tickets,
            JobStore jobs,
            LogEvents log,
            MailTransport smtp,
            OutboundClient client,
            UnaryOperator<URI> route,
            InstantSource clock) {
        this.mails = mails;
        this.composer = composer;
        this.tickets = tickets;
        this.jobs = jobs;
        this.log = log;
        this.smtp = smtp;
        this.http = new HttpTransport(client, clock, route);
        this.clock = clock;
    }

    @Override
    public String name() {
        return "mail";
    }

    @Override
    public List<String> items(Transaction tx) {
        return mails.anyDue(tx, clock.instant()) ? List.of(OUTBOX) : List.of();
    }

    @Override
    public Duration run(WorkRun run) {
        Optional<Mail> next = run.read(tx -> mails.nextDue(tx, clock.instant()));
        next.ifPresent(mail -> attempt(run, mail));
        return next.isPresent() ? Duration.ZERO : Duration.ofMillis(500);
    }

    private void attempt(WorkRun run, Mail mail) {
        try {
            if (mail.toPhone() ? call(run, mail) : deliver(run, mail)) {
                run.write(tx -> {
                    mails.delete(tx, mail);
                    finish(tx, mail, Job.Status.COMPLETED);
                    return true;
                });
            } else {
                run.write(tx -> {
                    mails.keep(tx, mail, clock.instant());
                    finish(tx, mail, Job.Status.COMPLETED);
                    return true;
                });
            }
        } catch (UndeliveredException e) {
            if (e.isPermanent() || mail.attempts() + 1 >= MAX_ATTEMPTS) {
                giveUp(run, mail, String.valueOf(e.getMessage()));
            } else {
                tryAgain(run, mail);
            }
        } catch (InvalidTemplateException e) {
            giveUp(run, mail, "the template " + mail.template() + " cannot be rendered: " + e.getMessage());
        } catch (Rejection e) {
            giveUp(run, mail, String.valueOf(e.getMessage()));
        }
    }

    /** Renders a mail and sends it by the tenant's provider; false when it has none, and the mail is for the inbox. */
    private boolean deliver(WorkRun run, Mail mail) throws UndeliveredException {
        MailContext mailContext = run.read(tx -> composer.read(tx, mail))
                .orElseThrow(() -> new UndeliveredException("the user is gone", true));
        if (mail.template().equals(EmailTemplate.VERIFY_EMAIL) && !mail.json().has("url")) {
            addLink(run, mail, mailContext);
        }
        composer.render(mail, mailContext);
        Optional<EmailProvider> provider = mailContext.provider().filter(this::sends);
        if (provider.isPresent()) {
            transport(provider.get()).send(provider.get(), mail);
        }
        return provider.isPresent();
    }

    /** Sends a message to a phone by the tenant's provider; false when it has none, and the message is for the inbox. */
    private boolean call(WorkRun run, Mail message) throws UndeliveredException {
        String wanted = message.text("provider_id", "");
        Optional<PhoneProvider> provider = run.read(tx -> composer.phoneProvider(tx, wanted));
        if (provider.isEmpty()) {
            message.json().put("subject", "Message to " + message.to());
            message.json().put("html", "<p>" + Html.escaped(message.text("body", "")) + "</p>");
            return false;
        }
        try {
            http.call(Twilio.request(provider.get(), message));
        } catch (IllegalArgumentException e) {
            throw new UndeliveredException("the settings of the phone provider make no call", true);
        }
        return true;
    }

    /** A provider that is an action is not run here: its mails go to the inbox. */
    private boolean sends(EmailProvider provider) {
        return provider.name().equals("smtp") || http.knows(provider.name());
    }

    private MailTransport transport(EmailProvider provider) {
        return provider.name().equals("smtp") ? smtp : http;
    }

    /** The link is kept, so that another attempt sends the same. */
    private void addLink(WorkRun run, Mail mail, MailContext mailContext) {
        ObjectNode wanted = JsonNodeFactory.instance.objectNode().put("user_id", mail.userId());
        for (String member : new String[] {"identity", "client_id", "organization_id"}) {
            if (mail.json().has(member)) {
                wanted.set(member, mail.json().get(member));
            }
        }
        String resultUrl = composer.resultUrl(mailContext);
        if (!resultUrl.isEmpty()) {
            wanted.put("result_url", resultUrl);
        }
        mailContext.template().ifPresent(template -> wanted.put("ttl_sec", template.number("urlLifetimeInSeconds", 0)));
        wanted.put(
                "includeEmailInRedirect",
                mailContext
                        .template()
                        .map(template -> template.at("includeEmailInRedirect").asBoolean(true))
                        .orElse(true));
        run.write(tx -> {
            mail.json().put("url", tickets.verifyEmail(tx, wanted));
            mails.postpone(tx, mail, mail.attempts(), clock.instant());
            return true;
        });
    }

    private void tryAgain(WorkRun run, Mail mail) {
        int attempts = mail.attempts() + 1;
        Instant due = clock.instant().plus(BACKOFF.after(attempts));
        run.write(tx -> {
            mails.postpone(tx, mail, attempts, due);
            return true;
        });
    }

    private void giveUp(WorkRun run, Mail mail, String reason) {
        ObjectNode event = JsonNodeFactory.instance.objectNode();
        event.put("description", "The mail " + mail.template() + " could not be delivered: " + reason);
        event.put("connection", mail.text("connection", ""));
        event.put("client_id", mail.text("client_id"));
        event.put("user_id", mail.userId());
        ObjectNode details = event.putObject("details");
        details.put("template", mail.template()).put("to", mail.to()).put("attempts", mail.attempts() + 1);
        details.put("error", reason);
        run.write(tx -> {
            mails.delete(tx, mail);
            log.append(tx, "fn", event);
            finish(tx, mail, Job.Status.FAILED);
            return true;
        });
    }

    private void finish(Transaction tx, Mail mail, Job.Status status) {
        String jobId = mail.jobId();
        if (jobId != null) {
            jobs.finish(tx, jobId, status);
        }
    }
}
