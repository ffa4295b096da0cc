package dev.gatehouse.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.contract.Contract;
import dev.gatehouse.contract.Operation;
import dev.gatehouse.contract.Parameter;
import dev.gatehouse.server.ApiResponse;
import dev.gatehouse.server.ApiTest;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Each operation of the contract is sent requests that are generated from its schemas, half of them changed so that the
 * schemas may refuse them. None is answered with a 5xx or what is not declared, none hangs, and what was stored is read back
 * as it was answered.
 *
 * <p>{@code -Dgatehouse.test.generated=1000} sends each a thousand and prints a line for each operation as it is done;
 * {@code -Dgatehouse.test.operations=120-159} does only those that have these numbers in that output, so that a long run can be
 * done in pieces and resumed. {@code -Dgatehouse.test.seed} gives other requests; a seed and a number of requests repeat a run.
 */
@Timeout(3600)
class GeneratedRequestsTest extends ApiTest {
    private static final JsonMapper JSON = new JsonMapper();
    private static final Contract CONTRACT = Contract.management();
    private static final int REQUESTS = Integer.getInteger("gatehouse.test.generated", 10);
    private static final long SEED = Long.getLong("gatehouse.test.seed", 42L);
    private static final boolean REPORTING = System.getProperty("gatehouse.test.generated") != null;
    private static final int[] RANGE = Pattern.compile("-")
            .splitAsStream(System.getProperty("gatehouse.test.operations", "0-9999"))
            .mapToInt(Integer::parseInt)
            .toArray();
    private static final Duration MAX_DURATION = Duration.ofSeconds(30);
    private static final int SHOWN_OF_A_KIND = 3;

    /** Members that the API itself shows otherwise when they are read than in the response to a change, or than they were sent. */
    private static final Map<String, Set<String>> SHOWN_OTHERWISE = Map.ofEntries(
            // The build comes after the response.
            Map.entry("actions.create", Set.of("status", "current_version", "deployed_version")),
            Map.entry("actions.update", Set.of("status", "current_version", "deployed_version")),

            // The state of its verification is shown from the first read on.
            Map.entry("customDomains.create", Set.of("verification")),
            Map.entry("customDomains.update", Set.of("verification")),
            // The server names it, whatever was sent.
            Map.entry("eventStreams.create", Set.of("destination.configuration.aws_partner_event_source")),
            Map.entry("logStreams.create", Set.of("sink.awsPartnerEventSource")),
            // Of the two views of one thing, what the newer one says counts.
            Map.entry("clients.create", Set.of("oidc_backchannel_logout")),
            Map.entry("clients.update", Set.of("oidc_backchannel_logout")),
            // With the provider before it; in lower case.
            Map.entry("users.create", Set.of("user_id", "username")),
            Map.entry("users.update", Set.of("username")),
            // Masked.
            Map.entry("users.createAuthenticationMethod", Set.of("email", "phone_number")),
            // Words are joined by hyphens.
            Map.entry("hooks.create", Set.of("name")),
            Map.entry("hooks.update", Set.of("name")),

            // No description is an empty one when it is read.
            Map.entry("roles.create", Set.of("description")),
            Map.entry("roles.update", Set.of("description")),

            // At most the token_lifetime.
            Map.entry("resourceServers.create", Set.of("token_lifetime_for_web")),
            Map.entry("resourceServers.update", Set.of("token_lifetime_for_web")),

            // Written with milliseconds.
            Map.entry("clientCredentials.create", Set.of("expires_at")),
            Map.entry("clientCredentials.update", Set.of("expires_at")),

            // A change shows more of these; a lifetime in minutes goes before one in hours.
            Map.entry(
                    "tenant.updateSettings",
                    Set.of(
                            "flags",
                            "universal_login",
                            "session_lifetime",
                            "idle_session_lifetime",
                            "ephemeral_session_lifetime",
                            "idle_ephemeral_session_lifetime")));

    private final Map<String, List<String>> failures = new LinkedHashMap<>();
    private final Map<Integer, Integer> statuses = new TreeMap<>();
    private int sent;

    @Test
    void areServedOrRefused() {
        List<Operation> operations = inOrder();
        for (int i = RANGE[0]; i <= Math.min(RANGE[1], operations.size() - 1); i++) {
            walk(i, operations.get(i));
        }
        List<String> report = failures.values().stream().flatMap(List::stream).toList();
        assertThat(String.join("\n", report)).as("seed " + SEED).isEmpty();
    }

    /** Resource by resource, what deletes last. */
    private static List<Operation> inOrder() {
        Map<String, List<Operation>> resources = new LinkedHashMap<>();
        EveryRefusalTest.served()
                .forEach(operation -> resources
                        .computeIfAbsent(operation.path().split("/")[1], name -> new ArrayList<>())
                        .add(operation));
        resources
                .values()
                .forEach(operations -> operations.sort(
                        Comparator.comparing(operation -> operation.method().equals("DELETE"))));
        return resources.values().stream().flatMap(List::stream).toList();
    }

    private void walk(int number, Operation operation) {
        long start = System.nanoTime();
        statuses.clear();
        SampleResources resources = new SampleResources(CONTRACT, tenant().caller());
        for (int i = 0; i < REQUESTS; i++) {
            GeneratedValues values = new GeneratedValues(
                    CONTRACT, SEED * 1_000_003 + operation.id().hashCode() * 31L + i);
            send(operation, resources, values);
            if (operation.method().equals("DELETE")) {
                resources = new SampleResources(CONTRACT, tenant().caller());
            }
        }
        if (REPORTING) {
            report(number, operation, (System.nanoTime() - start) / 1e9);
        }
    }

    private void report(int number, Operation operation, double seconds) {
        System.out.printf("%d %s %s in %.1f s%n", number, operation.id(), statuses, seconds);
        failures.forEach((kind, alike) -> {
            if (kind.startsWith(operation.id() + ": ")) {
                alike.forEach(failure -> System.out.println("  FAILED " + failure));
            }
        });
    }

    private void send(Operation operation, SampleResources resources, GeneratedValues values) {
        String path = resources.path(operation).split("\\?")[0] + query(operation, values);
        JsonNode body = body(operation, values);
        String text = body == null ? null : body.toString();
        String request = operation.id() + " " + operation.method() + " " + path + " " + text;
        long start = System.nanoTime();
        try {
            ApiResponse answer = answer(operation.method(), path, text);
            judge(request, answer, Duration.ofNanos(System.nanoTime() - start));
            if (answer.status() < 300 && body instanceof ObjectNode) {
                readBack(operation, path.split("\\?")[0], request, (ObjectNode) JSON.readTree(text), answer);
            }
        } catch (AssertionError | JsonProcessingException | UncheckedIOException e) {
            fail(request, e + (e.getCause() == null ? "" : ": " + e.getCause()));
        }
    }

    /** Once more where the server closed the connection: it does that to clients that reset streams or send long addresses often. */
    private ApiResponse answer(String method, String path, @Nullable String body) {
        byte[] bytes = body == null ? null : body.getBytes(StandardCharsets.UTF_8);
        try {
            return tenant().caller().send(method, path, bytes);
        } catch (UncheckedIOException e) {
            return tenant().caller().send(method, path, bytes);
        }
    }

    private void judge(String request, ApiResponse answer, Duration taken) {
        statuses.merge(answer.status(), 1, Integer::sum);
        if (answer.status() >= 500 || answer.status() == 401) {
            fail(request, answer.toString());
        }
        if (taken.compareTo(MAX_DURATION) > 0) {
            fail(request, "took " + taken);
        }
    }

    /** Keeps the first few of those that fail in one way: of one operation, and alike but for quoted values and numbers. */
    private void fail(String request, String reason) {
        String kind = request.split(" ")[0] + ": " + reason.replaceAll("\"[^\"]*\"|[0-9]+", "_");
        List<String> alike =
                failures.computeIfAbsent(kind.substring(0, Math.min(120, kind.length())), x -> new ArrayList<>());
        if (alike.size() < SHOWN_OF_A_KIND) {
            alike.add(reason.substring(0, Math.min(500, reason.length())) + " <- "
                    + request.substring(0, Math.min(1_000, request.length())));
        }
    }

    private @Nullable JsonNode body(Operation operation, GeneratedValues values) {
        ObjectNode schema = operation.body();
        if (schema == null || !operation.file().isEmpty()) {
            return null;
        }
        JsonNode body = unique(values.value(schema));
        for (int i = 0; i < 3 && values.happens(40); i++) {
            body = values.changed(body);
        }
        return body;
    }

    private JsonNode unique(JsonNode body) {
        return Samples.replaced(body, Samples.UNIQUE, "u" + sent++);
    }

    private static String query(Operation operation, GeneratedValues values) {
        StringBuilder query = new StringBuilder();
        for (Parameter parameter : operation.parameters()) {
            if (!parameter.inPath() && (parameter.required() || values.happens(30))) {
                JsonNode value = values.value(parameter.schema());
                if (values.happens(20)) {
                    value = values.changed(value);
                }
                List<String> texts = new ArrayList<>();
                value.forEach(item -> texts.add(item.asText()));
                query.append(query.isEmpty() ? '?' : '&')
                        .append(parameter.name())
                        .append('=')
                        .append(URLEncoder.encode(
                                value.isArray() ? String.join(",", texts) : value.asText(), StandardCharsets.UTF_8));
            }
        }
        return query.toString();
    }

    /** What was stored is read back as it was answered, and as it was sent. */
    private void readBack(Operation operation, String path, String request, ObjectNode sentBody, ApiResponse written) {
        JsonNode stored = written.body().isEmpty() ? JsonNodeFactory.instance.objectNode() : written.json();
        Operation reading = reading(operation);
        if (reading == null || !stored.isObject()) {
            return;
        }
        ApiResponse read = get(
                operation.method().equals("POST")
                        ? path + "/"
                                + SampleResources.encode(SampleResources.id(stored, last(reading))
                                        .orElse(""))
                        : path);
        if (read.status() != 200) {
            fail(request, "answered " + written + " and is read back as " + read);
            return;
        }
        Set<String> otherwise = SHOWN_OTHERWISE.getOrDefault(operation.id(), Set.of());
        if (!(read.json() instanceof ObjectNode again)) {
            return;
        }
        again.remove(otherwise);
        ((ObjectNode) stored).remove(otherwise);
        stored.properties().forEach(member -> {
            if (again.has(member.getKey()) && !again.get(member.getKey()).equals(member.getValue())) {
                fail(request, "answered " + member + " and is read back as " + again.get(member.getKey()));
            }
        });
        sentBody.remove(otherwise);
        compare(request, "", sentBody, again, Objects.requireNonNull(reading.response()), otherwise);
    }

    /** Each member that was sent and that the schema shows is there. */
    private void compare(
            String request,
            String place,
            ObjectNode sentBody,
            JsonNode read,
            ObjectNode reference,
            Set<String> otherwise) {
        ObjectNode schema = CONTRACT.resolve(reference);
        sentBody.properties().forEach(member -> {
            JsonNode value = member.getValue();
            JsonNode property = schema.path("properties").path(member.getKey());
            JsonNode again = read.path(member.getKey());
            String where = place + member.getKey();
            if (value.isNull() || !isShown(property) || otherwise.contains(where)) {
                return;
            }
            if (value instanceof ObjectNode object) {
                compare(request, where + ".", object, again, (ObjectNode) property, otherwise);
            } else if (value.isValueNode() && !value.equals(again)) {
                fail(request, "sent " + where + " = " + value + ", which is read back as " + again);
            }
        });
    }

    private static boolean isShown(JsonNode property) {
        return property.isObject()
                && !property.path("writeOnly").asBoolean()
                && !property.path("x-secret").asBoolean();
    }

    /** The operation that reads what another one writes; null when there is none. */
    private static @Nullable Operation reading(Operation writing) {
        String pattern = Pattern.quote(writing.path()) + (writing.method().equals("POST") ? "/\\{[^}/]*}" : "");
        return CONTRACT.operations().stream()
                .filter(each -> each.method().equals("GET") && each.path().matches(pattern))
                .findFirst()
                .orElse(null);
    }

    private static String last(Operation operation) {
        return operation
                .path()
                .substring(
                        operation.path().lastIndexOf('{') + 1, operation.path().length() - 1);
    }
}
