package dev.gatehouse.contract.generator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.palantir.javapoet.AnnotationSpec;
import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.JavaFile;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import com.palantir.javapoet.WildcardTypeName;
import dev.gatehouse.contract.Contract;
import dev.gatehouse.contract.Operation;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import javax.lang.model.element.Modifier;

/** One view a schema: getters for all, setters for what is sent. */
final class ModelGenerator {
    private static final ClassName OBJECT_NODE = ClassName.get("com.fasterxml.jackson.databind.node", "ObjectNode");

    private final Contract contract;

    ModelGenerator(Contract contract) {
        this.contract = contract;
    }

    List<JavaFile> generate() {
        Set<String> sent = new TreeSet<>();
        Set<String> named = new TreeSet<>();
        for (Operation operation : contract.operations()) {
            collect(operation.source(), named);
            collect(operation.source().path("requestBody"), sent);
        }
        // A schema that no operation leads to only lends its properties to others. Errors are exceptions, and no
        // models.
        named.remove("Error");
        List<JavaFile> files = new ArrayList<>();
        for (String name : named) {
            TypeSpec type = model(name, contract.schema(name), sent.contains(name));
            files.add(Names.file(Names.MODEL, type));
        }
        return files;
    }

    /** Adds the names of the schemas that {@code node} refers to, itself or by way of others. */
    private void collect(JsonNode node, Set<String> names) {
        if (node.path("$ref").isTextual()) {
            String name = Contract.referredName((ObjectNode) node);
            if (names.add(name)) {
                collect(contract.schema(name), names);
            }
        }
        node.forEach(child -> collect(child, names));
    }

    private TypeSpec model(String name, JsonNode schema, boolean sent) {
        ClassName self = Names.model(name);
        TypeSpec.Builder type = TypeSpec.classBuilder(name)
                .addModifiers(Modifier.PUBLIC, Modifier.FINAL)
                .superclass(Names.JSON_OBJECT)
                .addJavadoc(Documentation.escaped(schema.path("description").asText(name)) + "\n")
                .addMethod(MethodSpec.constructorBuilder()
                        .addModifiers(Modifier.PUBLIC)
                        .addJavadoc("With nothing set.\n")
                        .build())
                .addMethod(MethodSpec.constructorBuilder()
                        .addModifiers(Modifier.PUBLIC)
                        .addParameter(OBJECT_NODE, "json")
                        .addStatement("super(json)")
                        .addJavadoc("A view of {@code json}, which it does not copy.\n")
                        .build());
        schema.path("properties").properties().forEach(property -> {
            type.addMethod(getter(property.getKey(), property.getValue()));
            if (sent) {
                type.addMethod(setter(self, property.getKey(), property.getValue()));
            }
        });
        addSecrets(type, name);
        type.addMethod(with(self));
        return type.build();
    }

    private static MethodSpec getter(String name, JsonNode schema) {
        ValueType value = ValueType.of(name, schema);
        return MethodSpec.methodBuilder(Names.member(name))
                .addModifiers(Modifier.PUBLIC)
                .returns(value.type()
                        .annotated(AnnotationSpec.builder(Names.NULLABLE).build()))
                .addJavadoc(Documentation.of(schema.path("description").asText(), schema)
                        + "\n\n@return null when it is" + " not there\n")
                .addStatement("return $L", value.reader())
                .build();
    }

    /** What a setter takes: a map for free-form members, which views of its own would only hinder. */
    static TypeName taken(String name, JsonNode schema) {
        TypeName type = ValueType.of(name, schema).type();
        return type.equals(Names.JSON_OBJECT)
                ? ParameterizedTypeName.get(
                        ClassName.get(Map.class), ClassName.get(String.class), WildcardTypeName.subtypeOf(Object.class))
                : type;
    }

    private static MethodSpec setter(ClassName self, String name, JsonNode schema) {
        return MethodSpec.methodBuilder(Names.member(name))
                .addModifiers(Modifier.PUBLIC)
                .returns(self)
                .addParameter(
                        taken(name, schema)
                                .annotated(
                                        AnnotationSpec.builder(Names.NULLABLE).build()),
                        "value")
                .addJavadoc(Documentation.of(schema.path("description").asText(), schema) + "\n\n@param value null is"
                        + " sent as null\n")
                .addStatement("set($S, value)", name)
                .addStatement("return this")
                .build();
    }

    /** The secrets of the models within too, since they are shown together. */
    private void addSecrets(TypeSpec.Builder type, String name) {
        Set<String> within = new LinkedHashSet<>(List.of(name));
        collect(contract.schema(name), within);
        Set<String> secrets = new TreeSet<>();
        within.forEach(each -> collectSecrets(contract.schema(each), secrets));
        if (!secrets.isEmpty()) {
            CodeBlock names = secrets.stream().map(s -> CodeBlock.of("$S", s)).collect(CodeBlock.joining(", "));
            type.addMethod(MethodSpec.methodBuilder("secrets")
                    .addModifiers(Modifier.PROTECTED)
                    .addAnnotation(Override.class)
                    .returns(ParameterizedTypeName.get(Set.class, String.class))
                    .addStatement("return $T.of($L)", Set.class, names)
                    .build());
        }
    }

    private static void collectSecrets(JsonNode schema, Set<String> names) {
        schema.path("properties").properties().forEach(property -> {
            if (property.getValue().path("x-secret").asBoolean()) {
                names.add(property.getKey());
            }
        });
        schema.forEach(child -> collectSecrets(child, names));
    }

    private static MethodSpec with(ClassName self) {
        return MethodSpec.methodBuilder("with")
                .addModifiers(Modifier.PUBLIC)
                .addAnnotation(Override.class)
                .returns(self)
                .addParameter(String.class, "name")
                .addParameter(
                        ClassName.get(Object.class)
                                .annotated(
                                        AnnotationSpec.builder(Names.NULLABLE).build()),
                        "value")
                .addStatement("super.with(name, value)")
                .addStatement("return this")
                .build();
    }
}
