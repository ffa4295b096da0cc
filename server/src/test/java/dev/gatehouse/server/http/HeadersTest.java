package dev.gatehouse.server.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HeadersTest {
    @Test
    void mayHaveANameTwice() {
        Headers headers = Headers.of(Map.of("Content-Type", "text/html"))
                .and("Set-Cookie", "a=1")
                .and("set-cookie", "b=2");

        assertThat(headers.all("SET-COOKIE")).containsExactly("a=1", "b=2");
        assertThat(headers.first("set-cookie")).isEqualTo("a=1");
        assertThat(headers.with("Set-cookie", "c=3").all("set-cookie")).containsExactly("c=3");
        assertThat(headers.first("content-type")).isEqualTo("text/html");
        assertThat(headers.first("vary")).isNull();
        assertThat(headers.toMap().get("set-cookie")).isEqualTo(List.of("a=1", "b=2"));
        assertThat(headers.and("vary", "*").toMap().get("Vary")).isEqualTo(List.of("*"));
    }

    @Test
    void showsNoValues() {
        assertThat(Headers.NONE.and("set-cookie", "secret")).hasToString("[set-cookie]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\r\nb: c", "a\nb", "a\0", "\u007f", "\u20ac"})
    void refusesValuesThatWouldBeginAnotherField(String value) {
        assertThatThrownBy(() -> Headers.NONE.with("a", value))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("not a header field: a");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "a:", "a\r\nb", "ä"})
    void refusesNamesThatAreNone(String name) {
        assertThatThrownBy(() -> Headers.NONE.and(name, "b")).isInstanceOf(IllegalArgumentException.class);
    }
}
