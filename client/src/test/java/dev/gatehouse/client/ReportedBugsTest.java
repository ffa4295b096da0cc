package dev.gatehouse.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.gatehouse.client.error.MalformedResponseException;
import dev.gatehouse.client.error.RateLimitException;
import dev.gatehouse.client.http.RateLimit;
import dev.gatehouse.client.model.ClientUpdate;
import dev.gatehouse.client.model.Organization;
import dev.gatehouse.client.model.OrganizationQuery;
import dev.gatehouse.client.page.Page;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What users of other SDKs reported and no other test covers; {@code docs/client/public-reports.md} lists the reports. */
class ReportedBugsTest extends ClientTest {
    private static final ScriptedResponse OBJECT = ScriptedResponse.ok("{}");

    @Test
    void aRateLimitWithoutABodyIsARateLimit() {
        server.answers(ScriptedResponse.empty(429));
        ManagementClient client = client(options().token("static").maxRetries(0));

        RateLimitException refusal = catchThrowableOfType(RateLimitException.class, () -> client.getUser("auth0|1"));

        assertThat(refusal).hasMessage("GET /api/v2/users/auth0%7C1 returned 429: the response has no message");
        assertThat(refusal.rateLimit()).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"x-ratelimit-", "X-RateLimit-"})
    void theRateLimitIsReadFromHeadersInAnyCase(String prefix) {
        server.answers(ScriptedResponse.json(429, "{}")
                .header(prefix + "Limit", "10")
                .header(prefix + "Remaining", "0")
                .header(prefix + "Reset", "1700000000"));
        ManagementClient client = client(options().token("static").maxRetries(0));

        RateLimitException refusal = catchThrowableOfType(RateLimitException.class, () -> client.getUser("auth0|1"));

        assertThat(refusal.rateLimit()).isEqualTo(new RateLimit(10, 0, Instant.ofEpochSecond(1_700_000_000)));
    }

    @Test
    void anEmptyListIsSent() {
        server.answers(OBJECT);

        client().updateClient("c1", new ClientUpdate().callbacks(List.of()));

        assertThat(server.calls().get(0).body()).isEqualTo("{\"callbacks\":[]}");
    }

    /** {@code %3A} that is part of an id is not the server's to decode. */
    @Test
    void anIdIsSentAsItIs() {
        server.answers(OBJECT, ScriptedResponse.ok("[]"));
        ManagementClient client = client();

        client.getUser("oauth2|siwe|eip155%3A5%3A0xD7");
        client.users().getByEmail("foo+bar@example.com");

        assertThat(server.calls())
                .extracting(ReceivedRequest::line)
                .containsExactly(
                        "GET /api/v2/users/oauth2%7Csiwe%7Ceip155%253A5%253A0xD7",
                        "GET /api/v2/users-by-email?email=foo%2Bbar%40example.com");
    }

    @Test
    void aTokenThatEndsBetweenPagesIsReplaced() {
        server.answers(
                ScriptedResponse.ok("{\"organizations\":[{\"id\":\"org_1\"}],\"next\":\"c1\"}"),
                ScriptedResponse.json(401, "{\"statusCode\":401,\"message\":\"Expired token\"}"),
                ScriptedResponse.ok("{\"organizations\":[{\"id\":\"org_2\"}]}"));

        Page<Organization> first = client(credentials()).organizations().getAll(new OrganizationQuery().take(1));

        assertThat(first).extracting(Organization::id).containsExactly("org_1", "org_2");
        assertThat(server.tokenRequests()).hasSize(2);
    }

    /** A batch that failed goes on where it stopped, in another process. */
    @Test
    void aListGoesOnFromACursorThatWasKept() {
        server.answers(
                ScriptedResponse.ok("{\"organizations\":[{\"id\":\"org_1\"}],\"next\":\"c1\"}"),
                ScriptedResponse.ok("{\"organizations\":[{\"id\":\"org_2\"}]}"));
        ManagementClient client = client();

        String kept = client.organizations()
                .getAll(new OrganizationQuery().take(1))
                .cursor()
                .orElseThrow();

        assertThat(client.organizations().getAll(new OrganizationQuery().take(1).from(kept)))
                .extracting(Organization::id)
                .containsExactly("org_2");
        assertThat(server.calls().get(1).line()).isEqualTo("GET /api/v2/organizations?take=1&from=c1");
    }

    @Test
    void aResponseThatCannotBeReadLeavesTheConnectionToTheNextCall() {
        ManagementClient client =
                client(options().token("static").maxConcurrentRequests(1).maxRetries(0));
        for (int i = 0; i < 20; i++) {
            server.answers(ScriptedResponse.json(200, "{\"id\":"));

            assertThat(catchThrowableOfType(MalformedResponseException.class, () -> client.getRole("rol_1")))
                    .isNotNull();
        }
        server.answers(ScriptedResponse.ok("{\"id\":\"rol_1\"}"));

        assertThat(client.getRole("rol_1").id()).isEqualTo("rol_1");
    }
}
