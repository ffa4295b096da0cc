package dev.gatehouse.contract.generator;

import com.fasterxml.jackson.databind.JsonNode;
import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import dev.gatehouse.contract.Operation;
import java.util.List;
import java.util.stream.Stream;
import javax.lang.model.element.Modifier;

/** The method {@code stream} of a manager, which iterates over a whole search, however long ({@code x-stream}). */
final class StreamMethod {
    private static final ClassName WINDOWS = ClassName.get(Names.CLIENT + ".page", "Windows");
    private static final ClassName FUTURES = ClassName.get(Names.CLIENT + ".async", "Futures");

    private StreamMethod() {}

    static MethodSpec of(Operation operation, Signature signature) {
        TypeName item =
                ((ParameterizedTypeName) signature.returnType()).typeArguments().get(0);
        JsonNode stream = operation.source().path("x-stream");
        String by = stream.path("by").asText();
        return MethodSpec.methodBuilder("stream")
                .addModifiers(Modifier.PUBLIC)
                .addJavadoc(
                        "All that are found, by {@code $L} from the oldest, past the 1,000 that the API lets page through.\n"
                                + "Asks for the largest pages, each when it is needed; throws what a call throws.\n\n"
                                + "@param query what to search for; its page, its size and its checkpoint do not count. Null"
                                + " for everything\n"
                                + "@throws IllegalArgumentException when the query is sorted otherwise\n",
                        by)
                .addParameters(signature.parameters(true))
                .returns(ParameterizedTypeName.get(ClassName.get(Stream.class), item))
                .addStatement(
                        "return $T.stream(query, $S, $S,\nwindow -> $T.await(api.page($T.of($T.$L, $T.of(), window, null),"
                                + " $T::new)))",
                        WINDOWS,
                        by,
                        stream.path("id").asText(),
                        FUTURES,
                        Names.CALL,
                        Names.OPERATIONS,
                        Names.constant(operation.id()),
                        List.class,
                        item)
                .build();
    }
}
