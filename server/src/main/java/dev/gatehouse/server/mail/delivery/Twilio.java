package dev.gatehouse.server.mail.delivery;

import dev.gatehouse.server.branding.PhoneProvider;
import dev.gatehouse.server.mail.Mail;
import dev.gatehouse.server.outbound.OutboundRequest;
import dev.gatehouse.server.page.Html;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Twilio: https://www.twilio.com/docs/messaging/api/message-resource#create-a-message-resource and
 * https://www.twilio.com/docs/voice/api/call-resource#create-a-call-resource
 */
final class Twilio {
    private Twilio() {}

    static OutboundRequest request(PhoneProvider provider, Mail message) {
        boolean voice = message.text("delivery_method", "text").equals("voice");
        String account = provider.text("configuration/sid", "");
        Map<String, String> form = new LinkedHashMap<>();
        form.put("To", message.to());
        String from = message.text("from", "");
        String service = provider.text("configuration/mssid", "");
        if (!voice && from.isEmpty() && !service.isEmpty()) {
            form.put("MessagingServiceSid", service);
        } else {
            form.put("From", from.isEmpty() ? provider.text("configuration/default_from", "") : from);
        }
        String text = message.text("body", "");
        form.put(voice ? "Twiml" : "Body", voice ? "<Response><Say>" + Html.escaped(text) + "</Say></Response>" : text);
        String url = "https://api.twilio.com/2010-04-01/Accounts/" + URLEncoder.encode(account, StandardCharsets.UTF_8)
                + (voice ? "/Calls.json" : "/Messages.json");
        String credentials = account + ":" + provider.text("credentials/auth_token", "");
        return MailApis.form(url, form)
                .with(
                        "authorization",
                        "Basic " + Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8)));
    }
}
