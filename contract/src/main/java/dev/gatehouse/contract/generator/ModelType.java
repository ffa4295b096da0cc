package dev.gatehouse.contract.generator;

import com.fasterxml.jackson.databind.JsonNode;
import com.palantir.javapoet.AnnotationSpec;
import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import com.palantir.javapoet.TypeVariableName;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.lang.model.element.Modifier;
import org.jspecify.annotations.Nullable;

/** Generates the class of one model. */
final class ModelType {
    private static final ClassName OBJECT_NODE = ClassName.get("com.fasterxml.jackson.databind.node", "ObjectNode");
    private static final AnnotationSpec NULLABLE =
            AnnotationSpec.builder(Names.NULLABLE).build();

    private final String name;
    private final ClassName self;
    private final JsonNode schema;
    private final NestedTypes nested;
    private final Set<String> secrets;
    private final ClassName base;
    private final Map<String, JsonNode> properties;

    /** A model with all of its members. */
    ModelType(String name, JsonNode schema, NestedTypes nested, Set<String> secrets) {
        this(name, schema, nested, secrets, Names.BASE_MODEL, members(schema));
    }

    /** A model with the members that its base does not have. */
    ModelType(
            String name,
            JsonNode schema,
            NestedTypes nested,
            Set<String> secrets,
            ClassName base,
            Map<String, JsonNode> properties) {
        this.name = name;
        this.self = Names.model(name);
        this.schema = schema;
        this.nested = nested;
        this.secrets = secrets;
        this.base = base;
        this.properties = properties;
    }

    private static Map<String, JsonNode> members(JsonNode schema) {
        Map<String, JsonNode> members = new LinkedHashMap<>();
        schema.path("properties").properties().forEach(each -> members.put(each.getKey(), each.getValue()));
        return members;
    }

    /**
     * The class.
     *
     * @param sent whether it has setters, for all that the server does not decide alone
     */
    TypeSpec.Builder generate(boolean sent) {
        TypeSpec.Builder type = TypeSpec.classBuilder(name)
                .addModifiers(Modifier.PUBLIC, Modifier.FINAL)
                .superclass(ParameterizedTypeName.get(base, self))
                .addJavadoc(Documentation.escaped(schema.path("description").asText(name))
                        + Documentation.required(schema) + "\n");
        addConstructors(type, Modifier.PUBLIC);
        addMembers(type, self, sent);
        addSecrets(type);
        return type;
    }

    /** The abstract class of what several models that are sent have in common. */
    TypeSpec.Builder generateBase() {
        TypeVariableName heir = TypeVariableName.get("S", ParameterizedTypeName.get(self, TypeVariableName.get("S")));
        TypeSpec.Builder type = TypeSpec.classBuilder(name)
                .addModifiers(Modifier.PUBLIC, Modifier.ABSTRACT)
                .addTypeVariable(heir)
                .superclass(ParameterizedTypeName.get(base, TypeVariableName.get("S")))
                .addJavadoc(Documentation.escaped(schema.path("description").asText(name))
                        + "\n\n@param <S> the model itself, so that calls can be chained\n");
        addConstructors(type, null);
        addMembers(type, TypeVariableName.get("S"), true);
        return type;
    }

    private static void addConstructors(TypeSpec.Builder type, @Nullable Modifier access) {
        MethodSpec.Builder empty = MethodSpec.constructorBuilder().addJavadoc("With nothing set.\n");
        MethodSpec.Builder view = MethodSpec.constructorBuilder()
                .addParameter(OBJECT_NODE, "json")
                .addStatement("super(json)")
                .addJavadoc("A view of {@code json}, which is not copied.\n");
        if (access != null) {
            empty.addModifiers(access);
            view.addModifiers(access);
        }
        type.addMethod(empty.build()).addMethod(view.build());
    }

    private void addMembers(TypeSpec.Builder type, TypeName returned, boolean sent) {
        properties.forEach((member, described) -> {
            ValueType value = ValueType.of(member, described, nested);
            type.addMethod(getter(member, described, value));
            if (sent && !described.path("readOnly").asBoolean()) {
                new SetterMethods(returned, member, described, value, isRequired(member)).addTo(type);
            }
        });
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
