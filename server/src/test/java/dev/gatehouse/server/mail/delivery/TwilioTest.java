package dev.gatehouse.server.mail.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.server.branding.PhoneProvider;
import dev.gatehouse.server.mail.Mail;
import dev.gatehouse.server.outbound.OutboundRequest;
import dev.gatehouse.server.store.StoredJson;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class TwilioTest {
    private static OutboundRequest request(String configuration, String message) {
        return Twilio.request(
                new PhoneProvider(StoredJson.object(("{'name': 'twilio', 'credentials': {'auth_token': 'token'},"
                                + " 'configuration': {'sid': 'AC1', " + configuration + "}}")
                        .replace('\'', '"'))),
                new Mail("mail_1", "", Instant.EPOCH, 0, StoredJson.object(message.replace('\'', '"'))));
    }

    private static String body(OutboundRequest request) {
        return new String(request.body(), StandardCharsets.UTF_8);
    }

    @Test
    void sendsTextFromTheServiceOrTheNumber() {
        String message = "{'to': '+15550100', 'body': 'Code 1 & 2', 'delivery_method': 'text'%s}";
        OutboundRequest service = request("'mssid': 'MG1', 'default_from': '+15550199'", message.formatted(""));

        assertThat(service.uri()).hasToString("https://api.twilio.com/2010-04-01/Accounts/AC1/Messages.json");
        assertThat(service.headers()).containsEntry("authorization", "Basic QUMxOnRva2Vu");
        assertThat(body(service)).isEqualTo("To=%2B15550100&MessagingServiceSid=MG1&Body=Code+1+%26+2");
        assertThat(body(request("'default_from': '+15550199'", message.formatted(""))))
                .isEqualTo("To=%2B15550100&From=%2B15550199&Body=Code+1+%26+2");
        assertThat(body(request("'mssid': 'MG1'", message.formatted(", 'from': 'Shop'"))))
                .isEqualTo("To=%2B15550100&From=Shop&Body=Code+1+%26+2");
    }

    @Test
    void hasAVoiceReadItOut() {
        OutboundRequest call = request(
                "'mssid': 'MG1', 'default_from': '+15550199'",
                "{'to': '+15550100', 'body': 'Code <1>', 'delivery_method': 'voice'}");

        assertThat(call.uri()).hasToString("https://api.twilio.com/2010-04-01/Accounts/AC1/Calls.json");
        assertThat(body(call))
                .isEqualTo("To=%2B15550100&From=%2B15550199&Twiml=%3CResponse%3E%3CSay%3ECode+%26lt%3B1%26gt%3B"
                        + "%3C%2FSay%3E%3C%2FResponse%3E");
    }
}
