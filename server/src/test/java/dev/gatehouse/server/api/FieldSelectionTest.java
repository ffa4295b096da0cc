package dev.gatehouse.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FieldSelectionTest {
    private static final JsonMapper JSON = new JsonMapper();
    private static final String USER =
            "{\"id\":1,\"name\":\"a\",\"meta\":{\"x\":1,\"y\":{\"z\":2}},\"list\":[{\"x\":1,\"w\":2}]}";

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            id          | true  | {"id":1}
            id, name    | true  | {"id":1,"name":"a"}
            nothing     | true  | {}
            meta.x      | true  | {"meta":{"x":1}}
            meta,meta.x | true  | {"meta":{"x":1,"y":{"z":2}}}
            list.w      | true  | {"list":[{"w":2}]}
            meta,list   | false | {"id":1,"name":"a"}
            meta.y,list | false | {"id":1,"name":"a","meta":{"x":1}}
            """)
    void narrows(String fields, boolean include, String expected) throws IOException {
        FieldSelection selection = Objects.requireNonNull(FieldSelection.of(fields, include));

        assertThat(selection.apply(JSON.readTree(USER))).isEqualTo(JSON.readTree(expected));
    }

    @Test
    void isNoneWithoutFields() {
        assertThat(FieldSelection.of(null, false)).isNull();
        assertThat(FieldSelection.of(" ", true)).isNull();
    }
}
