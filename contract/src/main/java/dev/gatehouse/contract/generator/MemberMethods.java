package dev.gatehouse.contract.generator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterSpec;
import com.palantir.javapoet.TypeSpec;
import dev.gatehouse.contract.Contract;
import dev.gatehouse.contract.Operation;
import java.util.ArrayList;
import java.util.List;
import javax.lang.model.element.Modifier;

/** Methods that send one member of an operation's body alone, under names of their own ({@code x-member-methods}). */
final class MemberMethods {
    private final Contract contract;
    private final Operation operation;
    private final CallStyle style;

    MemberMethods(Contract contract, Operation operation, CallStyle style) {
        this.contract = contract;
        this.operation = operation;
        this.style = style;
    }

    /**
     * Adds them to a class.
     *
     * @param manager the field and the dot before a call; empty within the manager itself
     */
    void addTo(TypeSpec.Builder type, String manager) {
        operation
                .source()
                .path("x-member-methods")
                .properties()
                .forEach(method ->
                        type.addMethod(method(method.getKey(), method.getValue().asText(), manager)));
    }

    private MethodSpec method(String name, String member, String manager) {
        Signature signature = new Signature(contract, operation);
        List<ParameterSpec> parameters = new ArrayList<>(signature.parameters(false));
        ParameterSpec body = parameters.remove(parameters.size() - 1);
        List<CodeBlock> arguments = new ArrayList<>();
        parameters.forEach(parameter -> arguments.add(CodeBlock.of("$N", parameter)));
        ObjectNode schema =
                (ObjectNode) contract.resolve(operation.body() == null ? operation.source() : operation.body())
                        .path("properties")
                        .path(member);
        ParameterSpec value = ParameterSpec.builder(
                        SetterMethods.parameterType(ValueType.of(member, schema, new NestedTypes(contract, List.of()))
                                .type()),
                        Names.member(member))
                .build();
        arguments.add(
                manager.isEmpty()
                        ? CodeBlock.of("new $T().$L($N)", body.type(), Names.member(member), value)
                        : CodeBlock.of("$N", value));
        String called =
                manager.isEmpty() ? operation.id().substring(operation.id().indexOf('.') + 1) : name;
        return MethodSpec.methodBuilder(name)
                .addModifiers(Modifier.PUBLIC)
                .addJavadoc(documentation(signature, member, schema))
                .returns(style.declaredType(signature.returnType()))
                .addParameters(parameters)
                .addParameter(value)
                .addStatement("return $L$L($L)", manager, called, CodeBlock.join(arguments, ", "))
                .build();
    }

    private static String documentation(Signature signature, String member, ObjectNode schema) {
        return signature
                        .documentation(false)
                        .replaceAll("(?m)^@param body .*\n", "")
                        .replaceFirst("\n", " Sends only {@code " + member + "}.\n")
                + "@param " + Names.member(member) + " "
                + Documentation.of(schema.path("description").asText(), schema) + "\n";
    }
}
