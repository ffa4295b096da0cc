package dev.gatehouse.server.action;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class ActionBuildsTest {
    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.EPOCH);
    private final ActionBuilds builds = new ActionBuilds(now::get);

    private static Action action(String id) {
        ObjectNode json = JsonNodeFactory.instance.objectNode().put("id", id);
        json.putArray("dependencies").addObject().put("name", "lodash").put("version", "4.0.0");
        return new Action(json);
    }

    @Test
    void buildsWhatHasNoDependenciesAtOnce() {
        builds.start(new Action(JsonNodeFactory.instance.objectNode().put("id", "a")));

        assertThat(builds.look(action("a"))).isEqualTo("built");
    }

    @Test
    void buildsForTwoLooks() {
        builds.start(action("a"));

        assertThat(builds.look(action("a"))).isEqualTo("building");
        assertThat(builds.look(action("a"))).isEqualTo("building");
        assertThat(builds.look(action("a"))).isEqualTo("built");
        assertThat(builds.look(action("a"))).isEqualTo("built");
        assertThat(builds.look(action("unknown"))).isEqualTo("built");
    }

    @Test
    void endsByItselfAfterATime() {
        builds.start(action("a"));
        now.set(Instant.EPOCH.plus(ActionBuilds.MAX_DURATION));
        assertThat(builds.look(action("a"))).isEqualTo("building");

        now.set(Instant.EPOCH.plus(ActionBuilds.MAX_DURATION).plusMillis(1));
        assertThat(builds.look(action("a"))).isEqualTo("built");
    }

    @Test
    void startsAgainWithAChangeAndEndsWithADeployment() {
        builds.start(action("a"));
        builds.look(action("a"));
        builds.start(action("a"));
        assertThat(builds.look(action("a"))).isEqualTo("building");
        assertThat(builds.look(action("a"))).isEqualTo("building");

        builds.start(action("a"));
        builds.finish("a");
        assertThat(builds.look(action("a"))).isEqualTo("built");
    }

    @Test
    void forgetsTheOldestOfTooMany() {
        for (int i = 0; i <= 1_000; i++) {
            builds.start(action("action " + i));
        }

        assertThat(builds.look(action("action 0"))).isEqualTo("built");
        assertThat(builds.look(action("action 1"))).isEqualTo("building");
        assertThat(builds.look(action("action 1000"))).isEqualTo("building");
    }
}
