package dev.gatehouse.contract.generator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.palantir.javapoet.ArrayTypeName;
import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterSpec;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import dev.gatehouse.contract.Contract;
import dev.gatehouse.contract.Operation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.lang.model.element.Modifier;

/**
 * For an operation whose body has a list as its only member: overloads that take the list, or its items, instead of the body.
 * A list that exceeds the API's limit is sent in several requests, unless the operation returns something.
 */
final class ListBodyMethods {
    private static final ClassName CHUNKS = ClassName.get(Names.CLIENT + ".call", "Chunks");

    private final Contract contract;
    private final Operation operation;
    private final CallStyle style;
    private final NestedTypes nested;

    ListBodyMethods(Contract contract, Operation operation, CallStyle style, NestedTypes nested) {
        this.contract = contract;
        this.operation = operation;
        this.style = style;
        this.nested = nested;
    }

    void addTo(TypeSpec.Builder type, String method) {
        Signature signature = new Signature(contract, operation);
        if (operation.body() == null || !operation.body().has("$ref") || signature.hasQuery()) {
            return;
        }
        JsonNode properties = contract.schema(Contract.referredName((ObjectNode) operation.body()))
                .path("properties");
        if (properties.size() == 1) {
            Map.Entry<String, JsonNode> only =
                    properties.properties().iterator().next();
            TypeName list = ValueType.of(only.getKey(), only.getValue(), nested).type();
            if (list instanceof ParameterizedTypeName typed) {
                add(type, method, signature, only.getKey(), only.getValue(), typed);
            }
        }
    }

    private void add(
            TypeSpec.Builder type,
            String method,
            Signature signature,
            String member,
            JsonNode schema,
            ParameterizedTypeName list) {
        List<ParameterSpec> path = new ArrayList<>(signature.parameters(false));
        ParameterSpec body = path.remove(path.size() - 1);
        CodeBlock arguments =
                path.stream().map(each -> CodeBlock.of("$N, ", each)).collect(CodeBlock.joining(""));
        ParameterSpec items = ParameterSpec.builder(list, Names.member(member)).build();
        CodeBlock whole = CodeBlock.of("$L($Lnew $T().$L(", method, arguments, body.type(), items.name());
        boolean returns = !signature.returnType().equals(ClassName.get(Void.class));
        int max = schema.path("maxItems").asInt(Integer.MAX_VALUE);
        CodeBlock statement;
        if (returns) {
            statement = CodeBlock.of("return $L$N))", whole, items);
        } else if (style == CallStyle.ASYNC) {
            statement = CodeBlock.of("return $T.sequentially($N, $L, part -> $Lpart)))", CHUNKS, items, max, whole);
        } else {
            statement = CodeBlock.of("$T.of($N, $L).forEach(part -> $Lpart)))", CHUNKS, items, max, whole);
        }
        String chunked = returns || max == Integer.MAX_VALUE
                ? ""
                : " The API takes at most " + max
                        + " per request: more are sent\nin several requests, one after another.";
        type.addMethod(base(method, signature, path)
                .addJavadoc(documentation(signature, chunked) + "@param $L $L\n", items.name(), described(schema))
                .addParameter(items)
                .addStatement(statement)
                .build());
        if (list.typeArguments().get(0) instanceof ClassName item) {
            type.addMethod(base(method, signature, path)
                    .addJavadoc(
                            documentation(signature, chunked) + "@param first the first item\n@param more the others\n")
                    .addParameter(item, "first")
                    .addParameter(ArrayTypeName.of(item), "more")
                    .varargs()
                    .addStatement(
                            "$L$L($L$T.list(first, more))",
                            returns || style == CallStyle.ASYNC ? "return " : "",
                            method,
                            arguments,
                            CHUNKS)
                    .build());
        }
    }

    private MethodSpec.Builder base(String method, Signature signature, List<ParameterSpec> path) {
        return MethodSpec.methodBuilder(method)
                .addModifiers(Modifier.PUBLIC)
                .returns(style.declaredType(signature.returnType()))
                .addParameters(path);
    }

    private static String described(JsonNode schema) {
        return Documentation.of(schema.path("description").asText(), schema);
    }

    private static String documentation(Signature signature, String chunked) {
        String text = signature.documentation(false).replaceAll("(?m)^@(param body|throws) .*\n", "");
        return text.replaceFirst("\n", chunked + "\n");
    }
}
