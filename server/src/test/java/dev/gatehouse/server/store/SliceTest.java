package dev.gatehouse.server.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Slices of lists in memory, and the cursors that lead from one to the next. */
class SliceTest {
    private static final List<String> ALL = List.of("a", "b", "c", "d", "e");

    @ParameterizedTest
    @CsvSource({
        "0, 2, 'a,b'",
        "2, 2, 'c,d'",
        "4, 2, 'e'",
        "5, 2, ''",
        "0, 0, ''",
        "2147483647, 100, ''",
        "3, 2147483647, 'd,e'"
    })
    void isTheWantedPartOfAList(int start, int limit, String expected) {
        Slice<String> slice = Slice.of(ALL, new Window.Offset(start, limit, true));

        assertThat(String.join(",", slice.items())).isEqualTo(expected);
        assertThat(slice.total()).isEqualTo(5);
        assertThat(slice.next()).isNull();
    }

    @ParameterizedTest
    @CsvSource({"1, 5", "2, 3", "4, 2", "5, 1", "6, 1"})
    void leadsThroughTheWholeList(int limit, int pages) {
        List<String> seen = new ArrayList<>();
        int count = 0;
        String next = null;
        do {
            Slice<String> slice = Slice.of(ALL, new Window.Checkpoint(next, limit));
            seen.addAll(slice.items());
            next = slice.next();
            count++;
        } while (next != null);

        assertThat(seen).isEqualTo(ALL);
        assertThat(count).isEqualTo(pages);
    }

    @Test
    void showsTheSamePartOfSomethingElse() {
        assertThat(new Slice<>(List.of(1, 2), 7, "n").map(i -> "" + i))
                .isEqualTo(new Slice<>(List.of("1", "2"), 7, "n"));
    }

    @ParameterizedTest
    @CsvSource({"0, a", "-9223372036854775808, ''", "9223372036854775807, 'auth0|a b ü'"})
    void readsACursorAgain(long sequence, String id) {
        Cursor cursor = new Cursor(sequence, id);

        assertThat(cursor.encode()).matches("[A-Za-z0-9_-]+");
        assertThat(Cursor.decode(cursor.encode())).isEqualTo(cursor);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "1", "x 1", " 1", "9223372036854775808 a", "1 a\0b", "1 a\nb"})
    void refusesACursorThatNoPageEndedWith(String plain) {
        String text = Base64.getUrlEncoder().withoutPadding().encodeToString(plain.getBytes(StandardCharsets.UTF_8));

        assertThatThrownBy(() -> Cursor.decode(text))
                .isInstanceOf(InvalidCursorException.class)
                .hasMessage("not a cursor of this list");
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "***", "MSBh=", "../..", "a b"})
    void refusesTextThatIsNoCursor(String text) {
        assertThatThrownBy(() -> Slice.of(ALL, new Window.Checkpoint(text, 1)))
                .isInstanceOf(InvalidCursorException.class);
    }
}
