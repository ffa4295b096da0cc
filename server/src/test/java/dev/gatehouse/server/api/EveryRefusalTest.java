package dev.gatehouse.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.contract.Contract;
import dev.gatehouse.contract.Operation;
import dev.gatehouse.contract.Parameter;
import dev.gatehouse.server.ApiResponse;
import dev.gatehouse.server.ApiTest;
import dev.gatehouse.server.error.ErrorCode;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What each operation of the contract refuses, as the contract declares it. New resources are covered by being there. */
class EveryRefusalTest extends ApiTest {
    private static final Contract CONTRACT = Contract.management();
    private static final String MISSING_TOKEN =
            "401 {\"statusCode\":401,\"error\":\"Unauthorized\",\"message\":\"Missing authentication\"}";

    private @Nullable SampleResources made;

    private SampleResources resources() {
        SampleResources known = made == null ? new SampleResources(CONTRACT, tenant().caller()) : made;
        made = known;
        return known;
    }

    static List<Operation> served() {
        return CONTRACT.operations();
    }

    @Test
    void aRequestWithoutAToken() {
        List<String> failures = new ArrayList<>();
        for (Operation operation : CONTRACT.operations()) {
            ApiResponse answer =
                    tenant().anonymous().send(operation.method(), resources().path(operation), (byte[]) null);
            expect(operation, MISSING_TOKEN, answer, failures);
        }
        assertThat(failures).isEmpty();
    }

    @Test
    void aTokenWithoutTheScope() {
        List<String> failures = new ArrayList<>();
        for (Operation operation : CONTRACT.operations()) {
            String other = operation.scopes().contains("read:roles") ? "read:clients" : "read:roles";
            ApiResponse answer =
                    tenant().caller(other).send(operation.method(), resources().path(operation), (byte[]) null);
            String message = "Insufficient scope, expected any of: " + String.join(",", operation.scopes());
            expect(operation, refusal(403, message, "insufficient_scope"), answer, failures);
        }
        assertThat(failures).isEmpty();
    }

    @Test
    void aBodyThatIsNoJson() {
        List<String> failures = new ArrayList<>();
        for (Operation operation : withJsonBody()) {
            ApiResponse answer = send(operation.method(), resources().path(operation), "{");
            expect(operation, refusal(400, "Invalid request payload JSON format", "invalid_body"), answer, failures);
        }
        assertThat(failures).isEmpty();
    }

    @Test
    void aBodyOfAnotherType() {
        List<String> failures = new ArrayList<>();
        for (Operation operation : withJsonBody()) {
            ApiResponse answer = send(operation.method(), resources().path(operation), "1");
            String type = CONTRACT.resolve(Objects.requireNonNull(operation.body()))
                    .path("type")
                    .asText();
            if (!type.isEmpty()) {
                String start = "400 {\"statusCode\":400,\"error\":\"Bad Request\",\"message\":"
                        + "\"Payload validation error: 'Expected type " + type + " but found type integer'";
                if (!answer.toString().startsWith(start)) {
                    failures.add(operation.id() + " -> " + answer);
                }
            }
        }
        assertThat(failures).isEmpty();
    }

    @Test
    void anUnknownMember() {
        List<String> failures = new ArrayList<>();
        for (Operation operation : withJsonBody()) {
            ObjectNode schema = CONTRACT.resolve(Objects.requireNonNull(operation.body()));
            if (schema.path("additionalProperties").isBoolean()
                    && !schema.path("additionalProperties").asBoolean()) {
                String body = Objects.requireNonNull(resources().body(operation))
                        .replaceFirst("\\{", "{\"unheard_of\":1,")
                        .replace(",}", "}");
                ApiResponse answer = send(operation.method(), resources().path(operation), body);
                String start = "Payload validation error: 'Additional properties not allowed: unheard_of'";
                if (answer.status() != 400 || !answer.text("/message").startsWith(start)) {
                    failures.add(operation.id() + " " + body + " -> " + answer);
                }
            }
        }
        assertThat(failures).isEmpty();
    }

    @Test
    void anIdThatIsUnknown() {
        assertThat(notMissing()).isEmpty();
    }

    /** For each path parameter of each operation, the response when there is nothing of that id. */
    private List<String> notMissing() {
        List<String> failures = new ArrayList<>();
        for (Operation operation : served()) {
            List<ApiResponse> answers = operation.parameters().stream()
                    .filter(EveryRefusalTest::namesResource)
                    .map(parameter -> send(operation, resources().path(operation, parameter.name())))
                    .toList();
            boolean declared =
                    answers.stream().allMatch(answer -> answer.status() < 300 || isMissing(operation, answer));
            boolean used = operation.errors(404).isEmpty()
                    || answers.isEmpty()
                    || answers.stream().anyMatch(answer -> answer.status() == 404);
            if (!declared || !used) {
                failures.add(operation.id() + " declares " + operation.errors(404) + " and answers " + answers);
            }
        }
        return failures;
    }

    /** Whether it is a path parameter that can name what is not there. */
    static boolean namesResource(Parameter parameter) {
        return parameter.inPath() && !parameter.schema().has("enum");
    }

    private ApiResponse send(Operation operation, String path) {
        return send(operation.method(), path, resources().body(operation));
    }

    /** Whether it is a 404 with a code that the operation declares. */
    static boolean isMissing(Operation operation, ApiResponse answer) {
        return answer.status() == 404
                && Stream.of(ErrorCode.values())
                        .filter(code -> operation.errors(404).contains(code.contractName()))
                        .anyMatch(code ->
                                Objects.requireNonNullElse(code.wire(), "").equals(answer.text("/errorCode")));
    }

    private static List<Operation> withJsonBody() {
        return served().stream()
                .filter(operation ->
                        operation.body() != null && operation.file().isEmpty())
                .toList();
    }

    private static void expect(Operation operation, String expected, ApiResponse answer, List<String> failures) {
        if (!answer.toString().equals(expected)) {
            failures.add(operation.id() + " -> " + answer);
        }
    }
}
