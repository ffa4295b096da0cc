package dev.gatehouse.server;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.contract.Contract;
import dev.gatehouse.contract.Operation;
import dev.gatehouse.server.api.validation.Schemas;
import dev.gatehouse.server.api.validation.Violation;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/** Holds every response of the Management API that a test receives to the schema that the contract declares for it. */
final class DeclaredResponses {
    private static final Contract CONTRACT = Contract.management();
    private static final Schemas SCHEMAS = new Schemas(CONTRACT);
    private static final JsonMapper MAPPER = new JsonMapper();
    private static final Map<Operation, Pattern> PATHS = new ConcurrentHashMap<>();

    private DeclaredResponses() {}

    /**
     * @param path below {@code /api/v2}, with the query if any
     * @throws AssertionError when the response is not as declared
     */
    static void check(String method, String path, Answer answer) {
        operation(method, path.split("\\?", 2)[0]).ifPresent(operation -> check(operation, answer));
    }

    private static void check(Operation operation, Answer answer) {
        ObjectNode schema = operation.response();
        if (answer.status() != operation.status() || schema == null) {
            return;
        }
        try {
            Violation violation = SCHEMAS.of(schema).check(MAPPER.readTree(answer.body()));
            if (violation != null) {
                throw new AssertionError(operation.id() + " answers what the contract does not declare: " + violation
                        + "\n" + answer.body());
            }
        } catch (JsonProcessingException e) {
            throw new AssertionError(operation.id() + " answers no JSON: " + answer, e);
        }
    }

    /** A path without parameters wins over one with them. */
    private static Optional<Operation> operation(String method, String path) {
        List<Operation> matching = CONTRACT.operations().stream()
                .filter(operation -> operation.method().equals(method))
                .filter(operation -> pattern(operation).matcher(path).matches())
                .toList();
        return matching.stream()
                .min(Comparator.comparingLong(operation ->
                        operation.path().chars().filter(c -> c == '{').count()));
    }

    private static Pattern pattern(Operation operation) {
        return PATHS.computeIfAbsent(
                operation, each -> Pattern.compile(each.path().replaceAll("\\{[^}]+}", "[^/]+")));
    }
}
