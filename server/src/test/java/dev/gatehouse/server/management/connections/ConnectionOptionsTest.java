package dev.gatehouse.server.management.connections;

import static dev.gatehouse.server.store.Json.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gatehouse.server.ApiTest;
import dev.gatehouse.server.TestTenant;
import dev.gatehouse.server.certificate.CertificateIssuer;
import dev.gatehouse.server.certificate.Certificates;
import dev.gatehouse.server.certificate.SelfSigned;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What each strategy makes of the options that are sent. */
class ConnectionOptionsTest extends ApiTest {
    private final AtomicInteger made = new AtomicInteger();

    private JsonNode create(String strategy, String options) {
        return post(
                        "/connections",
                        "{'name': 'c%d', 'strategy': '%s', 'options': %s}"
                                .formatted(made.incrementAndGet(), strategy, options))
                .expect(201)
                .json();
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '`', textBlock = """
            amazon;        {'scope': 'profile'};                  `Payload validation error: 'Expected type array but found type string' on property options.scope (The scopes that the provider is asked for; they follow from the switches and freeform_scopes where any is set.).`
            auth0;         {'mfa': {'active': 'yes'}};            `Payload validation error: 'Expected type boolean but found type string' on property options.mfa.active (Whether they may; true by default.).`
            email;         {'email': {'to': 'x'}};                `Payload validation error: 'Additional properties not allowed: to' on property options.email (The message with the code or the link.).`
            github;        {'gist': 'yes'};                       `Payload validation error: 'Expected type boolean but found type string' on property options.gist (Whether the provider is asked for the scope gist.).`
            oauth2;        {'scope': 1};                          `Payload validation error: 'Expected type string,array,null but found type integer' on property options.scope (The scopes that the provider is asked for, as a list or with spaces between.).`
            oidc;          {};                                    options.client_id is required
            oidc;          {'client_id': 'c', 'type': 'sideways'}; `Payload validation error: 'Invalid value "sideways"\' on property options.type (Whether tokens come by the token endpoint or with the redirect; front_channel by default.).`
            okta;          {'client_id': 'c', 'type': 'front_channel'}; `Payload validation error: 'Invalid value "front_channel"\' on property options.type (How tokens come: always by the token endpoint.).`
            pingfederate;  {};                                    options.pingFederateBaseUrl is required
            samlp;         {'signSAMLRequest': 'yes'};            `Payload validation error: 'Expected type boolean but found type string' on property options.signSAMLRequest (Whether requests are signed; true by default.).`
            sms;           {'provider': 'pigeon'};                `Payload validation error: 'Invalid value "pigeon"\' on property options.provider (Who delivers messages; twilio by default.).`
            waad;          {'client_id': ''};                     options.client_id is required
            waad;          {'client_id': 'c', 'identity_api': 'v3'}; The identity_api property contains an invalid value. Valid values are 'azure-active-directory-v1.0', 'microsoft-identity-platform-v2.0'
            """)
    void refusesWhatTheStrategyDoesNotTake(String strategy, String options, String message) {
        assertThat(post(
                        "/connections",
                        "{'name': 'refused', 'strategy': '%s', 'options': %s}".formatted(strategy, options)))
                .hasToString(refusal(400, message, "invalid_body"));
    }

    /** The same option means one thing to one strategy, another or nothing to the next. */
    @Test
    void holdsAChangeToTheStrategyOfTheConnection() {
        String google =
                "/connections/" + create("google-oauth2", "{}").path("id").asText();
        String facebook = "/connections/" + create("facebook", "{}").path("id").asText();
        String asText = "{'options': {'scope': 'email'}}";

        patch(facebook, asText).expect(200);
        assertThat(patch(google, asText))
                .hasToString(refusal(
                        400,
                        "Payload validation error: 'Expected type array but found type string' on property options.scope"
                                + " (The scopes that the provider is asked for; they follow from the switches and"
                                + " freeform_scopes where any is set.).",
                        "invalid_body"));
        assertThat(get(google).json().at("/options/scope")).hasToString("[\"email\",\"profile\"]");
        patch(google, "{'options': {'signSAMLRequest': 'of no meaning here'}}").expect(200);
        patch(google, "{'options': null}").expect(200);
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '`', textBlock = """
            email;         {};                        {'brute_force_protection': true}
            email;         {'brute_force_protection': false}; {'brute_force_protection': false}
            facebook;      {};                        {'scope': ''}
            google-oauth2; {};                        {'email': true, 'profile': true, 'scope': ['email', 'profile']}
            google-oauth2; {'email': false};          {'email': false, 'profile': true, 'scope': ['profile']}
            google-oauth2; {'contacts': true};        {'contacts': true, 'email': true, 'profile': true, 'scope': ['https://www.google.com/m8/feeds', 'email', 'profile']}
            line;          {'email': true};           {'email': true, 'profile': true, 'scope': ['openid', 'email', 'profile']}
            linkedin;      {};                        {'profile': true, 'scope': ['r_basicprofile']}
            linkedin;      {'strategy_version': 2};   {'strategy_version': 2, 'profile': true, 'scope': ['r_liteprofile']}
            github;        {'scope': ['own']};        {'scope': ['own']}
            github;        {'read_user': true, 'email': true, 'gist': false}; {'read_user': true, 'email': true, 'gist': false, 'scope': ['read:user', 'user:email']}
            github;        {'follow': true, 'freeform_scopes': ['own']}; {'follow': true, 'freeform_scopes': ['own'], 'scope': ['user:follow', 'own']}
            facebook;      {'email': true, 'public_profile': true}; {'email': true, 'public_profile': true, 'scope': 'email,public_profile'}
            apple;         {'name': true, 'email': true}; {'name': true, 'email': true, 'scope': 'name email'}
            apple;         {};                        {}
            paypal;        {'email': true};           {'email': true, 'scope': ['openid', 'email']}
            twitter;       {'tweet_read': true};      {'tweet_read': true, 'scope': ['tweet.read']}
            windowslive;   {'basic': true};           {'basic': true, 'signin': true, 'scope': ['wl.basic', 'wl.signin']}
            windowslive;   {'strategy_version': 2, 'graph_user': true, 'mail_send': true}; {'strategy_version': 2, 'graph_user': true, 'mail_send': true, 'signin': true, 'scope': ['User.Read', 'Mail.Send']}
            google-oauth2; {'drive_readonly': true, 'profile': false, 'email': true}; {'drive_readonly': true, 'profile': false, 'email': true, 'scope': ['https://www.googleapis.com/auth/drive.readonly', 'email']}
            pingfederate;  {'pingFederateBaseUrl': 'https://ping.example/'}; {'pingFederateBaseUrl': 'https://ping.example/', 'signInEndpoint': 'https://ping.example/'}
            pingfederate;  {'pingFederateBaseUrl': 'https://a', 'signInEndpoint': 'https://b'}; {'pingFederateBaseUrl': 'https://a', 'signInEndpoint': 'https://b'}
            """)
    void completes(String strategy, String sent, String expected) {
        assertThat(create(strategy, sent).path("options")).isEqualTo(json(expected));
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '`', textBlock = """
            {'adfs_server': 'https://adfs.example/FederationMetadata/2007-06/FederationMetadata.xml'}; https://adfs.example/adfs/ls/
            {'adfs_server': 'https://adfs.example', 'signInEndpoint': 'https://own.example'};          https://own.example
            {'fedMetadataXml': '<fed:PassiveRequestorEndpoint><EndpointReference><wsa:Address>https://passive.example/</wsa:Address></x>'}; https://passive.example/
            """)
    void findsWhereAdfsSignsIn(String sent, String expected) {
        assertThat(create("adfs", sent).at("/options/signInEndpoint").asText()).isEqualTo(expected);
    }

    @Test
    void knowsTheEndpointsOfOkta() {
        JsonNode options = create("okta", "{'client_id': 'c', 'domain': 'x.okta.com', 'token_endpoint': null}")
                .path("options");

        assertThat(options.at("/oidc_metadata/jwks_uri").asText()).isEqualTo("https://x.okta.com/oauth2/v1/keys");
        assertThat(options.path("token_endpoint").asText()).isEqualTo("https://x.okta.com/oauth2/v1/token");
        assertThat(options.path("type").asText()).isEqualTo("back_channel");
    }

    @Test
    void derivesTheEndpointsOfOktaThatWereNotSent() {
        JsonNode created = create(
                "okta",
                "{'client_id': 'c', 'domain': 'x.okta.com', 'authorization_endpoint': 'https://own.example', 'token_endpoint': null}");
        JsonNode changed = patch(
                        "/connections/" + created.path("id").asText(),
                        "{'options': {'client_id': 'c', 'domain': 'y.okta.com'}}")
                .expect(200)
                .json();

        assertThat(created.at("/options/authorization_endpoint").asText()).isEqualTo("https://own.example");
        assertThat(created.at("/options/token_endpoint").asText()).isEqualTo("https://x.okta.com/oauth2/v1/token");
        assertThat(changed.at("/options/authorization_endpoint").asText())
                .isEqualTo("https://y.okta.com/oauth2/v1/authorize");
        assertThat(changed.at("/options/userinfo_endpoint").asText())
                .isEqualTo("https://y.okta.com/oauth2/v1/userinfo");
    }

    @Test
    void keepsTheMetadataThatIsSent() {
        JsonNode options = create("oidc", "{'client_id': 'c', 'oidc_metadata': {'issuer': 'https://op.example'}}")
                .path("options");

        assertThat(options.path("oidc_metadata")).isEqualTo(json("""
                {'issuer': 'https://op.example', 'claims_parameter_supported': false, 'request_parameter_supported': false,
                 'request_uri_parameter_supported': false, 'require_request_uri_registration': false}
                """));
    }

    @Test
    void readsTheCertificateOfASamlProvider() {
        Instant start = Instant.parse("2026-01-01T00:00:00Z");
        SelfSigned signed = new CertificateIssuer(start).selfSigned("idp.example", Duration.ofDays(1));
        String pem = Certificates.pem(signed.certificate()).replace("\r", "");

        JsonNode options = create("samlp", "{'signingCert': '" + pem.replace("\n", "\\n") + "'}")
                .path("options");

        assertThat(options.path("cert").asText()).isEqualTo(pem);
        assertThat(options.path("expires").asText()).isEqualTo("2026-01-02T00:00:00.000Z");
        assertThat(options.at("/thumbprints/0").asText()).matches("[0-9a-f]{40}");
        assertThat(options.path("subject")).isEqualTo(json("{'commonName': 'idp.example'}"));
    }

    @Test
    void completesTheAttributesOfADatabase() {
        JsonNode options = create("auth0", "{'attributes': {'email': {'identifier': {'active': true}}}}")
                .path("options");

        assertThat(options.at("/attributes/email")).isEqualTo(json("""
                {'identifier': {'active': true}, 'verification_method': 'link', 'unique': true}
                """));
    }

    @Test
    void tellsADirectoryWhereItIsSetUp() {
        JsonNode waad = create("waad", "{'client_id': 'c', 'domain': 'contoso.example'}");
        JsonNode samlp = create("samlp", "{}");

        assertThat(waad.at("/options/app_domain").asText()).isEqualTo(TestTenant.DOMAIN);
        assertThat(waad.path("display_name")).isEqualTo(waad.path("name"));
        assertThat(samlp.has("display_name")).isFalse();
        for (JsonNode connection : new JsonNode[] {waad, samlp}) {
            String strategy = connection.path("strategy").asText();
            assertThat(connection.path("show_as_button").asBoolean(true)).isFalse();
            assertThat(connection.path("provisioning_ticket_url").asText())
                    .matches("https://" + TestTenant.DOMAIN + "/p/" + strategy + "/[A-Za-z0-9]{8}");
        }
    }
}
