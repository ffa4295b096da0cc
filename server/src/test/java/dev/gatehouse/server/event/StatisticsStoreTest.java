package dev.gatehouse.server.event;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.gatehouse.server.store.Backend;
import dev.gatehouse.server.store.EmptyTenant;
import dev.gatehouse.server.store.OnEveryDatabase;
import dev.gatehouse.server.store.Sequence;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

@OnEveryDatabase
class StatisticsStoreTest {
    private final StatisticsStore statistics = new StatisticsStore();
    private final EmptyTenant tenant;
    private final EmptyTenant neighbour;

    StatisticsStoreTest(Backend backend) {
        tenant = backend.newTenant();
        neighbour = backend.newTenant();
    }

    @Test
    void countsWhatHappenedDayByDay() {
        log(tenant, "2026-03-01T00:00:00Z", "s", "a");
        log(tenant, "2026-03-01T12:00:00Z", "sepft", "a");
        log(tenant, "2026-03-01T23:59:59Z", "ss", "b");
        log(tenant, "2026-03-01T13:00:00Z", "f", "a");
        log(tenant, "2026-03-03T01:00:00Z", "pwd_leak", "a");
        log(neighbour, "2026-03-02T01:00:00Z", "s", "a");

        LocalDate first = LocalDate.parse("2026-03-01");
        DailyCounts onFirst = new DailyCounts(
                first, 2, 1, 0, Instant.parse("2026-03-01T00:00:00Z"), Instant.parse("2026-03-01T23:59:59Z"));
        LocalDate third = LocalDate.parse("2026-03-03");
        Instant leaked = Instant.parse("2026-03-03T01:00:00Z");
        DailyCounts onThird = new DailyCounts(third, 0, 0, 1, leaked, leaked);

        assertThat(daily(first, third)).containsExactly(onFirst, onThird);
        assertThat(daily(first, first)).containsExactly(onFirst);
        assertThat(daily(first.plusDays(1), third)).containsExactly(onThird);
        assertThat(daily(third.plusDays(1), third.plusDays(9))).isEmpty();
    }

    @Test
    void countsEachUserWhoSignedInOnce() {
        log(tenant, "2026-03-01T00:00:00Z", "s", "a");
        log(tenant, "2026-03-02T00:00:00Z", "s", "a");
        log(tenant, "2026-03-02T01:00:00Z", "sepft", "b");
        log(tenant, "2026-03-02T02:00:00Z", "ss", "c");
        log(neighbour, "2026-03-02T02:00:00Z", "s", "d");

        assertThat(active("2026-03-01T00:00:00Z")).isEqualTo(2);
        assertThat(active("2026-03-02T00:30:00Z")).isEqualTo(1);
        assertThat(active("2026-03-03T00:00:00Z")).isZero();
    }

    private List<DailyCounts> daily(LocalDate from, LocalDate to) {
        return tenant.list(tx -> statistics.daily(tx, from, to));
    }

    private long active(String since) {
        return tenant.<Long>read(tx -> statistics.activeUsers(tx, Instant.parse(since)));
    }

    private static void log(EmptyTenant tenant, String at, String type, String userId) {
        LogEvents events = new LogEvents(new Sequence(InstantSource.fixed(Instant.parse(at))));
        tenant.run(tx ->
                events.append(tx, type, JsonNodeFactory.instance.objectNode().put("user_id", userId)));
    }
}
