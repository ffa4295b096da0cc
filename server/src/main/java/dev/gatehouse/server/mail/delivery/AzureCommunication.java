package dev.gatehouse.server.mail.delivery;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.server.mail.EmailProvider;
import dev.gatehouse.server.mail.Mail;
import dev.gatehouse.server.outbound.OutboundRequest;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.Locale;
import java.util.UUID;

/** Azure Communication Services: https://learn.microsoft.com/rest/api/communication/email/email/send, signed by its access key. */
final class AzureCommunication {
    private static final String PATH = "/emails:send?api-version=2023-03-31";
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern(
                    "EEE, dd MMM uuuu HH:mm:ss 'GMT'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private AzureCommunication() {}

    static OutboundRequest request(EmailProvider provider, Mail mail, Instant now) {
        String connection = provider.credential("connectionString");
        URI endpoint = URI.create(part(connection, "endpoint="));
        byte[] key = Base64.getDecoder().decode(part(connection, "accesskey="));
        ObjectNode body = MailApis.object()
                .put("senderAddress", FromAddress.parse(mail.from()).address());
        body.putObject("content").put("subject", mail.subject()).put("html", mail.html());
        body.putObject("recipients").putArray("to").addObject().put("address", mail.to());
        OutboundRequest request = MailApis.json("https://" + endpoint.getRawAuthority() + PATH, body);
        String time = TIME.format(now);
        String hash = Base64.getEncoder().encodeToString(Digests.sha256(request.body()));
        // https://learn.microsoft.com/rest/api/communication/authentication
        String toSign = "POST\n" + PATH + "\n" + time + ";" + endpoint.getRawAuthority() + ";" + hash;
        String signature = Base64.getEncoder().encodeToString(Digests.hmac(key, toSign));
        return request.with("x-ms-date", time)
                .with("x-ms-content-sha256", hash)
                .with("operation-id", operation(mail.id()))
                .with(
                        "authorization",
                        "HMAC-SHA256 SignedHeaders=x-ms-date;host;x-ms-content-sha256&Signature=" + signature);
    }

    private static String part(String connection, String name) {
        for (String each : connection.split(";")) {
            if (each.regionMatches(true, 0, name, 0, name.length())) {
                return each.substring(name.length());
            }
        }
        throw new IllegalArgumentException("a connection string without " + name);
    }

    /** A UUID that is the same at every attempt, so that a mail is sent once. */
    private static String operation(String id) {
        return UUID.nameUUIDFromBytes(id.getBytes(StandardCharsets.UTF_8)).toString();
    }
}
