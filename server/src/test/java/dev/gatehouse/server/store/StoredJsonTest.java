package dev.gatehouse.server.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StoredJsonTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "1",
                "-0.5",
                "100.0",
                "2.50",
                "1E+400",
                "123456789012345678901234567890",
                "0.1234567890123456789012345",
                "\"Zoë 😀 \\\"\\u0001\"",
                "[1,[],{}]",
                "{\"b\":null,\"a\":true}"
            })
    void comesBackAsItWasWritten(String text) {
        assertThat(StoredJson.write(StoredJson.read(text))).isEqualTo(text);
    }

    @Test
    void saysThatADocumentCannotBeReadWithoutShowingIt() {
        assertThatThrownBy(() -> StoredJson.read("{secret"))
                .isInstanceOf(StoreException.class)
                .hasMessage("a stored document cannot be read");
    }
}
