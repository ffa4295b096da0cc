package dev.gatehouse.server.mail.delivery;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.server.mail.EmailProvider;
import dev.gatehouse.server.mail.Mail;
import dev.gatehouse.server.outbound.OutboundRequest;
import dev.gatehouse.server.store.StoredJson;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** The APIs that take a key and one request. */
final class MailApis {
    private static final String JSON = "application/json";
    private static final String FORM = "application/x-www-form-urlencoded";

    private MailApis() {}

    static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    /** A POST of JSON. */
    static OutboundRequest json(String url, ObjectNode body) {
        return OutboundRequest.post(
                URI.create(url), JSON, StoredJson.write(body).getBytes(StandardCharsets.UTF_8));
    }

    /** A POST of a form. */
    static OutboundRequest form(String url, Map<String, String> fields) {
        String body = fields.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        return OutboundRequest.post(URI.create(url), FORM, body.getBytes(StandardCharsets.UTF_8));
    }

    /** https://www.twilio.com/docs/sendgrid/api-reference/mail-send/mail-send */
    static OutboundRequest sendgrid(EmailProvider provider, Mail mail, Instant now) {
        FromAddress sender = FromAddress.parse(mail.from());
        ObjectNode body = object();
        body.withArrayProperty("personalizations")
                .addObject()
                .putArray("to")
                .addObject()
                .put("email", mail.to());
        ObjectNode from = body.putObject("from").put("email", sender.address());
        if (!sender.name().isEmpty()) {
            from.put("name", sender.name());
        }
        body.put("subject", mail.subject());
        body.putArray("content").addObject().put("type", "text/html").put("value", mail.html());
        return json("https://api.sendgrid.com/v3/mail/send", body)
                .with("authorization", "Bearer " + provider.credential("api_key"));
    }

    /** https://documentation.mailgun.com/docs/mailgun/api-reference/send/mailgun/messages */
    static OutboundRequest mailgun(EmailProvider provider, Mail mail, Instant now) {
        String host = provider.credential("region").equals("eu") ? "api.eu.mailgun.net" : "api.mailgun.net";
        Map<String, String> form = new LinkedHashMap<>();
        form.put("from", mail.from());
        form.put("to", mail.to());
        form.put("subject", mail.subject());
        form.put("html", mail.html());
        String key = Base64.getEncoder()
                .encodeToString(("api:" + provider.credential("api_key")).getBytes(StandardCharsets.UTF_8));
        String domain = URLEncoder.encode(provider.credential("domain"), StandardCharsets.UTF_8);
        return form("https://" + host + "/v3/" + domain + "/messages", form).with("authorization", "Basic " + key);
    }

    /** https://mailchimp.com/developer/transactional/api/messages/send-new-message */
    static OutboundRequest mandrill(EmailProvider provider, Mail mail, Instant now) {
        FromAddress sender = FromAddress.parse(mail.from());
        ObjectNode body = object().put("key", provider.credential("api_key"));
        ObjectNode message = body.putObject("message").put("html", mail.html()).put("subject", mail.subject());
        message.put("from_email", sender.address()).put("from_name", sender.name());
        message.putArray("to").addObject().put("email", mail.to()).put("type", "to");
        if (provider.at("settings/message/view_content_link").isBoolean()) {
            message.put("view_content_link", provider.flag("settings/message/view_content_link"));
        }
        return json("https://mandrillapp.com/api/1.0/messages/send.json", body);
    }

    /** https://developers.sparkpost.com/api/transmissions */
    static OutboundRequest sparkpost(EmailProvider provider, Mail mail, Instant now) {
        FromAddress sender = FromAddress.parse(mail.from());
        String host = provider.credential("region").equals("eu") ? "api.eu.sparkpost.com" : "api.sparkpost.com";
        ObjectNode body = object();
        ObjectNode content =
                body.putObject("content").put("subject", mail.subject()).put("html", mail.html());
        content.putObject("from").put("email", sender.address()).put("name", sender.name());
        body.putArray("recipients").addObject().putObject("address").put("email", mail.to());
        return json("https://" + host + "/api/v1/transmissions", body)
                .with("authorization", provider.credential("api_key"));
    }

    /** https://resend.com/docs/api-reference/emails/send-email */
    static OutboundRequest resend(EmailProvider provider, Mail mail, Instant now) {
        ObjectNode body =
                object().put("from", mail.from()).put("subject", mail.subject()).put("html", mail.html());
        body.putArray("to").add(mail.to());
        return json("https://api.resend.com/emails", body)
                .with("authorization", "Bearer " + provider.credential("api_key"))
                .with("idempotency-key", mail.id());
    }
}
