package dev.gatehouse.server.login.emailverification;

import dev.gatehouse.server.http.Endpoint;
import dev.gatehouse.server.http.Request;
import dev.gatehouse.server.http.Response;
import dev.gatehouse.server.login.LoginPages;
import dev.gatehouse.server.login.TicketResult;
import dev.gatehouse.server.login.Visitor;
import dev.gatehouse.server.mail.Outbox;
import dev.gatehouse.server.store.Database;
import dev.gatehouse.server.tenant.Tenant;
import dev.gatehouse.server.tenant.Tenants;
import dev.gatehouse.server.ticket.EmailVerification;
import dev.gatehouse.server.ticket.InvalidTicketException;
import dev.gatehouse.server.ticket.Purpose;
import dev.gatehouse.server.ticket.Ticket;

/**
 * {@code GET /u/email-verification}: verifies the address that the ticket is for. A HEAD, by which mail programs probe links,
 * and what a browser fetches in advance verify nothing.
 */
public final class EmailVerificationPage implements Endpoint {
    /** Where it is. */
    public static final String PATH = Purpose.VERIFY_EMAIL.path();

    private static final String VERIFIED = "Your email was verified. You can continue using the application.";

    private final Tenants tenants;
    private final Database database;
    private final LoginPages pages;
    private final EmailVerification verification;
    private final Outbox outbox;

    public EmailVerificationPage(
            Tenants tenants, Database database, LoginPages pages, EmailVerification verification, Outbox outbox) {
        this.tenants = tenants;
        this.database = database;
        this.pages = pages;
        this.verification = verification;
        this.outbox = outbox;
    }

    @Override
    public Response handle(Request request) {
        Tenant tenant = tenants.byHost(request.host());
        if (request.headOnly() || isPrefetch(request)) {
            return pages.style(tenant)
                    .page("Verify your email", "<p class=\"lead\">Open this link to verify your address.</p>")
                    .response(200);
        }
        try {
            String secret = LoginPages.ticket(request);
            Ticket used = database.write(tenant, tx -> {
                Ticket ticket =
                        verification.verify(tx, secret, Visitor.of(request).members());
                outbox.welcome(tx, ticket);
                return ticket;
            });
            TicketResult result = new TicketResult(true, "success", VERIFIED, used);
            return pages.end(tenant, 200, "Email verified", result);
        } catch (InvalidTicketException e) {
            TicketResult result =
                    new TicketResult(false, e.reason().code(), String.valueOf(e.getMessage()), e.ticket());
            return pages.end(tenant, 400, "Email not verified", result);
        }
    }

    private static boolean isPrefetch(Request request) {
        String purpose = request.header("sec-purpose");
        return purpose != null && purpose.startsWith("prefetch");
    }
}
