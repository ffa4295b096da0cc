package dev.gatehouse.server.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.server.error.ErrorCode;
import dev.gatehouse.server.error.Rejection;
import dev.gatehouse.server.store.sql.Dialect;
import dev.gatehouse.server.store.sql.SqlExceptionTranslator;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class RetriesTest {
    private final AtomicInteger tried = new AtomicInteger();

    private String collide(int times) {
        if (tried.incrementAndGet() <= times) {
            throw new SqlExceptionTranslator(Dialect.POSTGRESQL, "d").translate(new SQLException("collided", "40001"));
        }
        return "done";
    }

    @Test
    void runsATransactionAgainUntilItCollidesNoMore() {
        assertThat(new Retries(Duration.ofMinutes(1)).untilItFits(() -> collide(40)))
                .isEqualTo("done");
        assertThat(tried).hasValue(41);
    }

    @Test
    void givesUpInTheEnd() {
        assertThatThrownBy(() -> new Retries(Duration.ofMillis(50)).untilItFits(() -> collide(1_000_000)))
                .isInstanceOfSatisfying(
                        Rejection.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.SERVICE_UNAVAILABLE))
                .hasMessage("Too many calls change the same. Try again.");
    }

    @Test
    void runsNothingAgainThatFailsOtherwise() {
        IllegalStateException failure = new IllegalStateException("no");

        assertThatThrownBy(() -> new Retries(Duration.ofMinutes(1)).untilItFits(() -> {
                    tried.incrementAndGet();
                    throw failure;
                }))
                .isSameAs(failure);
        assertThat(tried).hasValue(1);
    }
}
