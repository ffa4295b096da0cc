package dev.gatehouse.server.management.guardian;

import static dev.gatehouse.server.store.Json.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.server.ApiResponse;
import dev.gatehouse.server.ApiTest;
import dev.gatehouse.server.guardian.EnrollmentTickets;
import dev.gatehouse.server.identifier.Identifiers;
import java.security.SecureRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GuardianTest extends ApiTest {
    private String user(String name) {
        return post(
                        "/users",
                        "{'connection': 'Username-Password-Authentication', 'email': '" + name
                                + "@x.example', 'password': 'Secret-42!'}")
                .expect(201)
                .text("/user_id");
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '`', nullValues = "-", textBlock = """
            GET;    /factors/sms/providers/apns;       -;                              404; Not Found;            -
            GET;    /factors/email/settings;           -;                              404; Not Found;            -
            GET;    /enrollments/dev_none;             -;                              404; Enrollment not found; enrollment_not_found
            DELETE; /enrollments/dev_none;             -;                              404; Enrollment not found; enrollment_not_found
            POST;   /enrollments/ticket;               {'user_id': 'auth0|none'};      404; The user does not exist.; inexistent_user
            PUT;    /factors/webauthn-roaming/settings; {'ikey': 'x'};                 400; Payload validation error: 'Additional properties not allowed: ikey'.; invalid_body
            """)
    void refuses(String method, String path, @Nullable String body, int status, String message, @Nullable String code) {
        assertThat(send(method, "/guardian" + path, body)).hasToString(refusal(status, message, code));
    }

    @ParameterizedTest
    @CsvSource({
        "sms",
        "push-notification",
        "otp",
        "email",
        "duo",
        "webauthn-roaming",
        "webauthn-platform",
        "recovery-code"
    })
    void switchesFactors(String name) {
        assertThat(put("/guardian/factors/" + name, "{'enabled': true}").json()).isEqualTo(json("{'enabled': true}"));
        assertThat(enabled(name)).isTrue();
        put("/guardian/factors/" + name, "{'enabled': false}").expect(200);
        assertThat(enabled(name)).isFalse();
    }

    private boolean enabled(String name) {
        for (var factor : get("/guardian/factors").expect(200).json()) {
            if (factor.path("name").asText().equals(name)) {
                return factor.path("enabled").asBoolean();
            }
        }
        throw new AssertionError("no factor " + name);
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '`', textBlock = """
            phone/selected-provider; {'provider': 'auth0'};                        {'provider': 'twilio'}
            phone/message-types;     {'message_types': []};                        {'message_types': ['voice']}
            push-notification/selected-provider; {'provider': 'guardian'};         {'provider': 'sns'}
            webauthn-platform/settings; {'overrideRelyingParty': false};           {'overrideRelyingParty': true, 'relyingPartyIdentifier': 'x.example'}
            duo/settings;            {};                                           {'host': 'h', 'ikey': 'i', 'skey': 's'}
            """)
    void keepsSettings(String path, String initial, String changed) {
        assertThat(get("/guardian/factors/" + path).expect(200).json()).isEqualTo(json(initial));
        assertThat(put("/guardian/factors/" + path, changed).expect(200).json()).isEqualTo(json(changed));
        assertThat(get("/guardian/factors/" + path).json()).isEqualTo(json(changed));
    }

    @Test
    void takesSmsAndPhoneForOneFactor() {
        assertThat(get("/guardian/factors/sms/providers/twilio")).hasToString("200 {}");
        put("/guardian/factors/sms/providers/twilio", "{'from': '+1', 'sid': 's', 'auth_token': 't'}")
                .expect(200);
        assertThat(get("/guardian/factors/phone/providers/twilio").json())
                .isEqualTo(json("{'from': '+1', 'sid': 's', 'auth_token': 't', 'messaging_service_sid': null}"));
        put("/guardian/factors/phone/templates", "{'enrollment_message': 'e', 'verification_message': 'v'}")
                .expect(200);
        assertThat(get("/guardian/factors/sms/templates").text("/verification_message"))
                .isEqualTo("v");
    }

    @Test
    void neverShowsTheCredentialsOfPushServices() {
        String push = "/guardian/factors/push-notification/providers/";
        assertThat(get(push + "apns")).hasToString("200 {}");
        assertThat(put(push + "apns", "{'bundle_id': 'b', 'p12': 'AAAA', 'sandbox': true}")
                        .json())
                .isEqualTo(json("{'bundle_id': 'b', 'sandbox': true}"));
        assertThat(get(push + "apns").json()).isEqualTo(json("{'bundle_id': 'b', 'sandbox': true, 'enabled': true}"));
        patch(push + "apns", "{'sandbox': false}").expect(200);
        assertThat(get(push + "apns").json()).isEqualTo(json("{'bundle_id': 'b', 'sandbox': false, 'enabled': true}"));

        assertThat(put(push + "fcm", "{'server_key': 'k'}")).hasToString("200 {}");
        assertThat(put(push + "fcmv1", "{'server_credentials': 'k'}")).hasToString("200 {}");

        assertThat(put(push + "sns", "{'aws_access_key_id': 'a', 'aws_secret_access_key': 's'}")
                        .text("/aws_secret_access_key"))
                .isEqualTo("s");
        assertThat(get(push + "sns").json().has("aws_secret_access_key")).isFalse();
    }

    @Test
    void keepsPolicies() {
        assertThat(get("/guardian/policies")).hasToString("200 []");
        assertThat(put("/guardian/policies", "['all-applications']")).hasToString("200 [\"all-applications\"]");
        assertThat(get("/guardian/policies")).hasToString("200 [\"all-applications\"]");
        assertThat(put("/guardian/policies", "[]")).hasToString("200 []");
    }

    @Test
    void readsAndDeletesEnrollments() {
        String user = user("ann").replace("|", "%7C");
        post(
                        "/users/" + user + "/authentication-methods",
                        "{'type': 'phone', 'name': 'Mine', 'phone_number': '+44207183875044'}")
                .expect(201);
        String id = get("/users/" + user + "/enrollments").expect(200).text("/0/id");

        ApiResponse read = get("/guardian/enrollments/" + id).expect(200);
        assertThat(read.text("/status")).isEqualTo("confirmed");
        assertThat(read.text("/phone_number")).endsWith("5044").doesNotContain("207183");
        assertThat(delete("/guardian/enrollments/" + id)).hasToString("204");
        assertThat(get("/guardian/enrollments/" + id).status()).isEqualTo(404);
        assertThat(get("/users/" + user + "/enrollments")).hasToString("200 []");
    }

    @Test
    void makesTicketsToEnroll() {
        ApiResponse ticket = post("/guardian/enrollments/ticket", "{'user_id': '" + user("bob") + "', 'factor': 'otp'}")
                .expect(200);
        assertThat(ticket.text("/ticket_id")).matches("[A-Za-z0-9]{32}");
        assertThat(ticket.text("/ticket_url")).endsWith("/mfa/enrollment?ticket=" + ticket.text("/ticket_id"));
    }

    @Test
    void redeemsATicketOnceAndInTime() {
        String body = "{'user_id': '" + user("cid") + "'}";
        String first = post("/guardian/enrollments/ticket", body).text("/ticket_id");
        String late = post("/guardian/enrollments/ticket", body).text("/ticket_id");

        assertThat(redeems("unknown")).isFalse();
        assertThat(redeems(first)).isTrue();
        assertThat(redeems(first)).isFalse();
        tenant().clock().moveBy(EnrollmentTickets.LIFETIME);
        tenant().forgetTokens();
        assertThat(redeems(late)).isFalse();
    }

    private boolean redeems(String secret) {
        EnrollmentTickets tickets =
                new EnrollmentTickets(tenant().documents(), new Identifiers(new SecureRandom()), tenant().clock());
        AtomicBoolean redeemed = new AtomicBoolean();
        tenant().run(tx -> redeemed.set(tickets.redeem(tx, secret).isPresent()));
        return redeemed.get();
    }
}
