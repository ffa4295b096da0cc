package dev.gatehouse.server.management.eventstreams;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.server.ApiTest;
import dev.gatehouse.server.store.StoredJson;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class EventSubscriptionsTest extends ApiTest {
    /** A subscriber that reads one message after the other. */
    private final class Subscription implements AutoCloseable {
        private final HttpResponse<InputStream> response;
        private final BufferedReader lines;

        Subscription(String query) throws Exception {
            response = tenant().http()
                    .send(
                            HttpRequest.newBuilder(URI.create(tenant().base() + "/api/v2/events" + query))
                                    .header("authorization", "Bearer " + tenant().token("read:events"))
                                    .build(),
                            BodyHandlers.ofInputStream());
            assertThat(response.statusCode()).isEqualTo(200);
            assertThat(response.headers().firstValue("content-type")).hasValue("text/event-stream");
            lines = new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8));
        }

        /** The next message; the test's time-out ends a wait that is in vain. */
        JsonNode next() throws IOException {
            String event = "";
            while (true) {
                String line = lines.readLine();
                if (line.startsWith("event: ")) {
                    event = line.substring(7);
                } else if (line.startsWith("data: ")) {
                    ObjectNode data = StoredJson.object(line.substring(6));
                    assertThat(data.path("type").asText()).isEqualTo(event);
                    return data;
                }
            }
        }

        /** The next event. */
        JsonNode event() throws IOException {
            JsonNode message = next();
            while (message.path("type").asText().equals("offset-only")) {
                message = next();
            }
            return message;
        }

        @Override
        public void close() throws IOException {
            response.body().close();
        }
    }

    private String user(String name) {
        return post(
                        "/users",
                        "{'connection': 'Username-Password-Authentication', 'email': '" + name
                                + "@example.com', 'password': 'correct-Horse-9'}")
                .expect(201)
                .text("/user_id");
    }

    @Test
    void tellsOfUsersFromThenOn() throws Exception {
        user("before");
        try (Subscription subscription = new Subscription("")) {
            assertThat(subscription.next().path("type").asText()).isEqualTo("offset-only");
            String id = user("ada");
            JsonNode created = subscription.event();
            assertThat(created.path("type").asText()).isEqualTo("user.created");
            assertThat(created.at("/event/data/object/user_id").asText()).isEqualTo(id);
            assertThat(created.at("/event/type").asText()).isEqualTo("user.created");
            assertThat(created.at("/event/a0stream").asText()).startsWith("est_");
            assertThat(created.at("/event/a0tenant").asText()).isEqualTo("tenant");
            delete("/users/" + id.replace("|", "%7C")).expect(204);
            assertThat(subscription.event().path("type").asText()).isEqualTo("user.deleted");
        }
    }

    @Test
    void goesOnAfterAnOffset() throws Exception {
        List<String> ids = new ArrayList<>();
        String offset;
        try (Subscription subscription = new Subscription("?event_type=user.created")) {
            subscription.next();
            for (int i = 0; i < 3; i++) {
                ids.add(user("resumed" + i));
            }
            offset = subscription.event().path("offset").asText();
        }
        ids.add(user("missed"));
        try (Subscription again = new Subscription("?event_type=user.created&from=" + offset)) {
            assertThat(again.next().path("offset").asText()).isEqualTo(offset);
            for (String id : ids.subList(1, 4)) {
                assertThat(again.event().at("/event/data/object/user_id").asText())
                        .isEqualTo(id);
            }
        }
    }

    @Test
    void tellsOfTheTypesThatAreAskedFor() throws Exception {
        try (Subscription subscription =
                new Subscription("?event_type=organization.member.added&event_type=organization.deleted")) {
            subscription.next();
            String user = user("member");
            String organization =
                    post("/organizations", "{'name': 'observed'}").expect(201).text("/id");
            post("/organizations/" + organization + "/members", "{'members': ['" + user + "']}")
                    .expect(204);
            delete("/organizations/" + organization).expect(204);
            JsonNode added = subscription.event();
            assertThat(added.path("type").asText()).isEqualTo("organization.member.added");
            assertThat(added.at("/event/data/object"))
                    .hasToString("{\"organization\":{\"id\":\"" + organization
                            + "\",\"name\":\"observed\"},\"user\":{\"user_id\":\"" + user + "\"}}");
            assertThat(subscription.event().path("type").asText()).isEqualTo("organization.deleted");
        }
    }

    @Test
    void endsWithTheToken() throws Exception {
        try (Subscription subscription = new Subscription("")) {
            subscription.next();
            tenant().clock().moveBy(Duration.ofHours(25));
            JsonNode last = subscription.event();
            assertThat(last.at("/error/code").asText()).isEqualTo("timeout");
            assertThat(last.at("/error/offset").asText()).isNotEmpty();
            assertThat(subscription.lines.readLine()).isEmpty();
            assertThat(subscription.lines.readLine()).isNull();
        }
        tenant().forgetTokens();
    }

    @Test
    void refusesAnOffsetThatIsNoneOrNoLongerKept() {
        assertThat(get("/events?from=yesterday"))
                .hasToString(
                        "400 {\"statusCode\":400,\"error\":\"Bad Request\",\"message\":\"Query validation error: 'Not the"
                                + " offset of any event' on property from.\",\"errorCode\":\"invalid_query_string\"}");
        assertThat(get("/events?from=1000000"))
                .hasToString(
                        "410 {\"statusCode\":410,\"error\":\"Gone\",\"message\":\"The events after this offset are no"
                                + " longer kept.\",\"errorCode\":\"cursor_expired\"}");
        get("/events?from_timestamp=tomorrow").expect(400);
        tenant().caller("read:users").get("/events").expect(403);
    }
}
