package dev.gatehouse.contract.generator;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.JavaFile;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import dev.gatehouse.contract.Contract;
import dev.gatehouse.contract.Operation;
import dev.gatehouse.contract.Parameter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.lang.model.element.Modifier;

/** The classes of optional query parameters; operations may share one. */
final class QueryGenerator {
    private final Contract contract;

    QueryGenerator(Contract contract) {
        this.contract = contract;
    }

    /** The class of an operation's query parameters. */
    static ClassName of(Operation operation) {
        return Names.model(operation.source().path("x-query").asText());
    }

    static boolean has(Operation operation) {
        return operation.source().has("x-query") && !optional(operation).isEmpty();
    }

    static List<Parameter> optional(Operation operation) {
        return operation.parameters().stream()
                .filter(parameter -> !parameter.inPath() && !parameter.required())
                .toList();
    }

    static List<Parameter> required(Operation operation) {
        return operation.parameters().stream()
                .filter(parameter -> !parameter.inPath() && parameter.required())
                .toList();
    }

    List<JavaFile> generate() {
        Map<String, Map<String, Parameter>> classes = new LinkedHashMap<>();
        for (Operation operation : contract.operations()) {
            if (has(operation)) {
                Map<String, Parameter> parameters = classes.computeIfAbsent(
                        operation.source().path("x-query").asText(), name -> new LinkedHashMap<>());
                optional(operation).forEach(parameter -> parameters.putIfAbsent(parameter.name(), parameter));
            }
        }
        List<JavaFile> files = new ArrayList<>();
        classes.forEach((name, parameters) -> files.add(Names.file(Names.MODEL, type(name, parameters))));
        return files;
    }

    private static TypeSpec type(String name, Map<String, Parameter> parameters) {
        TypeSpec.Builder type = TypeSpec.classBuilder(name)
                .addModifiers(Modifier.PUBLIC, Modifier.FINAL)
                .superclass(Names.QUERY)
                .addJavadoc("Query parameters; those not set are not sent.\n");
        parameters.values().forEach(parameter -> type.addMethod(setter(Names.model(name), parameter)));
        return type.build();
    }

    private static MethodSpec setter(ClassName self, Parameter parameter) {
        TypeName taken = switch (ValueType.mainType(parameter.schema())) {
            case "boolean" -> TypeName.BOOLEAN;
            case "integer" -> TypeName.INT;
            case "array" -> ParameterizedTypeName.get(List.class, String.class);
            default -> ClassName.get(String.class);
        };
        return MethodSpec.methodBuilder(Names.member(parameter.name()))
                .addModifiers(Modifier.PUBLIC)
                .returns(self)
                .addParameter(taken, "value")
                .addJavadoc(Documentation.of(parameter.description(), parameter.schema()) + "\n")
                .addStatement("set($S, value)", parameter.name())
                .addStatement("return this")
                .build();
    }
}
