package dev.gatehouse.server.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class OutageTest {
    @Test
    void admitsEverybodyWhileAllIsWell() {
        Outage outage = new Outage(Duration.ofMinutes(1), Duration.ofMinutes(1));

        assertThat(outage.admits()).isTrue();
        assertThat(outage.admits()).isTrue();
    }

    @Test
    void admitsNobodyForAWhileAfterAFailure() {
        Outage outage = new Outage(Duration.ofMinutes(1), Duration.ofMinutes(1));
        outage.begin();

        assertThat(outage.lasts()).isTrue();
        assertThat(outage.admits()).isFalse();

        outage.end();
        assertThat(outage.lasts()).isFalse();
        assertThat(outage.admits()).isTrue();
    }

    @Test
    void admitsOneToTryAndTheOthersOnceThatSucceeds() {
        Outage outage = new Outage(Duration.ZERO, Duration.ofMinutes(1));
        outage.begin();

        assertThat(outage.lasts()).isFalse();
        assertThat(outage.admits()).isTrue();
        assertThat(outage.lasts()).isTrue();
        assertThat(outage.admits()).isFalse();

        outage.end();
        assertThat(outage.admits()).isTrue();
        assertThat(outage.admits()).isTrue();
    }
}
