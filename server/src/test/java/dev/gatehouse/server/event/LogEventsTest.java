package dev.gatehouse.server.event;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.gatehouse.server.store.Backend;
import dev.gatehouse.server.store.EmptyTenant;
import dev.gatehouse.server.store.OnEveryDatabase;
import dev.gatehouse.server.store.Sequence;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Test;

@OnEveryDatabase
class LogEventsTest {
    private static final InstantSource CLOCK = InstantSource.fixed(Instant.parse("2026-03-01T12:00:00.123456Z"));

    private final EmptyTenant tenant;

    LogEventsTest(Backend backend) {
        tenant = backend.newTenant();
    }

    @Test
    void keepsWhatTwoNodesWriteInTheSameMicrosecond() {
        List<LogEvents> nodes = List.of(new LogEvents(new Sequence(CLOCK)), new LogEvents(new Sequence(CLOCK)));

        nodes.forEach(node -> tenant.run(tx -> node.append(tx, "sapi", JsonNodeFactory.instance.objectNode())));

        List<String> ids = tenant.list(tx -> new LogStore()
                .after(tx, LogId.before(CLOCK.instant()), 10).stream()
                        .map(event -> event.path("log_id").asText())
                        .toList());
        assertThat(ids).hasSize(2).doesNotHaveDuplicates().allMatch(LogId::isId);
    }
}
