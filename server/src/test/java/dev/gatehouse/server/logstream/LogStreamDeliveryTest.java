package dev.gatehouse.server.logstream;

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
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** From an event in the log to a sink on this machine. */
@Timeout(120)
class LogStreamDeliveryTest extends ApiTest {
    private final HttpsSink sink = new HttpsSink();
    private final List<String> streams = new ArrayList<>();
    private int number;

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

    /** Streams of one test send nothing to the next one. */
    @AfterEach
    void deleteStreams() throws InterruptedException {
        streams.forEach(id -> delete("/log-streams/" + id));
        Thread.sleep(1_000);
        sink.received().clear();
        sink.responding(200);
    }

    private String stream(String members, String sinkMembers) {
        String id = post(
                        "/log-streams",
                        "{'type':'http'," + members + "'sink':{'httpEndpoint':'" + sink.base() + "/in'," + sinkMembers
                                + "}}")
                .expect(200)
                .text("/id");
        streams.add(id);
        return id;
    }

    private String role() {
        String name = "role " + number++;
        post("/roles", "{'name':'" + name + "'}").expect(200);
        return name;
    }

    private HttpsSink.Received received() throws InterruptedException {
        HttpsSink.Received received = sink.received().poll(20, TimeUnit.SECONDS);
        assertThat(received).as("what the sink was sent").isNotNull();
        return received;
    }

    /** The names of the roles that were created, in the order in which the sink was told so. */
    private List<String> roles(int count) throws InterruptedException {
        List<String> names = new ArrayList<>();
        while (names.size() < count) {
            names.addAll(roles(received().body()));
        }
        return names;
    }

    private static List<String> roles(String lines) {
        return lines.lines()
                .map(line -> StoredJson.object(line).at("/data/details/request/body/name"))
                .filter(JsonNode::isTextual)
                .map(JsonNode::asText)
                .filter(name -> name.startsWith("role "))
                .toList();
    }

    @Test
    void sendsEventsAsLinesInTheirOrder() throws InterruptedException {
        stream(
                "",
                "'httpContentFormat':'JSONLINES','httpContentType':'application/x-ndjson',"
                        + "'httpAuthorization':'Bearer secret','httpCustomHeaders':[{'header':'x-a','value':'b'}]");
        List<String> made = IntStream.range(0, 30).mapToObj(i -> role()).toList();

        HttpsSink.Received first = received();
        List<String> names = new ArrayList<>(roles(first.body()));
        names.addAll(roles(made.size() - names.size()));

        assertThat(names).isEqualTo(made);
        assertThat(first.method() + " " + first.path()).isEqualTo("POST /in");
        assertThat(first.header("content-type")).isEqualTo("application/x-ndjson");
        assertThat(first.header("authorization")).isEqualTo("Bearer secret");
        assertThat(first.header("x-a")).isEqualTo("b");
        JsonNode event = StoredJson.object(first.body().lines().findFirst().orElseThrow());
        assertThat(event.path("log_id").asText())
                .isEqualTo(event.at("/data/log_id").asText());
        assertThat(event.at("/data/type").asText()).isEqualTo("sapi");
        assertThat(first.body()).doesNotContain("Bearer secret");
    }

    @Test
    void sendsAnArrayOrOneObjectAtATime() throws InterruptedException {
        String id = stream("", "'httpContentFormat':'JSONARRAY'");
        JsonNode array = StoredJson.read(received().body());
        assertThat(array.isArray()).isTrue();
        assertThat(array.get(0).has("log_id")).isTrue();

        patch(
                        "/log-streams/" + id,
                        "{'sink':{'httpEndpoint':'" + sink.base() + "/one','httpContentFormat':'JSONOBJECT'}}")
                .expect(200);
        role();
        role();

        HttpsSink.Received received = received();
        while (!received.path().equals("/one")) {
            received = received();
        }
        assertThat(StoredJson.read(received.body()).has("log_id")).isTrue();
        assertThat(StoredJson.read(received().body()).has("log_id")).isTrue();
    }

    @Test
    void sendsWhatTheFiltersLetThrough() throws InterruptedException {
        stream("'filters':[{'type':'category','name':'auth.token_exchange.fail'}],", "'httpContentFormat':'JSONLINES'");
        role();
        tenant().root()
                .post(
                        "/oauth/token",
                        "{'grant_type':'client_credentials','client_id':'first-client','client_secret':'wrong','audience':'x'}")
                .expect(401);
        role();

        JsonNode event = StoredJson.object(received().body().strip());

        assertThat(event.at("/data/type").asText()).isEqualTo("feccft");
        assertThat(sink.received().poll(2, TimeUnit.SECONDS)).isNull();
    }

    @Test
    void hidesPersonalData() throws InterruptedException {
        stream(
                "'pii_config':{'log_fields':['email','first_name'],'method':'mask'},",
                "'httpContentFormat':'JSONLINES'");
        post(
                        "/users",
                        "{'connection':'Username-Password-Authentication','email':'ada@example.com','given_name':'Ada',"
                                + "'family_name':'Byron','password':'a long password of hers 1'}")
                .expect(201);

        String body = received().body();
        while (!body.contains("Byron")) {
            body = received().body();
        }

        assertThat(body)
                .doesNotContain("ada@example.com")
                .doesNotContain("\"Ada\"")
                .contains("\"*****\"");
    }

    @Test
    void comesBackWithWhatTheSinkDidNotTake() throws InterruptedException {
        AtomicInteger requests = new AtomicInteger();
        sink.responding(exchange -> HttpsSink.respond(exchange, requests.incrementAndGet() < 3 ? 503 : 204, ""));
        stream("", "'httpContentFormat':'JSONLINES'");
        String made = role();
        List<String> bodies = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            bodies.add(received().body());
        }

        assertThat(bodies.get(2)).startsWith(bodies.get(0).lines().findFirst().orElseThrow());
        String later = role();
        assertThat(roles(bodies.get(2)).isEmpty() ? roles(2) : List.of(made, roles(1).get(0)))
                .isEqualTo(List.of(made, later));
    }

    @Test
    void keepsWhatHappensWhileItIsPaused() throws InterruptedException {
        String id = stream("", "'httpContentFormat':'JSONLINES'");
        received();
        patch("/log-streams/" + id, "{'status':'paused'}").expect(200);
        Thread.sleep(1_000);
        sink.received().clear();
        String made = role();
        assertThat(sink.received().poll(2, TimeUnit.SECONDS)).isNull();

        patch("/log-streams/" + id, "{'status':'active'}").expect(200);

        assertThat(roles(1)).isEqualTo(List.of(made));
    }

    @Test
    void suspendsAStreamWhoseSinkFailsForADay() throws InterruptedException {
        sink.responding(500);
        String id = stream("", "'httpContentFormat':'JSONLINES'");
        received();
        received(); // so the first failure has been noted
        assertThat(get("/log-streams/" + id).text("/status")).isEqualTo("active");

        tenant().clock().moveBy(LogStreamDelivery.PATIENCE);
        tenant().forgetTokens();

        received();
        assertThat(status(id, "suspended")).isEqualTo("suspended");
        sink.responding(200);
        String made = role();
        assertThat(sink.received().poll(2, TimeUnit.SECONDS)).isNull();

        patch("/log-streams/" + id, "{'status':'active'}").expect(200);

        assertThat(roles(1)).isEqualTo(List.of(made));
    }

    private String status(String id, String wanted) throws InterruptedException {
        String status = "";
        for (int i = 0; i < 200 && !status.equals(wanted); i++) {
            Thread.sleep(100);
            status = get("/log-streams/" + id).text("/status");
        }
        return status;
    }

    @Test
    void beginsWhereItIsToldTo() throws InterruptedException {
        String before = role();
        Thread.sleep(20);
        String from = tenant().clock().instant().toString();
        String made = role();

        stream("'startFrom':'" + from + "',", "'httpContentFormat':'JSONLINES'");

        assertThat(roles(1)).isEqualTo(List.of(made)).doesNotContain(before);
        assertThat(post(
                        "/log-streams",
                        "{'type':'http','startFrom':'soon','sink':{'httpEndpoint':'https://a.example'}}"))
                .hasToString(refusal(
                        400,
                        "Payload validation error: 'Object didn't pass validation for format date-time: soon' on property"
                                + " startFrom (The event or the time to begin with).",
                        "invalid_body"));
    }

    @Test
    void refusesHeadersThatWouldWriteOthers() {
        assertThat(post(
                        "/log-streams",
                        "{'type':'http','sink':{'httpEndpoint':'https://a.example',"
                                + "'httpCustomHeaders':[{'header':'x','value':'a\\r\\nb: c'}]}}"))
                .hasToString(refusal(
                        400,
                        "Payload validation error: 'Invalid header: x' on property sink.httpCustomHeaders (Other headers"
                                + " of the requests).",
                        "invalid_body"));
        assertThat(post(
                        "/log-streams",
                        "{'type':'http','sink':{'httpEndpoint':'https://a.example'," + "'httpAuthorization':'a\\nb'}}"))
                .hasToString(refusal(
                        400,
                        "Payload validation error: 'Invalid header' on property sink.httpAuthorization (The Authorization"
                                + " header of the requests; never shown).",
                        "invalid_body"));
    }
}
