package dev.gatehouse.server.mail.delivery;

import dev.gatehouse.server.mail.EmailProvider;
import dev.gatehouse.server.mail.Mail;
import dev.gatehouse.server.outbound.OutboundClient;
import dev.gatehouse.server.outbound.OutboundException;
import dev.gatehouse.server.outbound.OutboundRequest;
import dev.gatehouse.server.outbound.OutboundResponse;
import java.net.URI;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.function.UnaryOperator;

/** Sends by the HTTP API of a provider. Thread-safe. */
final class HttpTransport implements MailTransport {
    private static final int MAX_EXCERPT = 200;

    private final OutboundClient client;
    private final InstantSource clock;
    private final UnaryOperator<URI> route;
    private final Map<String, MailApi> apis = Map.of(
            "sendgrid", MailApis::sendgrid,
            "mailgun", MailApis::mailgun,
            "mandrill", MailApis::mandrill,
            "sparkpost", MailApis::sparkpost,
            "resend", MailApis::resend,
            "ses", AmazonSes::request,
            "azure_cs", AzureCommunication::request,
            "ms365", this::microsoft365);

    /**
     * @param route where a call goes in place of the provider's own address: for tests
     */
    HttpTransport(OutboundClient client, InstantSource clock, UnaryOperator<URI> route) {
        this.client = client;
        this.clock = clock;
        this.route = route;
    }

    /** Whether the provider of that name has an API here. */
    boolean knows(String name) {
        return apis.containsKey(name);
    }

    @Override
    public void send(EmailProvider provider, Mail mail) throws UndeliveredException {
        MailApi api = apis.get(provider.name());
        if (api == null) {
            throw new UndeliveredException("no mail can be sent by " + provider.name(), true);
        }
        try {
            call(api.request(provider, mail, clock.instant()));
        } catch (IllegalArgumentException e) {
            // A domain, a region or an endpoint that makes no URL, a key that is no header.
            throw new UndeliveredException("the settings of the provider make no call", true);
        }
    }

    /**
     * Makes a call that succeeds.
     *
     * @throws UndeliveredException when it does not; permanent unless the provider may answer otherwise later (RFC 9110 §15.5,
     *     §15.6)
     */
    OutboundResponse call(OutboundRequest request) throws UndeliveredException {
        OutboundRequest routed = new OutboundRequest(
                request.method(),
                route.apply(request.uri()),
                request.headers(),
                request.body(),
                request.deadline(),
                request.maximumResponse());
        OutboundResponse response;
        try {
            response = client.send(routed);
        } catch (OutboundException e) {
            throw new UndeliveredException(String.valueOf(e.getMessage()), false);
        }
        if (!response.isSuccess()) {
            int status = response.status();
            boolean passing = status == 408 || status == 429 || status >= 500;
            String text = response.text();
            throw new UndeliveredException(
                    "the provider answered " + status + ": " + text.substring(0, Math.min(text.length(), MAX_EXCERPT)),
                    !passing);
        }
        return response;
    }

    private OutboundRequest microsoft365(EmailProvider provider, Mail mail, Instant now) throws UndeliveredException {
        return Microsoft365.mail(Microsoft365.token(call(Microsoft365.tokenRequest(provider))), mail);
    }
}
