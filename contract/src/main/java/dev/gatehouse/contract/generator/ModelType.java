package dev.gatehouse.contract.generator;

import com.fasterxml.jackson.databind.JsonNode;
import com.palantir.javapoet.AnnotationSpec;
import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import javax.lang.model.element.Modifier;

/** Generates the class of one model. */
final class ModelType {
    private static final ClassName MODEL = ClassName.get(Names.CLIENT + ".json", "Model");
    private static final ClassName OBJECT_NODE = ClassName.get("com.fasterxml.jackson.databind.node", "ObjectNode");
    private static final AnnotationSpec NULLABLE =
            AnnotationSpec.builder(Names.NULLABLE).build();

    private final String name;
    private final ClassName self;
    private final JsonNode schema;
    private final NestedTypes nested;
    private final Set<String> secrets;

    ModelType(String name, JsonNode schema, NestedTypes nested, Set<String> secrets) {
        this.name = name;
        this.self = Names.model(name);
        this.schema = schema;
        this.nested = nested;
        this.secrets = secrets;
    }

    /**
     * The class.
     *
     * @param sent whether it has setters, for all that the server does not decide alone
     */
    TypeSpec.Builder generate(boolean sent) {
        TypeSpec.Builder type = TypeSpec.classBuilder(name)
                .addModifiers(Modifier.PUBLIC, Modifier.FINAL)
                .superclass(ParameterizedTypeName.get(MODEL, self))
                .addJavadoc(Documentation.escaped(schema.path("description").asText(name))
                        + Documentation.required(schema) + "\n")
                .addMethod(MethodSpec.constructorBuilder()
                        .addModifiers(Modifier.PUBLIC)
                        .addJavadoc("With nothing set.\n")
                        .build())
                .addMethod(MethodSpec.constructorBuilder()
                        .addModifiers(Modifier.PUBLIC)
                        .addParameter(OBJECT_NODE, "json")
                        .addStatement("super(json)")
                        .addJavadoc("A view of {@code json}, which is not copied.\n")
                        .build());
        schema.path("properties").properties().forEach(property -> {
            ValueType value = ValueType.of(property.getKey(), property.getValue(), nested);
            type.addMethod(getter(property.getKey(), property.getValue(), value));
            if (sent && !property.getValue().path("readOnly").asBoolean()) {
                new SetterMethods(self, property.getKey(), property.getValue(), value, isRequired(property.getKey()))
                        .addTo(type);
            }
        });
        addSecrets(type);
        return type;
    }

    private boolean isRequired(String member) {
        for (JsonNode each : schema.path("required")) {
            if (each.asText().equals(member)) {
                return true;
            }
        }
        return false;
    }

    private static MethodSpec getter(String name, JsonNode schema, ValueType value) {
        return MethodSpec.methodBuilder(Names.member(name))
                .addModifiers(Modifier.PUBLIC)
                .returns(value.type().annotated(NULLABLE))
                .addJavadoc(Documentation.of(schema.path("description").asText(), schema)
                        + "\n\n@return null when it is absent or null\n")
                .addStatement("return $L", value.reader())
                .build();
    }

    private void addSecrets(TypeSpec.Builder type) {
        if (!secrets.isEmpty()) {
            CodeBlock names = secrets.stream().map(s -> CodeBlock.of("$S", s)).collect(CodeBlock.joining(", "));
            type.addMethod(MethodSpec.methodBuilder("secretMembers")
                    .addModifiers(Modifier.PROTECTED)
                    .addAnnotation(Override.class)
                    .returns(ParameterizedTypeName.get(Set.class, String.class))
                    .addStatement("return $T.of($L)", Set.class, names)
                    .build());
        }
    }

    /** Adds a method that begins an update with what there is. */
    void addFrom(TypeSpec.Builder type, String current, JsonNode currentSchema) {
        List<CodeBlock> members = new ArrayList<>();
        schema.path("properties").properties().forEach(property -> {
            boolean shared = currentSchema.path("properties").has(property.getKey());
            boolean secret = property.getValue().path("x-secret").asBoolean();
            if (shared && !secret) {
                members.add(CodeBlock.of("$S", property.getKey()));
            }
        });
        if (members.isEmpty()) {
            return;
        }
        type.addMethod(MethodSpec.methodBuilder("from")
                .addModifiers(Modifier.PUBLIC, Modifier.STATIC)
                .addParameter(Names.model(current), "current")
                .returns(self)
                .addJavadoc(
                        "Begins with a copy of every member that can be changed, except secrets. What is to stay as it"
                                + " is can be\ntaken out with {@link #without}.\n")
                .addStatement("$T update = new $T()", self, self)
                .addStatement("update.copyFrom(current, $L)", CodeBlock.join(members, ", "))
                .addStatement("return update")
                .build());
    }
}
