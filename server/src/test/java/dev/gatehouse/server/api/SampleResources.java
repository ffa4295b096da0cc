package dev.gatehouse.server.api;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gatehouse.contract.Contract;
import dev.gatehouse.contract.Operation;
import dev.gatehouse.contract.Parameter;
import dev.gatehouse.server.ApiResponse;
import dev.gatehouse.server.Caller;
import dev.gatehouse.server.start.StoredKinds;
import dev.gatehouse.server.store.document.Kind;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Makes what the paths of operations lead to, by the operations of the contract that create it: for {@code /roles/{id}} a
 * role by {@code POST /roles}. Where the contract has none, a value of the parameter's schema stands in the path.
 */
final class SampleResources {
    /** What a rule requires beyond the schema. */
    private static final Map<String, String> BODIES = Map.of(
            "users.create",
            """
            {"connection": "Username-Password-Authentication", "email": "unique@tenant.example", "password": "Secret-42!"}
            """,
            "connections.create",
            "{\"name\": \"unique\", \"strategy\": \"auth0\"}",
            "clients.create",
            "{\"name\": \"unique\"}",
            "users.createAuthenticationMethod",
            "{\"type\": \"phone\", \"phone_number\": \"+15555550100\", \"name\": \"unique\"}",
            "users.link",
            "{\"provider\": \"auth0\", \"user_id\": \"unique\"}",
            "resourceServers.create",
            "{\"identifier\": \"https://unique.example\"}");

    private final Contract contract;
    private final Samples samples;
    private final Caller caller;
    private final Map<String, String> made = new HashMap<>();
    private int sent;

    SampleResources(Contract contract, Caller caller) {
        this.contract = contract;
        this.samples = new Samples(contract);
        this.caller = caller;
    }

    /** The ids of what was made, by the collections that they are in, as in {@code /roles}. */
    Map<String, String> made() {
        return Map.copyOf(made);
    }

    /** The operation's path at what there is, with the query that it requires. */
    String path(Operation operation) {
        return path(operation, null);
    }

    /** The same at a resource that does not exist: the path parameter {@code unknown} is a value that none has. */
    String path(Operation operation, @Nullable String unknown) {
        StringBuilder path = new StringBuilder();
        String[] segments = operation.path().substring(1).split("/");
        for (int i = 0; i < segments.length; i++) {
            String segment = segments[i];
            if (segment.startsWith("{")) {
                String name = segment.substring(1, segment.length() - 1);
                segment = encode(
                        name.equals(unknown)
                                ? sample(operation, name)
                                : id(operation, name, segments, i, path.toString()));
            }
            path.append('/').append(segment);
        }
        return path + query(operation);
    }

    private String id(Operation operation, String name, String[] segments, int index, String collection) {
        String known = made.get(collection);
        if (known == null) {
            String template = "/" + String.join("/", Arrays.copyOf(segments, index));
            known = creator(template)
                    .flatMap(creator -> create(creator, collection, name))
                    .orElse(null);
            if (known == null) {
                return sample(operation, name);
            }
            made.put(collection, known);
        }
        return known;
    }

    private Optional<Operation> creator(String template) {
        return contract.operations().stream()
                .filter(each -> each.method().equals("POST") && each.path().equals(template))
                .findFirst();
    }

    private Optional<String> create(Operation creator, String path, String name) {
        String body = body(creator);
        ApiResponse answer = caller.send("POST", path, body == null ? null : body.getBytes(StandardCharsets.UTF_8));
        return answer.status() >= 300 ? Optional.empty() : id(answer.json(), name);
    }

    /** The id in what was created, for a path parameter of that name. */
    static Optional<String> id(JsonNode created, String parameter) {
        Stream<String> members = Stream.concat(
                Stream.of(parameter, "id", "user_id"), StoredKinds.ALL.stream().map(Kind::idMember));
        return members.map(created::path)
                .filter(JsonNode::isTextual)
                .map(JsonNode::asText)
                .findFirst();
    }

    /** A body that the operation takes, with texts of its own; null when it takes no JSON. */
    @Nullable
    String body(Operation operation) {
        if (operation.body() == null || !operation.file().isEmpty()) {
            return null;
        }
        String body = BODIES.containsKey(operation.id())
                ? BODIES.get(operation.id())
                : samples.least(operation.body()).toString();
        return body.replace(Samples.UNIQUE, "u" + sent++);
    }

    private String sample(Operation operation, String name) {
        return operation.parameters().stream()
                .filter(parameter -> parameter.name().equals(name))
                .map(parameter -> samples.least(parameter.schema()).asText())
                .findFirst()
                .orElse(Samples.UNIQUE);
    }

    private String query(Operation operation) {
        StringBuilder query = new StringBuilder();
        for (Parameter parameter : operation.parameters()) {
            if (parameter.required() && !parameter.inPath()) {
                query.append(query.isEmpty() ? '?' : '&')
                        .append(parameter.name())
                        .append('=')
                        .append(encode(sample(operation, parameter.name())));
            }
        }
        return query.toString();
    }

    static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
