package dev.gatehouse.server.mail.delivery;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.server.mail.EmailProvider;
import dev.gatehouse.server.mail.Mail;
import dev.gatehouse.server.outbound.OutboundRequest;
import dev.gatehouse.server.outbound.OutboundResponse;
import dev.gatehouse.server.store.StoreException;
import dev.gatehouse.server.store.StoredJson;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** Microsoft 365: https://learn.microsoft.com/graph/api/user-sendmail, with a token of the tenant's application. */
final class Microsoft365 {
    private Microsoft365() {}

    /** https://learn.microsoft.com/entra/identity-platform/v2-oauth2-client-creds-grant-flow */
    static OutboundRequest tokenRequest(EmailProvider provider) {
        Map<String, String> form = new LinkedHashMap<>();
        form.put("grant_type", "client_credentials");
        form.put("client_id", provider.credential("clientId"));
        form.put("client_secret", provider.credential("clientSecret"));
        form.put("scope", "https://graph.microsoft.com/.default");
        return MailApis.form(
                "https://login.microsoftonline.com/" + segment(provider.credential("tenantId")) + "/oauth2/v2.0/token",
                form);
    }

    static String token(OutboundResponse response) throws UndeliveredException {
        try {
            return StoredJson.read(response.text()).path("access_token").asText();
        } catch (StoreException e) {
            throw new UndeliveredException("the provider answered no token", false);
        }
    }

    static OutboundRequest mail(String token, Mail mail) {
        ObjectNode body = MailApis.object().put("saveToSentItems", false);
        ObjectNode message = body.putObject("message").put("subject", mail.subject());
        message.putObject("body").put("contentType", "HTML").put("content", mail.html());
        message.putArray("toRecipients").addObject().putObject("emailAddress").put("address", mail.to());
        String sender = segment(FromAddress.parse(mail.from()).address());
        return MailApis.json("https://graph.microsoft.com/v1.0/users/" + sender + "/sendMail", body)
                .with("authorization", "Bearer " + token);
    }

    private static String segment(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
