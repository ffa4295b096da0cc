package dev.gatehouse.server.management.eventstreams;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gatehouse.server.ApiTest;
import dev.gatehouse.server.configuration.Setting;
import dev.gatehouse.server.outbound.HttpsSink;
import dev.gatehouse.server.store.StoredJson;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(120)
class EventStreamsTest extends ApiTest {
    private static final String NONE = "/event-streams/est_0000000000000000000000";

    private final List<String> streams = new ArrayList<>();
    private final HttpsSink sink = new HttpsSink();

    @Override
    protected Map<Setting, String> settings() {
        return Map.of(
                Setting.OUTGOING_ADDRESSES,
                "127.0.0.1",
                Setting.OUTGOING_CERTIFICATES,
                sink.authority().toString());
    }

    @AfterAll
    void stop() {
        sink.close();
    }

    @BeforeEach
    void reset() {
        sink.responding(200);
        sink.received().clear();
    }

    /** Streams of one test are told nothing in the next one. */
    @AfterEach
    void deleteStreams() {
        streams.forEach(stream -> delete(stream));
        streams.clear();
    }

    private String webhook(String name) {
        String stream = "/event-streams/"
                + post(
                                "/event-streams",
                                "{'name': '" + name + "', 'subscriptions': [{'event_type': 'user.created'}],"
                                        + " 'destination': {'type': 'webhook', 'configuration': {'webhook_endpoint': '"
                                        + sink.base() + "/hook', 'webhook_authorization': {'method': 'bearer', 'token':"
                                        + " 'a-secret-token'}}}}")
                        .expect(201)
                        .text("/id");
        streams.add(stream);
        return stream;
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '`', textBlock = """
            GET;   ``;
            PATCH; ``;                                      {'name': 'a'}
            GET;   /deliveries;
            GET;   /deliveries/evt_0000000000000000000000;
            POST;  /redeliver;                              {}
            POST;  /redeliver/evt_0000000000000000000000;
            POST;  /test;                                   {'event_type': 'user.created'}
            GET;   /stats;
            """)
    void refusesAnUnknownStream(String method, String path, @Nullable String body) {
        assertThat(send(method, NONE + path, body))
                .hasToString(refusal(404, "The requested stream does not exist.", null));
    }

    @Test
    void keepsStreams() {
        String stream = webhook("kept");

        assertThat(get(stream).text("/status")).isEqualTo("enabled");
        assertThat(get(stream).toString() + get("/event-streams") + get("/logs"))
                .doesNotContain("a-secret-token");
        patch(stream, "{'name': 'renamed'}").expect(200);
        assertThat(get("/event-streams").toString()).contains("renamed");
        delete(stream).expect(204);
        delete(stream).expect(204);
        assertThat(get(stream)).hasToString(refusal(404, "The requested stream does not exist.", null));
    }

    @Test
    void namesWhatADestinationLacks() {
        assertThat(post("/event-streams", "{'destination': {'type': 'webhook', 'configuration': {}}}"))
                .hasToString(refusal(
                        400,
                        "Payload validation error: 'Missing required property: webhook_authorization' on property"
                                + " destination.configuration (A webhook that events are posted to.). (also)"
                                + " Payload validation error: 'Missing required property: webhook_endpoint' on property"
                                + " destination.configuration (A webhook that events are posted to.).",
                        "invalid_body"));
        assertThat(post(
                                "/event-streams",
                                "{'destination': {'type': 'eventbridge', 'configuration':"
                                        + " {'aws_account_id': '123456789012', 'aws_region': 'us-east-2'}}}")
                        .expect(201)
                        .text("/destination/configuration/aws_partner_event_source"))
                .startsWith("aws.partner/auth0.com/tenant.example-")
                .endsWith("/auth0.events");
    }

    @Test
    void deliversAnEventToItsWebhook() throws InterruptedException {
        String stream = webhook("delivered");

        String id = post(stream + "/test", "{'event_type': 'user.created'}")
                .expect(202)
                .text("/id");

        HttpsSink.Received received = sink.received().poll(20, TimeUnit.SECONDS);
        assertThat(received).isNotNull();
        assertThat(received.method() + " " + received.path()).isEqualTo("POST /hook");
        assertThat(received.header("authorization")).isEqualTo("Bearer a-secret-token");
        JsonNode event = StoredJson.read(received.body());
        assertThat(event.path("id").asText()).isEqualTo(id);
        assertThat(event.path("type").asText()).isEqualTo("user.created");
        assertThat(event.path("a0purpose").asText()).isEqualTo("test");
        assertThat(event.at("/data/object/email").asText()).isEqualTo("sample@example.com");
        assertThat(total(stream, 0, 1)).isOne();
        assertThat(get(stream + "/deliveries").json().path("deliveries")).isEmpty();
    }

    @Test
    void deliversWhatHappensToUsersToThoseWhoWantIt() throws InterruptedException {
        String stream = webhook("users");
        patch(stream, "{'subscriptions': [{'event_type': 'user.created'}, {'event_type': 'user.deleted'}]}")
                .expect(200);

        String user = post(
                        "/users",
                        "{'connection': 'Username-Password-Authentication', 'email': 'eve@example.com',"
                                + " 'password': 'a long password of hers 1'}")
                .expect(201)
                .text("/user_id");
        String path = "/users/" + user.replace("|", "%7C");
        patch(path, "{'nickname': 'changed'}").expect(200);
        delete(path).expect(204);

        JsonNode created = next(user);
        assertThat(created.path("type").asText()).isEqualTo("user.created");
        assertThat(created.at("/data/object/email").asText()).isEqualTo("eve@example.com");
        assertThat(created.has("a0purpose")).isFalse();
        assertThat(next(user).path("type").asText()).isEqualTo("user.deleted");

        patch(stream, "{'status': 'disabled'}").expect(200);
        post(
                        "/users",
                        "{'connection': 'Username-Password-Authentication', 'email': 'mallory@example.com',"
                                + " 'password': 'a long password of hers 1'}")
                .expect(201);
        assertThat(sink.received().poll(2, TimeUnit.SECONDS)).isNull();
    }

    /** The next event about a user: streams of other tests may want it, too. */
    private JsonNode next(String user) throws InterruptedException {
        while (true) {
            HttpsSink.Received received = sink.received().poll(20, TimeUnit.SECONDS);
            assertThat(received).isNotNull();
            JsonNode event = StoredJson.read(received.body());
            if (event.at("/data/object/user_id").asText().equals(user)) {
                return event;
            }
        }
    }

    @Test
    void keepsWhatFailedAndDeliversItAgain() throws InterruptedException {
        sink.responding(500);
        String stream = webhook("failing");
        String id = post(stream + "/test", "{'event_type': 'user.created', 'data': {'object': {'user_id': 'a|1'}}}")
                .expect(202)
                .text("/id");

        assertThat(total(stream, 1, 1)).isOne();
        JsonNode delivery = get(stream + "/deliveries/" + id).expect(200).json();
        assertThat(delivery.path("status").asText()).isEqualTo("failed");
        assertThat(delivery.path("attempts")).hasSize(4);
        assertThat(delivery.at("/attempts/0/error_message").asText()).isEqualTo("the webhook responded 500");
        assertThat(get(stream + "/deliveries?event_types=user.created,user.updated&take=5")
                        .text("/deliveries/0/id"))
                .isEqualTo(id);
        assertThat(get(stream + "/deliveries?event_types=user.deleted").json().path("deliveries"))
                .isEmpty();

        sink.responding(200);
        sink.received().clear();
        assertThat(post(stream + "/redeliver/" + id, "")).hasToString("202 {}");

        HttpsSink.Received received = sink.received().poll(20, TimeUnit.SECONDS);
        assertThat(received).isNotNull();
        assertThat(StoredJson.read(received.body()).at("/data/object/user_id").asText())
                .isEqualTo("a|1");
        assertThat(total(stream, 0, 1)).isOne();
        assertThat(get(stream + "/deliveries/" + id))
                .hasToString(refusal(404, "The requested delivery does not exist.", null));
    }

    /** A total of the statistics, once it is as great as wanted. */
    private int total(String stream, int metric, int wanted) throws InterruptedException {
        int total = 0;
        for (int i = 0; i < 200 && total < wanted; i++) {
            Thread.sleep(100);
            total = get(stream + "/stats")
                    .json()
                    .at("/metrics/" + metric + "/window_total")
                    .asInt();
        }
        return total;
    }
}
