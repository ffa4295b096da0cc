package dev.gatehouse.contract.generator;

import com.palantir.javapoet.AnnotationSpec;
import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.JavaFile;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterSpec;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import dev.gatehouse.contract.Contract;
import dev.gatehouse.contract.FlatName;
import dev.gatehouse.contract.Operation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.lang.model.element.Modifier;

/** The managers of one style, and the class that has them all with the flat methods. */
final class ManagerGenerator {
    private final Contract contract;
    private final CallStyle style;
    private final NestedTypes nested;

    ManagerGenerator(Contract contract, CallStyle style) {
        this.contract = contract;
        this.style = style;
        this.nested = ModelGenerator.nested(contract);
    }

    List<JavaFile> generate() {
        Map<String, List<Operation>> byManager = new LinkedHashMap<>();
        contract.operations()
                .forEach(operation -> byManager
                        .computeIfAbsent(manager(operation), name -> new ArrayList<>())
                        .add(operation));
        List<TypeSpec> types = new ArrayList<>();
        byManager.forEach((name, operations) -> types.add(managerType(name, operations)));
        types.add(managersType(byManager));
        return types.stream().map(type -> Names.file(Names.MANAGER, type)).toList();
    }

    private static String manager(Operation operation) {
        return operation.id().substring(0, operation.id().indexOf('.'));
    }

    private static String method(Operation operation) {
        return operation.id().substring(operation.id().indexOf('.') + 1);
    }

    private TypeSpec managerType(String name, List<Operation> operations) {
        TypeSpec.Builder type = TypeSpec.classBuilder(style.manager(name))
                .addModifiers(Modifier.PUBLIC, Modifier.FINAL)
                .addJavadoc(
                        "The operations on $L. Thread-safe. Every call may fail with a\n{@link"
                                + " dev.gatehouse.client.error.ManagementException}.\n",
                        name)
                .addField(FieldSpec.builder(Names.API, "api", Modifier.PRIVATE, Modifier.FINAL)
                        .build())
                .addMethod(MethodSpec.constructorBuilder()
                        .addParameter(Names.API, "api")
                        .addStatement("this.api = api")
                        .build());
        for (Operation operation : operations) {
            Signature signature = new Signature(contract, operation);
            if (signature.hasQuery() || signature.bodyIsOptional()) {
                type.addMethod(shorter(method(operation), signature));
            }
            type.addMethod(method(method(operation), signature)
                    .addStatement(style.statement(signature.returnType(), signature.call()))
                    .build());
            operation
                    .source()
                    .path("x-aliases")
                    .forEach(alias -> type.addMethod(alias(alias.asText(), method(operation), signature)));
            if (operation.source().has("x-stream") && style == CallStyle.SYNC) {
                type.addMethod(StreamMethod.of(operation, signature));
            }
            new MemberMethods(contract, operation, style).addTo(type, "");
            new ListBodyMethods(contract, operation, style, nested).addTo(type, method(operation));
            if (method(operation).equals("getByID")) {
                type.addMethod(method("get", signature)
                        .addStatement(style.statement(signature.returnType(), signature.call()))
                        .build());
            }
        }
        return type.build();
    }

    /** An older name of a method. */
    private MethodSpec alias(String name, String method, Signature signature) {
        boolean returns = !style.declaredType(signature.returnType()).equals(TypeName.VOID);
        return deprecated(method(name, signature), method)
                .addStatement("$L$L($L)", returns ? "return " : "", method, signature.arguments(false))
                .build();
    }

    private static MethodSpec.Builder deprecated(MethodSpec.Builder method, String instead) {
        return method.addJavadoc("@deprecated {@link #$L} is the same\n", instead)
                .addAnnotation(AnnotationSpec.builder(Deprecated.class).build());
    }

    /** The same without what is optional. */
    private MethodSpec shorter(String name, Signature signature) {
        boolean returns = !style.declaredType(signature.returnType()).equals(TypeName.VOID);
        return base(name, signature, false)
                .addParameters(signature.parameters(false))
                .addStatement("$L$L($L)", returns ? "return " : "", name, signature.arguments(true))
                .build();
    }

    private MethodSpec.Builder method(String name, Signature signature) {
        return base(name, signature, true).addParameters(signature.parameters(true));
    }

    private MethodSpec.Builder base(String name, Signature signature, boolean whole) {
        MethodSpec.Builder method = MethodSpec.methodBuilder(name)
                .addModifiers(Modifier.PUBLIC)
                .addJavadoc(signature.documentation(whole))
                .returns(style.declaredType(signature.returnType()));
        if (signature.isDeprecated()) {
            method.addAnnotation(AnnotationSpec.builder(Deprecated.class).build());
        }
        return method;
    }

    private TypeSpec managersType(Map<String, List<Operation>> byManager) {
        TypeSpec.Builder type = TypeSpec.classBuilder(style.managers())
                .addModifiers(Modifier.PUBLIC, Modifier.ABSTRACT)
                .addJavadoc("Every manager, and every operation that has a name of its own here. Thread-safe.\n");
        MethodSpec.Builder constructor = MethodSpec.constructorBuilder()
                .addModifiers(Modifier.PROTECTED)
                .addParameter(Names.API, "api")
                .addJavadoc("Over {@code api}.\n");
        byManager.forEach((name, operations) -> {
            ClassName manager = style.manager(name);
            type.addField(manager, name, Modifier.PRIVATE, Modifier.FINAL);
            constructor.addStatement("this.$N = new $T(api)", name, manager);
            type.addMethod(MethodSpec.methodBuilder(name)
                    .addModifiers(Modifier.PUBLIC)
                    .returns(manager)
                    .addJavadoc("The operations on $L.\n", name)
                    .addStatement("return $N", name)
                    .build());
        });
        type.addMethod(constructor.build());
        byManager.values().forEach(operations -> operations.forEach(operation -> addFlat(type, operation)));
        return type.build();
    }

    private void addFlat(TypeSpec.Builder type, Operation operation) {
        Signature signature = new Signature(contract, operation);
        for (FlatName name : FlatName.of(operation)) {
            type.addMethod(flat(name, operation, signature, true));
            if (signature.hasQuery() || signature.bodyIsOptional()) {
                type.addMethod(flat(name, operation, signature, false));
            }
        }
        new MemberMethods(contract, operation, style).addTo(type, manager(operation) + ".");
    }

    private MethodSpec flat(FlatName name, Operation operation, Signature signature, boolean whole) {
        boolean returns = !style.declaredType(signature.returnType()).equals(TypeName.VOID);
        List<ParameterSpec> parameters = signature.parameters(whole);
        CodeBlock arguments = parameters.stream()
                .map(parameter -> CodeBlock.of("$N", parameter))
                .collect(CodeBlock.joining(", "));
        MethodSpec.Builder method = base(name.name(), signature, whole)
                .addParameters(parameters)
                .addStatement(
                        "$L$N.$L($L)", returns ? "return " : "", manager(operation), method(operation), arguments);
        if (name.deprecatedFor() != null) {
            deprecated(method, name.deprecatedFor());
        }
        if (signature.isDeprecated()) {
            method.addAnnotation(AnnotationSpec.builder(SuppressWarnings.class)
                    .addMember("value", "$S", "deprecation")
                    .build());
        }
        return method.build();
    }
}
