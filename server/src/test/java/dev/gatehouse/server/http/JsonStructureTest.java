package dev.gatehouse.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonStructureTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {}                        | 1
            [1,2,3]                   | 3
            {"a": [{}, {"b": null}]}  | 7
            "{[,:"                    | 0
            {"a\\"{,": "\\\\"}        | 2
            "{{{{                     | 0
            ``                        | 0
            """)
    void countsWhatBecomesObjects(String json, int characters) {
        assertThat(JsonStructure.of(json.getBytes(StandardCharsets.UTF_8)).characters())
                .isEqualTo(characters);
    }

    @Test
    void chargesObjectsForWhatTheyBecome() {
        byte[] objects = "{},".repeat(1_000).getBytes(StandardCharsets.UTF_8);
        byte[] text = ("\"" + "a".repeat(2_998) + "\"").getBytes(StandardCharsets.UTF_8);

        assertThat(JsonStructure.of(objects).heapBytes()).isGreaterThan(30L * objects.length);
        assertThat(JsonStructure.of(text).heapBytes()).isLessThan(5L * text.length);
    }
}
