package dev.gatehouse.server;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.contract.Contract;
import dev.gatehouse.contract.Operation;
import dev.gatehouse.server.api.validation.Schemas;
import dev.gatehouse.server.api.validation.Violation;
import dev.gatehouse.server.error.ErrorCode;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Holds every response of the Management API that a test receives to what the contract declares for it: the schema when all
 * went well, and a code of its {@code x-error}, or of what every operation can refuse with, when it was refused.
 */
final class DeclaredResponses {
    private static final Contract CONTRACT = Contract.management();
    private static final Schemas SCHEMAS = Schemas.ofResponses(CONTRACT);
    private static final JsonMapper MAPPER = new JsonMapper();
    private static final Map<Operation, Pattern> PATHS = new ConcurrentHashMap<>();

    private DeclaredResponses() {}

    /**
     * @param path below {@code /api/v2}, with the query if any
     * @throws AssertionError when the response is not as declared
     */
    static void check(String method, String path, ApiResponse answer) {
        operation(method, path.split("\\?", 2)[0]).ifPresent(operation -> check(operation, answer));
    }

    private static void check(Operation operation, ApiResponse answer) {
        if (answer.status() >= 400) {
            checkRefusal(operation, answer);
            return;
        }
        if (!operation.answers(answer.status())) {
            throw new AssertionError(
                    operation.id() + " answers a status that the contract does not declare: " + answer);
        }
        ObjectNode schema = operation.response();
        if (answer.status() != operation.status() || schema == null) {
            return;
        }
        try {
            List<Violation> violations = SCHEMAS.of(schema).check(MAPPER.readTree(answer.body()));
            if (!violations.isEmpty()) {
                throw new AssertionError(operation.id() + " answers what the contract does not declare: " + violations
                        + "\n" + answer.body());
            }
        } catch (JsonProcessingException e) {
            throw new AssertionError(operation.id() + " answers no JSON: " + answer, e);
        }
    }

    /** Of codes that look the same on the wire, one must be declared. */
    private static void checkRefusal(Operation operation, ApiResponse answer) {
        String wire = answer.body().isEmpty() ? "" : answer.text("/errorCode");
        List<String> codes = Stream.of(ErrorCode.values())
                .filter(code -> code.status() == answer.status()
                        && Objects.requireNonNullElse(code.wire(), "").equals(wire))
                .map(ErrorCode::contractName)
                .toList();
        if (codes.stream()
                .noneMatch(code ->
                        operation.errors().contains(code) || CONTRACT.errors().contains(code))) {
            throw new AssertionError(operation.id() + " refuses with a code that the contract does not declare, one of "
                    + codes + ": " + answer);
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
