package dev.gatehouse.server.action;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class ActionBuildsTest {
    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.EPOCH);
    private final ActionBuilds builds = new ActionBuilds(now::get);

    @Test
    void buildsForTwoLooks() {
        builds.start("a");

        assertThat(builds.look("a")).isEqualTo("building");
        assertThat(builds.look("a")).isEqualTo("building");
        assertThat(builds.look("a")).isEqualTo("built");
        assertThat(builds.look("a")).isEqualTo("built");
        assertThat(builds.look("unknown")).isEqualTo("built");
    }

    @Test
    void endsByItselfAfterATime() {
        builds.start("a");
        now.set(Instant.EPOCH.plus(ActionBuilds.MAX_DURATION));
        assertThat(builds.look("a")).isEqualTo("building");

        now.set(Instant.EPOCH.plus(ActionBuilds.MAX_DURATION).plusMillis(1));
        assertThat(builds.look("a")).isEqualTo("built");
    }

    @Test
    void startsAgainWithAChangeAndEndsWithADeployment() {
        builds.start("a");
        builds.look("a");
        builds.start("a");
        assertThat(builds.look("a")).isEqualTo("building");
        assertThat(builds.look("a")).isEqualTo("building");

        builds.start("a");
        builds.finish("a");
        assertThat(builds.look("a")).isEqualTo("built");
    }

    @Test
    void forgetsTheOldestOfTooMany() {
        for (int i = 0; i <= 1_000; i++) {
            builds.start("action " + i);
        }

        assertThat(builds.look("action 0")).isEqualTo("built");
        assertThat(builds.look("action 1")).isEqualTo("building");
        assertThat(builds.look("action 1000")).isEqualTo("building");
    }
}
