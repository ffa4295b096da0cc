package dev.gatehouse.server.management.customdomains;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gatehouse.server.ApiTest;
import dev.gatehouse.server.configuration.Setting;
import dev.gatehouse.server.customdomain.NameServer;
import dev.gatehouse.server.outbound.HttpsSink;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** Custom domains as DNS and HTTPS have them: a name server and a site on loopback, really asked. */
class VerifiedDomainsTest extends ApiTest {
    private final NameServer dns = new NameServer();
    private final HttpsSink site = new HttpsSink(directory());

    private static Path directory() {
        try {
            return Files.createTempDirectory("authority");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    protected Map<Setting, String> settings() {
        return Map.of(
                Setting.DOMAIN,
                "tenant.example:" + site.port(),
                Setting.OUTGOING_ADDRESSES,
                "127.0.0.0/8,::1",
                Setting.OUTGOING_CERTIFICATES,
                site.authority().toString(),
                Setting.DNS_SERVER,
                dns.address());
    }

    @AfterAll
    void closeBoth() {
        dns.close();
        site.close();
    }

    private String added(String domain) {
        return "/custom-domains/"
                + post("/custom-domains", "{'domain': '" + domain + "', 'type': 'auth0_managed_certs'}")
                        .expect(201)
                        .text("/custom_domain_id");
    }

    private void verify(String path, String domain) {
        dns.alias(domain, get(path).text("/verification/methods/0/record"));
        JsonNode verified = post(path + "/verify", "{}").expect(200).json();
        assertThat(verified.path("status").asText()).isEqualTo("ready");
    }

    @Test
    void isVerifiedByItsRecord() {
        String path = added("login.shop.example");
        assertThat(post(path + "/verify", "{}").text("/status")).isEqualTo("pending_verification");
        assertThat(get(path).text("/verification/status")).isEqualTo("failed");

        dns.alias("login.shop.example", "elsewhere.example");
        assertThat(post(path + "/verify", "{}").text("/status")).isEqualTo("pending_verification");

        verify(path, "login.shop.example");
        assertThat(get(path).text("/verification/status")).isEqualTo("verified");
    }

    @Test
    void isTestedByTheKeysThatItLeadsTo() {
        String path = added("localhost");
        verify(path, "localhost");
        String keys =
                tenant().root().get("/.well-known/jwks.json").expect(200).json().toString();

        site.responding(exchange -> HttpsSink.respond(exchange, 200, keys));
        assertThat(post(path + "/test", "{}"))
                .hasToString("200 {\"success\":true,\"message\":\"The domain leads to this tenant\"}");

        String elsewhere = "200 {\"success\":false,\"message\":\"The domain does not lead to this tenant\"}";
        site.responding(exchange -> HttpsSink.respond(exchange, 503, keys));
        assertThat(post(path + "/test", "{}")).hasToString(elsewhere);
        site.responding(exchange -> HttpsSink.respond(exchange, 200, "{\"keys\":[]}"));
        assertThat(post(path + "/test", "{}")).hasToString(elsewhere);
        site.responding(exchange -> HttpsSink.respond(exchange, 200, "<html>"));
        assertThat(post(path + "/test", "{}")).hasToString(elsewhere);
    }

    @Test
    void tellsWhyADomainCannotBeReached() {
        String path = added("unknown.invalid");
        verify(path, "unknown.invalid");

        JsonNode result = post(path + "/test", "{}").expect(200).json();
        assertThat(result.path("success").asBoolean()).isFalse();
        assertThat(result.path("message").asText()).contains("unknown.invalid");
    }
}
