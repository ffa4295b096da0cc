package dev.gatehouse.server.start;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ShutdownTest {
    private final List<String> closed = new ArrayList<>();

    @Test
    void closesTheDatabaseEvenWhenRequestsDidNotFinish() {
        IllegalStateException late = new IllegalStateException("the HTTP server did not stop cleanly");

        assertThatThrownBy(() -> Shutdown.inOrder(
                        () -> {
                            throw late;
                        },
                        () -> closed.add("database"),
                        () -> closed.add("directory")))
                .isSameAs(late);
        assertThat(closed).containsExactly("database", "directory");
    }

    @Test
    void saysAllThatWentWrong() {
        assertThatThrownBy(() -> Shutdown.inOrder(ShutdownTest::fail, ShutdownTest::fail))
                .isInstanceOf(IllegalStateException.class)
                .satisfies(first -> assertThat(first.getSuppressed()).hasSize(1));
    }

    private static void fail() {
        throw new IllegalStateException("failed");
    }
}
