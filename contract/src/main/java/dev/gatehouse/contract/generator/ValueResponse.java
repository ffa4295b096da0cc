package dev.gatehouse.contract.generator;

import com.fasterxml.jackson.databind.JsonNode;
import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A response that is not an object: a number, or a list of strings.
 *
 * @param type the return type of the method
 * @param reader the code that reads it
 */
record ValueResponse(TypeName type, CodeBlock reader) {
    /** Null when the schema is of an object, a list of objects, or no content. */
    static @Nullable ValueResponse of(JsonNode schema) {
        if (schema.path("type").asText().equals("integer")) {
            return new ValueResponse(TypeName.get(Integer.class), reader("integer"));
        }
        if (schema.at("/items/type").asText().equals("string")) {
            TypeName texts = ParameterizedTypeName.get(ClassName.get(List.class), ClassName.get(String.class));
            return new ValueResponse(texts, reader("texts"));
        }
        return null;
    }

    private static CodeBlock reader(String method) {
        return CodeBlock.of("$T::$L", Names.JSON_VALUES, method);
    }
}
