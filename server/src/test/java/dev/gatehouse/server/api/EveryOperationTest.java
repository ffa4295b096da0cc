package dev.gatehouse.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.contract.Contract;
import dev.gatehouse.contract.Operation;
import dev.gatehouse.contract.Parameter;
import dev.gatehouse.server.ApiResponse;
import dev.gatehouse.server.ApiTest;
import dev.gatehouse.server.Caller;
import dev.gatehouse.server.TestTenant;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What holds for each operation of the contract, whatever it is sent. */
class EveryOperationTest extends ApiTest {
    private static final JsonMapper JSON = new JsonMapper();
    private static final Contract CONTRACT = Contract.management();
    private static final String HOSTILE = """
            [null, 0, -1, 2147483648, 1e300, 0.5, "", " ", "x", "'; DROP TABLE document --", "\\u202e\\ud83d\\ude00%%_\\\\",
             true, [], {}, [null], [[]], [{}], {"a": {"b": null}}, "%s"]
            """.formatted("long".repeat(1_000));
    private static final List<String> HOSTILE_TEXTS = List.of(
            "",
            "x",
            "-1",
            "0",
            "99999999",
            "true",
            "*",
            "(",
            ")",
            "a:b",
            "a:[1 TO",
            "\"",
            "'",
            "\\",
            "~1",
            "\ud83d\ude00",
            "a,b,,",
            "long".repeat(1_000),
            "a.".repeat(5_000),
            "a,".repeat(3_500),
            "(".repeat(5_000),
            "a OR ".repeat(2_000));
    /** What a rule requires beyond the schema. */
    private static final Map<String, String> BODIES = Map.of("users.create", """
                    {"connection": "Username-Password-Authentication", "email": "unique@tenant.example", "password": "Secret-42!"}
                    """);

    /** What an answer never shows: SQL, classes and files of the server's. */
    private static final Pattern INSIDE = Pattern.compile(
            "(?i)\\bselect\\b.*\\bfrom\\b|insert into|sqlite|postgres|jackson|jetty|exception|\\.java|dev\\.gatehouse");

    /** More than 100 characters of what the long ones are made of. */
    private static final Pattern ECHO = Pattern.compile("(long){26}|(a\\.){51}|(a,){51}|\\({101}|(a OR ){21}");

    private Map<String, String> ids = Map.of();
    private int sent;
    private Caller plain;

    @BeforeAll
    void make() {
        plain = tenant().plainCaller();
        ids = Map.of(
                "roles", post("/roles", "{'name':'one'}").expect(200).text("/id"),
                "users", post("/users", """
                                {'connection':'Username-Password-Authentication','email':'u@tenant.example','password':'Secret-42!'}
                                """).expect(201).text("/user_id"),
                "clients", post("/clients", "{'name':'one'}").expect(201).text("/client_id"),
                "connections",
                        post("/connections", "{'name':'one','strategy':'auth0'}")
                                .expect(201)
                                .text("/id"),
                "resource-servers",
                        post("/resource-servers", "{'identifier':'https://one.example'}")
                                .expect(201)
                                .text("/id"),
                "client-grants", get("/client-grants").expect(200).text("/0/id"));
    }

    private static List<Operation> operations() {
        return CONTRACT.operations().stream()
                // What deletes comes last, so that there is something to be sent to.
                .sorted(Comparator.comparing(operation -> operation.method().equals("DELETE")))
                .toList();
    }

    @Test
    void standsHostileParameters() {
        List<String> failures = new ArrayList<>();
        for (Operation operation : operations()) {
            if (operation.method().equals("GET")) {
                for (Parameter parameter : operation.parameters()) {
                    for (String text : HOSTILE_TEXTS) {
                        String encoded =
                                URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
                        String path = parameter.inPath()
                                ? operation
                                        .path()
                                        .replace("{" + parameter.name() + "}", encoded)
                                        .replaceAll("\\{[^}]*}", "x")
                                : path(operation) + "?" + parameter.name() + "=" + encoded;
                        judge(operation, path, plain.get(path), failures);
                    }
                }
            }
        }
        assertThat(failures).isEmpty();
    }

    @Test
    void standsHostileBodies() throws IOException {
        Samples samples = new Samples(CONTRACT);
        List<String> failures = new ArrayList<>();
        for (Operation operation : operations()) {
            if (operation.body() != null) {
                JsonNode whole = samples.whole(operation.body());
                JsonNode least = BODIES.containsKey(operation.id())
                        ? JSON.readTree(BODIES.get(operation.id()))
                        : samples.least(operation.body());
                send(operation, whole, failures);
                send(operation, least, failures);
                for (JsonNode hostile : JSON.readTree(HOSTILE)) {
                    send(operation, hostile, failures);
                    changed(least, whole, hostile).forEach(body -> send(operation, body, failures));
                }
            }
        }
        assertThat(failures).isEmpty();
    }

    /** The least there must be, with one member more or another, or with a member of that one changed; each in its turn. */
    private static List<JsonNode> changed(JsonNode least, JsonNode whole, JsonNode hostile) {
        List<JsonNode> all = new ArrayList<>();
        if (least instanceof ObjectNode base) {
            whole.properties().forEach(member -> {
                all.add(base.deepCopy().set(member.getKey(), hostile));
                member.getValue().properties().forEach(inner -> {
                    ObjectNode changed = member.getValue().deepCopy();
                    all.add(base.deepCopy().set(member.getKey(), changed.set(inner.getKey(), hostile)));
                });
            });
        }
        return all;
    }

    private void send(Operation operation, JsonNode body, List<String> failures) {
        String text = body.toString().replace(Samples.UNIQUE, "u" + sent++);
        ApiResponse answer = plain.send(operation.method(), path(operation), text.getBytes(StandardCharsets.UTF_8));
        judge(operation, text, answer, failures);
    }

    private static void judge(Operation operation, String sent, ApiResponse answer, List<String> failures) {
        boolean served = answer.status() < 500;
        boolean leaks = answer.status() >= 400
                && INSIDE.matcher(answer.text("/message")).find()
                && !INSIDE.matcher(sent).find();
        boolean echoes = answer.status() >= 400 && ECHO.matcher(answer.body()).find();
        if (!served || leaks || echoes) {
            failures.add(operation.id() + " " + sent.substring(0, Math.min(300, sent.length())) + " -> " + answer);
        }
    }

    /** The operation's path, at what there is. */
    private String path(Operation operation) {
        String path = operation.path();
        String id = ids.getOrDefault(path.split("/")[1], "x");
        return path.replaceFirst("\\{[^}]*}", URLEncoder.encode(id, StandardCharsets.UTF_8))
                .replaceAll("\\{[^}]*}", TestTenant.CLIENT_ID);
    }
}
