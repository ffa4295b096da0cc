package dev.gatehouse.contract.generator;

import com.fasterxml.jackson.databind.JsonNode;
import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An answer that has no members: a number, or a list of texts.
 *
 * @param type what a method returns
 * @param reader reads it
 */
record PlainResponse(TypeName type, CodeBlock reader) {
    /** Of that schema; null when the answer is an object, a list of objects, or nothing. */
    static @Nullable PlainResponse of(JsonNode schema) {
        if (schema.path("type").asText().equals("integer")) {
            return new PlainResponse(TypeName.get(Integer.class), reader("integer"));
        }
        if (schema.at("/items/type").asText().equals("string")) {
            TypeName texts = ParameterizedTypeName.get(ClassName.get(List.class), ClassName.get(String.class));
            return new PlainResponse(texts, reader("texts"));
        }
        return null;
    }

    private static CodeBlock reader(String method) {
        return CodeBlock.of("$T::$L", Names.JSON_VALUES, method);
    }
}
