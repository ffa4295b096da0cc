package dev.gatehouse.contract.generator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.palantir.javapoet.AnnotationSpec;
import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.ParameterSpec;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import dev.gatehouse.contract.Contract;
import dev.gatehouse.contract.Operation;
import dev.gatehouse.contract.Parameter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The Java signature of an operation: path parameters, required query parameters, body, and last the optional parameters. */
final class Signature {
    private static final AnnotationSpec NULLABLE =
            AnnotationSpec.builder(Names.NULLABLE).build();

    private static final String ERROR = Names.CLIENT + ".error.";
    /** The exception class of each status. */
    private static final Map<String, String> EXCEPTIONS = Map.of(
            "400", ERROR + "ApiException",
            "403", ERROR + "ForbiddenException",
            "404", ERROR + "NotFoundException",
            "409", ERROR + "ConflictException");

    private final Contract contract;
    private final Operation operation;

    Signature(Contract contract, Operation operation) {
        this.contract = contract;
        this.operation = operation;
    }

    boolean hasQuery() {
        return QueryGenerator.has(operation);
    }

    boolean bodyIsOptional() {
        return operation.body() != null && !operation.bodyRequired();
    }

    boolean isDeprecated() {
        return operation.source().path("deprecated").asBoolean();
    }

    /** The Javadoc; without the optional parameters when {@code withOptional} is false. */
    String documentation(boolean withOptional) {
        StringBuilder text = new StringBuilder(
                Documentation.escaped(operation.source().path("summary").asText()));
        List<String> scopes = operation.scopes();
        if (!scopes.isEmpty()) {
            text.append(scopes.size() == 1 ? " Needs the scope " : " Needs one of the scopes ")
                    .append(Documentation.escaped(String.join(", ", scopes)))
                    .append('.');
        }
        text.append('\n');
        StringBuilder tags = new StringBuilder();
        for (Parameter parameter : operation.parameters()) {
            if (parameter.inPath() || parameter.required()) {
                tag(
                        tags,
                        Names.member(parameter.name()),
                        Documentation.of(parameter.description(), parameter.schema()));
            }
        }
        if (operation.body() != null && (operation.bodyRequired() || withOptional)) {
            tag(tags, "body", body());
        }
        if (hasQuery() && withOptional) {
            tag(tags, "query", "the optional query parameters; null for none");
        }
        throwsTags(tags);
        if (isDeprecated()) {
            tags.append("@deprecated deprecated by the API\n");
        }
        return (tags.length() == 0 ? text : text.append('\n').append(tags)).toString();
    }

    /** The schema's description and the members that it requires. */
    private String body() {
        ObjectNode schema = contract.resolve(Objects.requireNonNull(operation.body()));
        String described = schema.path("description").asText("the request body");
        String text = Names.uncapitalized(described.replaceAll("\\.$", ""));
        return Documentation.escaped(text) + (bodyIsOptional() ? "; null for none" : "") + "."
                + Documentation.required(schema);
    }

    private void throwsTags(StringBuilder tags) {
        operation.source().path("responses").properties().forEach(response -> {
            String exception = EXCEPTIONS.get(response.getKey());
            JsonNode codes = response.getValue().path("x-error");
            if (exception != null && !codes.isMissingNode()) {
                List<String> names = new ArrayList<>();
                (codes.isArray() ? codes : JsonNodeFactory.instance.arrayNode().add(codes))
                        .forEach(code -> names.add(code.asText().replace('_', ' ')));
                tags.append("@throws ")
                        .append(exception)
                        .append(' ')
                        .append(response.getKey())
                        .append(": ")
                        .append(Documentation.escaped(String.join(", ", names)))
                        .append('\n');
            }
        });
    }

    private static void tag(StringBuilder tags, String parameter, String meaning) {
        tags.append("@param ").append(parameter).append(' ').append(meaning).append('\n');
    }

    /** The parameters; without the optional ones when {@code withOptional} is false. */
    List<ParameterSpec> parameters(boolean withOptional) {
        List<ParameterSpec> parameters = new ArrayList<>();
        for (Parameter parameter : operation.parameters()) {
            if (parameter.inPath() || parameter.required()) {
                parameters.add(ParameterSpec.builder(String.class, Names.member(parameter.name()))
                        .build());
            }
        }
        if (operation.body() != null && (operation.bodyRequired() || withOptional)) {
            TypeName type = bodyType(operation.body());
            parameters.add(ParameterSpec.builder(bodyIsOptional() ? type.annotated(NULLABLE) : type, "body")
                    .build());
        }
        if (hasQuery() && withOptional) {
            parameters.add(ParameterSpec.builder(QueryGenerator.of(operation).annotated(NULLABLE), "query")
                    .build());
        }
        return parameters;
    }

    private static TypeName bodyType(ObjectNode schema) {
        if (schema.path("type").asText().equals("array")) {
            JsonNode items = schema.path("items");
            TypeName item = items.has("$ref")
                    ? Names.model(Contract.referredName((ObjectNode) items))
                    : ClassName.get(String.class);
            return ParameterizedTypeName.get(ClassName.get(List.class), item);
        }
        return Names.model(Contract.referredName(schema));
    }

    /** The arguments that the overload without optional parameters passes on: null for each of them. */
    CodeBlock arguments(boolean nullForOptional) {
        List<CodeBlock> arguments = new ArrayList<>();
        parameters(!nullForOptional).forEach(parameter -> arguments.add(CodeBlock.of("$N", parameter)));
        if (nullForOptional && bodyIsOptional()) {
            arguments.add(CodeBlock.of("null"));
        }
        if (nullForOptional && hasQuery()) {
            arguments.add(CodeBlock.of("null"));
        }
        return CodeBlock.join(arguments, ", ");
    }

    /** The return type; {@code Void} without content. */
    TypeName returnType() {
        @Nullable ValueResponse plain = valueResponse();
        if (plain != null) {
            return plain.type();
        }
        @Nullable TypeName item = item();
        if (item == null) {
            return ClassName.get(Void.class);
        }
        if (operation.page() != null) {
            return ParameterizedTypeName.get(ClassName.get(Names.CLIENT + ".page", "Page"), item);
        }
        return isList() ? ParameterizedTypeName.get(ClassName.get(List.class), item) : item;
    }

    private JsonNode responseSchema() {
        return operation
                .source()
                .path("responses")
                .path(Integer.toString(operation.status()))
                .path("content")
                .path("application/json")
                .path("schema");
    }

    private @Nullable ValueResponse valueResponse() {
        return operation.page() == null ? ValueResponse.of(responseSchema()) : null;
    }

    private boolean isList() {
        return responseSchema().path("type").asText().equals("array");
    }

    private @Nullable TypeName item() {
        JsonNode schema = responseSchema();
        if (operation.page() != null) {
            JsonNode envelope = schema.has("oneOf") ? schema.path("oneOf").path(1) : schema;
            schema = envelope.path("properties").path(operation.page().items()).path("items");
        } else if (isList()) {
            schema = schema.path("items");
        }
        return schema.has("$ref") ? Names.model(Contract.referredName((ObjectNode) schema)) : null;
    }

    /** The call, which returns the future of the response. */
    CodeBlock call() {
        CodeBlock call = CodeBlock.of(
                "$T.of($T.$L, $L, $L, $L)",
                Names.CALL,
                Names.OPERATIONS,
                Names.constant(operation.id()),
                pathArguments(),
                query(),
                bodyArgument());
        @Nullable ValueResponse plain = valueResponse();
        if (plain != null) {
            return CodeBlock.of("api.value($L, $L)", call, plain.reader());
        }
        @Nullable TypeName item = item();
        if (item == null) {
            return CodeBlock.of("api.none($L)", call);
        }
        String reader = operation.page() != null ? "page" : isList() ? "list" : "one";
        return CodeBlock.of("api.$L($L, $T::new)", reader, call, item);
    }

    private CodeBlock bodyArgument() {
        if (operation.body() == null) {
            return CodeBlock.of("null");
        }
        return operation.bodyRequired()
                ? CodeBlock.of("$T.requireNonNull(body, $S)", Objects.class, "body")
                : CodeBlock.of("body");
    }

    private CodeBlock pathArguments() {
        CodeBlock names = operation.parameters().stream()
                .filter(Parameter::inPath)
                .map(parameter -> CodeBlock.of(
                        "$T.requireNonNull($N, $S)",
                        Objects.class,
                        Names.member(parameter.name()),
                        Names.member(parameter.name())))
                .collect(CodeBlock.joining(", "));
        return CodeBlock.of("$T.of($L)", List.class, names);
    }

    private CodeBlock query() {
        CodeBlock query = CodeBlock.of(hasQuery() ? "query" : "null");
        for (Parameter each : QueryGenerator.required(operation)) {
            query = CodeBlock.of("$T.with($L, $S, $N)", Names.QUERY, query, each.name(), Names.member(each.name()));
        }
        return query;
    }
}
