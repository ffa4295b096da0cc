package dev.gatehouse.server.mail.delivery;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.server.mail.EmailProvider;
import dev.gatehouse.server.mail.Mail;
import dev.gatehouse.server.outbound.OutboundRequest;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;

/** Amazon SES: https://docs.aws.amazon.com/ses/latest/APIReference-V2/API_SendEmail.html, signed by version 4. */
final class AmazonSes {
    private static final String PATH = "/v2/email/outbound-emails";
    private static final String SIGNED = "content-type;host;x-amz-date";
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

    private AmazonSes() {}

    static OutboundRequest request(EmailProvider provider, Mail mail, Instant now) {
        ObjectNode body = MailApis.object().put("FromEmailAddress", mail.from());
        body.putObject("Destination").putArray("ToAddresses").add(mail.to());
        ObjectNode simple = body.putObject("Content").putObject("Simple");
        simple.putObject("Subject").put("Data", mail.subject()).put("Charset", "UTF-8");
        simple.putObject("Body").putObject("Html").put("Data", mail.html()).put("Charset", "UTF-8");
        String set = provider.text("settings/message/configuration_set_name", "");
        if (!set.isEmpty()) {
            body.put("ConfigurationSetName", set);
        }
        String host = "email." + provider.credential("region") + ".amazonaws.com";
        return signed(MailApis.json("https://" + host + PATH, body), host, provider, TIME.format(now));
    }

    /** https://docs.aws.amazon.com/IAM/latest/UserGuide/create-signed-request.html */
    private static OutboundRequest signed(OutboundRequest request, String host, EmailProvider provider, String time) {
        String date = time.substring(0, 8);
        String scope = date + "/" + provider.credential("region") + "/ses/aws4_request";
        String canonical = String.join(
                "\n",
                "POST",
                PATH,
                "",
                "content-type:" + request.headers().get("content-type"),
                "host:" + host,
                "x-amz-date:" + time,
                "",
                SIGNED,
                hex(Digests.sha256(request.body())));
        String toSign = String.join(
                "\n", "AWS4-HMAC-SHA256", time, scope, hex(Digests.sha256(canonical.getBytes(StandardCharsets.UTF_8))));
        byte[] key = ("AWS4" + provider.credential("secretAccessKey")).getBytes(StandardCharsets.UTF_8);
        for (String part : scope.split("/")) {
            key = Digests.hmac(key, part);
        }
        return request.with("x-amz-date", time)
                .with(
                        "authorization",
                        "AWS4-HMAC-SHA256 Credential=" + provider.credential("accessKeyId") + "/" + scope
                                + ", SignedHeaders=" + SIGNED + ", Signature=" + hex(Digests.hmac(key, toSign)));
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }
}
