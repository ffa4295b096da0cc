package dev.gatehouse.contract.generator;

import com.fasterxml.jackson.databind.JsonNode;
import com.palantir.javapoet.AnnotationSpec;
import com.palantir.javapoet.ArrayTypeName;
import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import com.palantir.javapoet.WildcardTypeName;
import java.util.Map;
import javax.lang.model.element.Modifier;

/** The setters of one member of a model. */
final class SetterMethods {
    private static final AnnotationSpec NULLABLE =
            AnnotationSpec.builder(Names.NULLABLE).build();

    private final TypeName self;
    private final String name;
    private final JsonNode schema;
    private final TypeName type;
    private final boolean required;

    SetterMethods(TypeName self, String name, JsonNode schema, ValueType value, boolean required) {
        this.self = self;
        this.name = name;
        this.schema = schema;
        this.type = value.type();
        this.required = required;
    }

    void addTo(TypeSpec.Builder model) {
        model.addMethod(base("@param value null is sent as null\n")
                .addParameter(parameterType(type).annotated(NULLABLE), "value")
                .addStatement("return with($S, value)", name)
                .build());
        if (ValueType.mainType(schema).equals("object") || schema.has("$ref")) {
            model.addMethod(
                    base("@param value what Jackson writes as an object: a record, a bean, a map or another view\n"
                                    + "@throws IllegalArgumentException when it has no JSON form\n")
                            .addParameter(ClassName.get(Object.class), "value")
                            .addStatement("return with($S, value)", name)
                            .build());
        }
        if (type instanceof ParameterizedTypeName list && list.typeArguments().get(0) instanceof ClassName item) {
            model.addMethod(base("@param first the first item\n@param more the others\n")
                    .addParameter(item, "first")
                    .addParameter(ArrayTypeName.of(item), "more")
                    .varargs()
                    .addStatement("return with($S, listOf(first, more))", name)
                    .build());
        }
    }

    private MethodSpec.Builder base(String parameters) {
        return MethodSpec.methodBuilder(Names.member(name))
                .addModifiers(Modifier.PUBLIC)
                .returns(self)
                .addJavadoc(Documentation.of(schema.path("description").asText(), schema)
                        + (required ? " Required." : "") + "\n\n" + parameters);
    }

    /** The type of the parameter of a setter: a map for free-form members, which have no class. */
    static TypeName parameterType(TypeName type) {
        return type.equals(Names.JSON_OBJECT)
                ? ParameterizedTypeName.get(
                        ClassName.get(Map.class), ClassName.get(String.class), WildcardTypeName.subtypeOf(Object.class))
                : type;
    }
}
