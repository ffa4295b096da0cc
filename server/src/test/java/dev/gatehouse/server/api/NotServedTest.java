package dev.gatehouse.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.contract.Contract;
import dev.gatehouse.contract.Operation;
import dev.gatehouse.contract.Parameter;
import dev.gatehouse.server.ApiTest;
import dev.gatehouse.server.management.NotServed;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What the server does not serve yet says so, and becomes less. */
class NotServedTest extends ApiTest {
    /** Lower it with every operation that is taken off the list; raise it only where the contract grows. */
    private static final int AT_MOST = 331;

    private static final Contract CONTRACT = Contract.management();

    private final Samples samples = new Samples(CONTRACT);

    @Test
    void theListOnlyShrinks() {
        assertThat(NotServed.OPERATIONS).hasSizeLessThanOrEqualTo(AT_MOST);
    }

    @Test
    void aGoodRequestIsToldThatItIsNotServed() {
        Map<String, String> answers = new TreeMap<>();
        for (Operation operation : CONTRACT.operations()) {
            if (NotServed.OPERATIONS.contains(operation.id())) {
                answers.put(
                        operation.id(),
                        send(operation.method(), path(operation), body(operation))
                                .toString());
            }
        }
        assertThat(answers).containsOnlyKeys(NotServed.OPERATIONS.toArray(String[]::new));
        String notServed = """
                403 {"statusCode":403,"error":"Forbidden","message":"This server does not serve this operation yet.",\
                "errorCode":"insufficient_scope"}""";
        answers.values().removeIf(notServed::equals);
        assertThat(answers).isEmpty();
    }

    /** Its path with all that has to be in it. */
    private String path(Operation operation) {
        String path = operation.path();
        for (Parameter parameter : operation.parameters()) {
            path = path.replace("{" + parameter.name() + "}", sample(parameter));
        }
        String query = operation.parameters().stream()
                .filter(parameter -> parameter.required() && !parameter.inPath())
                .map(parameter -> parameter.name() + "=" + sample(parameter))
                .collect(Collectors.joining("&"));
        return query.isEmpty() ? path : path + "?" + query;
    }

    private String sample(Parameter parameter) {
        return URLEncoder.encode(samples.least(parameter.schema()).asText(), StandardCharsets.UTF_8);
    }

    /** Null when it takes none, or one that is not JSON. */
    private @Nullable String body(Operation operation) {
        return operation.body() == null || !operation.file().isEmpty()
                ? null
                : samples.whole(operation.body()).toString();
    }
}
