package dev.gatehouse.server.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.server.http.ResponseCookie.SameSite;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CookieTest {
    @Test
    void isSafeByDefault() {
        assertThat(ResponseCookie.of("__Host-session", "abc"))
                .hasToString("__Host-session=abc; Path=/; Secure; HttpOnly; SameSite=Lax");
    }

    @Test
    void saysAllThatItWasTold() {
        ResponseCookie cookie =
                new ResponseCookie("a", "", "/u/login", Duration.ofHours(2), false, false, SameSite.STRICT);

        assertThat(cookie).hasToString("a=; Path=/u/login; Max-Age=7200; SameSite=Strict");
        assertThat(ResponseCookie.of("a", "b").withMaxAge(Duration.ofDays(3)).withSameSite(SameSite.NONE))
                .hasToString("a=b; Path=/; Max-Age=259200; Secure; HttpOnly; SameSite=None");
        assertThat(ResponseCookie.deleted("a")).hasToString("a=; Path=/; Max-Age=0; Secure; HttpOnly; SameSite=Lax");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "a=b", "a;b", "ä", "a\r\nb", "a,b", "\"a\""})
    void refusesNamesThatAreNoTokens(String name) {
        assertThatThrownBy(() -> ResponseCookie.of(name, "b"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("cookie " + name + ": its name is not a token");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a b", "a;b", "a,b", "\"a\"", "a\\b", "ä", "a\r\nSet-Cookie: b=c", "\0"})
    void refusesValuesThatWouldEndOrChange(String value) {
        assertThatThrownBy(() -> ResponseCookie.of("a", value))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("cookie a: its value has characters that a cookie may not have");
    }

    @Test
    void refusesWhatBrowsersDrop() {
        assertRefused("__Host-a", "/", true, "/u", "cookie __Host-a: __Host- needs the path /");
        assertRefused("__host-a", "/", false, "/", "cookie __host-a: its prefix needs Secure");
        assertRefused("__Secure-a", "/", false, "/", "cookie __Secure-a: its prefix needs Secure");
        assertRefused("a", "/", true, "/;Domain=b", "cookie a: its path is not one");
        assertRefused("a", "/", true, "u", "cookie a: its path is not one");
        assertThatThrownBy(() -> ResponseCookie.of("a", "b".repeat(4_096)))
                .hasMessage("cookie a: it is longer than 4096 characters");
        assertThatThrownBy(() -> ResponseCookie.of("a", "b").withMaxAge(Duration.ofDays(401)))
                .hasMessage("cookie a: its age is over 400 days");
        assertThatThrownBy(() -> new ResponseCookie("a", "b", "/", null, false, true, SameSite.NONE))
                .hasMessage("cookie a: SameSite=None needs Secure");
    }

    private static void assertRefused(String name, String value, boolean secure, String path, String message) {
        assertThatThrownBy(() -> new ResponseCookie(name, value, path, null, secure, true, SameSite.LAX))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(message);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            a=1; b=2          | {a=1, b=2}
            a=1;b=2           | {a=1, b=2}
            a=1; a=2          | {a=1}
            a="1"             | {a=1}
            a=b=c==           | {a=b=c==}
            a=                | {a=}
            a; =1; ; b=2      | {b=2}
            a b=1; c=2        | {c=2}
            a=1 2; b="; c=,   | {}
            """)
    void readsWhatBrowsersSend(String header, String cookies) {
        assertThat(RequestCookies.parse(List.of(header))).hasToString(cookies);
    }

    @Test
    void readsSeveralFieldsAsOne() {
        assertThat(RequestCookies.parse(List.of("a=1", "b=2; c=3"))).isEqualTo(Map.of("a", "1", "b", "2", "c", "3"));
        assertThat(RequestCookies.parse(List.of())).isEmpty();
    }
}
