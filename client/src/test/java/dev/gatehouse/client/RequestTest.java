package dev.gatehouse.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.gatehouse.client.http.ApiResponse;
import dev.gatehouse.client.http.RateLimit;
import dev.gatehouse.client.model.ConnectionQuery;
import dev.gatehouse.client.model.RoleUpdate;
import dev.gatehouse.client.model.UserQuery;
import dev.gatehouse.client.model.UserUpdate;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RequestTest extends ClientTest {
    private static final ScriptedResponse OBJECT = ScriptedResponse.ok("{}");

    @Test
    void sendsWhatTheApiExpects() {
        server.answers(OBJECT);

        client().updateRole("rol_1", new RoleUpdate().name("\u00e9\"\\\n").description(null));

        ReceivedRequest request = server.calls().get(0);
        assertThat(request.line()).isEqualTo("PATCH /api/v2/roles/rol_1");
        assertThat(request.headers())
                .containsEntry("authorization", "Bearer static")
                .containsEntry("content-type", "application/json")
                .containsEntry("accept", "application/json");
        assertThat(request.body()).isEqualTo("{\"name\":\"\u00e9\\\"\\\\\\n\",\"description\":null}");
    }

    @ParameterizedTest
    @CsvSource({
        "auth0|a b/c, auth0%7Ca%20b%2Fc",
        "a?b#c&d=e, a%3Fb%23c%26d%3De",
        "a+b@c:d;e, a%2Bb%40c%3Ad%3Be",
        "100%, 100%25",
        "!'()*~-._, !'()*~-._",
        "j\u00fcrgen\u20ac\ud83d\ude00, j%C3%BCrgen%E2%82%AC%F0%9F%98%80",
        "..%2F.., ..%252F..",
        "..., ...",
    })
    void encodesThePath(String id, String encoded) {
        server.answers(OBJECT);

        client().getUser(id);

        assertThat(server.calls().get(0).line()).isEqualTo("GET /api/v2/users/" + encoded);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", ".."})
    void refusesWhatWouldBeAnotherPath(String id) {
        ManagementClient client = client();

        assertThatIllegalArgumentException()
                .isThrownBy(() -> client.getUser(id))
                .withMessage("id of users.get must be a name, and is '" + id + "'");
        assertThat(server.calls()).isEmpty();
    }

    @Test
    void encodesTheQuery() {
        server.answers(
                ScriptedResponse.ok("[]"),
                ScriptedResponse.ok("[]"),
                ScriptedResponse.ok("[]"),
                ScriptedResponse.empty(204));
        ManagementClient client = client();

        client.getUsers(new UserQuery()
                .q("name:\"a & b\" AND x:+1*")
                .sort("created_at:1")
                .includeTotals(true));
        client.getConnections(new ConnectionQuery()
                .strategy(List.of("auth0", "google-oauth2"))
                .perPage(7));
        client.getUsersByEmail("a+b@example.com");
        client.connections().deleteUserByEmail("con_1", "a&b=c@example.com");

        assertThat(server.calls())
                .extracting(ReceivedRequest::line)
                .containsExactly(
                        "GET /api/v2/users?q=name%3A%22a%20%26%20b%22%20AND%20x%3A%2B1*&sort=created_at%3A1"
                                + "&include_totals=true",
                        "GET /api/v2/connections?strategy=auth0%2Cgoogle-oauth2&per_page=7",
                        "GET /api/v2/users-by-email?email=a%2Bb%40example.com",
                        "DELETE /api/v2/connections/con_1/users?email=a%26b%3Dc%40example.com");
    }

    @Test
    void sendsParametersItDoesNotKnow() {
        server.answers(ScriptedResponse.ok("[]"));
        UserQuery query = new UserQuery().page(1);
        query.set("brand_new", List.of(1, true));
        query.set("page", null);

        client().getUsers(query);

        assertThat(server.calls().get(0).line()).isEqualTo("GET /api/v2/users?brand_new=1%2Ctrue");
    }

    @Test
    void sendsExactlyTheMembersThatWereSet() {
        server.answers(OBJECT, OBJECT);

        client().updateUser("auth0|1", new UserUpdate());
        client().updateUser(
                        "auth0|1",
                        new UserUpdate()
                                .nickname(null)
                                .blocked(false)
                                .userMetadata(Map.of("depth", List.of(1, 2.50, Map.of())))
                                .with("brand_new", Instant.EPOCH));

        assertThat(server.calls())
                .extracting(ReceivedRequest::body)
                .containsExactly(
                        "{}",
                        "{\"nickname\":null,\"blocked\":false,\"user_metadata\":{\"depth\":[1,2.5,{}]},"
                                + "\"brand_new\":\"1970-01-01T00:00:00Z\"}");
    }

    @Test
    void sendsOneMemberAlone() {
        server.answers(OBJECT, OBJECT, OBJECT);
        ManagementClient client = client();

        client.updateUserMetadata("auth0|1", Map.of("address", "1 Street"));
        client.users().updateAppMetadata("auth0|1", Map.of());
        client.async().updateAppMetadata("auth0|1", Map.of("plan", 2)).join();

        assertThat(server.calls())
                .extracting(call -> call.line() + " " + call.body())
                .containsExactly(
                        "PATCH /api/v2/users/auth0%7C1 {\"user_metadata\":{\"address\":\"1 Street\"}}",
                        "PATCH /api/v2/users/auth0%7C1 {\"app_metadata\":{}}",
                        "PATCH /api/v2/users/auth0%7C1 {\"app_metadata\":{\"plan\":2}}");
    }

    @Test
    void sendsHeadersOfYoursWithCallsAndTokenRequests() {
        server.answers(OBJECT);

        client(credentials().header("X-Gateway", "1").header("x-gateway", "2").header("User-Agent", "mine/1"))
                .getUser("auth0|1");

        assertThat(List.of(server.calls().get(0), server.tokenRequests().get(0)))
                .allSatisfy(request -> assertThat(request.headers())
                        .containsEntry("x-gateway", "2")
                        .containsEntry("user-agent", "mine/1"));
    }

    @Test
    void saysWhichClientItIs() {
        server.answers(OBJECT);

        client().getUser("auth0|1");

        String header = server.calls().get(0).headers().getOrDefault("auth0-client", "");
        assertThat(new String(Base64.getDecoder().decode(header), StandardCharsets.UTF_8))
                .matches(
                        "\\{\"name\":\"gatehouse-java\",\"version\":\"\\d+\\.\\d+\\.\\d+[^\"]*\",\"env\":\\{\"java\":\"\\d+\"}}");
    }

    @Test
    void doesNotSayWhichClientItIsWhenThatIsSwitchedOff() {
        server.answers(OBJECT);

        client(options().token("static").telemetry(false)).getUser("auth0|1");

        assertThat(server.calls().get(0).headers()).doesNotContainKey("auth0-client");
    }

    @Test
    void showsAnswersToWhoeverAsks() {
        server.answers(
                ScriptedResponse.json(429, "{}").header("retry-after", "1"),
                ScriptedResponse.ok("{\"id\":\"rol_1\"}")
                        .header("X-RateLimit-Limit", "10")
                        .header("X-RateLimit-Remaining", "9")
                        .header("X-RateLimit-Reset", "1772366400"),
                ScriptedResponse.json(404, "{}"),
                OBJECT);
        ManagementClient client = client();
        List<ApiResponse> seen = new ArrayList<>();

        client.onResponse(seen::add).getRole("rol_1");
        client.async()
                .onResponse(seen::add)
                .getRole("rol_2")
                .exceptionally(e -> null)
                .join();
        client.getRole("rol_3");

        assertThat(seen).extracting(ApiResponse::status).containsExactly(200, 404);
        assertThat(seen.get(0).header("x-ratelimit-limit")).isEqualTo("10");
        assertThat(seen.get(0).header("absent")).isNull();
        assertThat(RateLimit.of(seen.get(0))).isEqualTo(new RateLimit(10, 9, Instant.parse("2026-03-01T12:00:00Z")));
        assertThat(RateLimit.of(seen.get(1))).isNull();
    }
}
