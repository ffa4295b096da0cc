package dev.gatehouse.server.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class CircuitBreakerTest {
    @Test
    void admitsEverybodyWhileAllIsWell() {
        CircuitBreaker breaker = new CircuitBreaker(Duration.ofMinutes(1), Duration.ofMinutes(1));

        assertThat(breaker.admits()).isTrue();
        assertThat(breaker.admits()).isTrue();
    }

    @Test
    void admitsNobodyForAWhileAfterAFailure() {
        CircuitBreaker breaker = new CircuitBreaker(Duration.ofMinutes(1), Duration.ofMinutes(1));
        breaker.open();

        assertThat(breaker.isOpen()).isTrue();
        assertThat(breaker.admits()).isFalse();

        breaker.close();
        assertThat(breaker.isOpen()).isFalse();
        assertThat(breaker.admits()).isTrue();
    }

    @Test
    void admitsOneToTryAndTheOthersOnceThatSucceeds() {
        CircuitBreaker breaker = new CircuitBreaker(Duration.ZERO, Duration.ofMinutes(1));
        breaker.open();

        assertThat(breaker.isOpen()).isFalse();
        assertThat(breaker.admits()).isTrue();
        assertThat(breaker.isOpen()).isTrue();
        assertThat(breaker.admits()).isFalse();

        breaker.close();
        assertThat(breaker.admits()).isTrue();
        assertThat(breaker.admits()).isTrue();
    }
}
