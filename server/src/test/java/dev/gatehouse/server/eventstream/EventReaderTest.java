package dev.gatehouse.server.eventstream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.gatehouse.server.MovableClock;
import dev.gatehouse.server.eventstream.RecordedEventStore.Recorded;
import dev.gatehouse.server.identifier.Identifiers;
import dev.gatehouse.server.store.Backend;
import dev.gatehouse.server.store.EmptyTenant;
import dev.gatehouse.server.store.OnEveryDatabase;
import dev.gatehouse.server.store.Sequence;
import dev.gatehouse.server.store.document.DocumentStore;
import dev.gatehouse.server.store.document.SecretMembers;
import dev.gatehouse.server.store.encryption.SecretBox;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Events of several nodes, whose clocks differ and whose transactions take longer or shorter. */
@OnEveryDatabase
class EventReaderTest {
    private final MovableClock clock = new MovableClock();
    private final EmptyTenant tenant;
    private final Instant began = clock.instant();
    private final RecordedEventStore node = node(clock);
    /** What it records has an earlier time than what was recorded before it. */
    private final RecordedEventStore late = node(() -> clock.instant().minus(Duration.ofSeconds(5)));

    EventReaderTest(Backend backend) {
        tenant = backend.newTenant();
    }

    private static RecordedEventStore node(InstantSource clock) {
        Sequence sequence = new Sequence(clock);
        DocumentStore documents = new DocumentStore(
                new SecretBox(new byte[SecretBox.KEY_BYTES]),
                sequence,
                SecretMembers.ofKindsAlone(),
                List.of(EventRecording.KIND));
        return new RecordedEventStore(documents, sequence, new Identifiers(new SecureRandom()), clock);
    }

    private void record(RecordedEventStore where, String id) {
        tenant.run(tx -> where.record(
                tx, JsonNodeFactory.instance.objectNode().put("id", "evt_" + id).put("type", "user.created")));
    }

    private EventReader reader(EventOffset offset) {
        return new EventReader(tenant.database(), node, clock, tenant.tenant(), offset);
    }

    private EventReader fromTheBeginning() {
        return reader(EventOffset.after(EventPosition.at(began.minus(Duration.ofMinutes(1)))));
    }

    /** The events that it tells of now. */
    private static List<String> told(EventReader reader) {
        List<String> ids = new ArrayList<>();
        for (List<Recorded> next = reader.next(); !next.isEmpty(); next = reader.next()) {
            for (Recorded event : next) {
                if (!reader.wasTold(event)) {
                    ids.add(event.position().eventId().substring(4));
                }
                reader.had(event, true);
            }
        }
        return ids;
    }

    private static EventOffset sent(EventReader reader) {
        return EventOffset.parse(reader.offset().toString()).orElseThrow();
    }

    @Test
    void tellsOfEachEventAtOnceAndOnce() {
        EventReader reader = fromTheBeginning();
        record(node, "a");
        assertThat(told(reader)).containsExactly("a");
        record(node, "b");
        record(node, "c");
        assertThat(told(reader)).containsExactly("b", "c");
        assertThat(sent(reader)).isEqualTo(reader.offset());
        clock.moveBy(Duration.ofMinutes(1));
        assertThat(told(reader)).isEmpty();
        assertThat(told(reader)).isEmpty(); // and passes what the time before found to be old enough
        assertThat(reader.offset().told()).isEmpty();
    }

    @Test
    void tellsOfAnEventThatAppearsBeforeOthers() {
        assumeTrue(tenant.database().isShared());
        EventReader reader = fromTheBeginning();
        record(node, "a");
        assertThat(told(reader)).containsExactly("a");
        record(late, "b");
        record(node, "c");
        record(late, "d");
        assertThat(told(reader)).containsExactlyInAnyOrder("b", "c", "d");
        assertThat(told(reader)).isEmpty();
        clock.moveBy(Duration.ofMinutes(1));
        record(node, "e");
        assertThat(told(reader)).containsExactly("e");
    }

    @Test
    void goesOnWithoutWhatWasToldAndWithWhatAppearedMeanwhile() {
        EventReader reader = fromTheBeginning();
        record(node, "a");
        record(node, "b");
        assertThat(told(reader)).containsExactly("a", "b");
        EventOffset offset = sent(reader);
        record(node, "c");
        if (tenant.database().isShared()) {
            record(late, "d");
            assertThat(told(reader(offset))).containsExactlyInAnyOrder("c", "d");
        } else {
            assertThat(told(reader(offset))).containsExactly("c");
        }
    }

    @Test
    void leavesOutNoneOfMany() {
        int many = 3 * EventReader.TOGETHER + 5;
        List<String> ids = IntStream.range(0, many).mapToObj(i -> "n" + i).toList();
        EventReader reader = fromTheBeginning();
        ids.forEach(id -> record(node, id));
        assertThat(told(reader)).isEqualTo(ids);
        List<String> more = IntStream.range(0, many).mapToObj(i -> "l" + i).toList();
        if (tenant.database().isShared()) {
            more.forEach(id -> record(late, id));
            assertThat(told(reader)).containsExactlyInAnyOrderElementsOf(more);
        }
        // More than an offset names: some are told again, and none is left out.
        record(node, "last");
        List<String> again = told(reader(sent(reader)));
        assertThat(again).contains("last").doesNotHaveDuplicates();
        clock.moveBy(Duration.ofMinutes(1));
        assertThat(told(reader)).containsExactly("last");
        clock.moveBy(Duration.ofMinutes(1));
        assertThat(told(reader)).isEmpty();
        assertThat(told(reader)).isEmpty();
        assertThat(told(reader(sent(reader)))).isEmpty();
    }

    @Test
    void forgetsTheOldestFirst() {
        record(late, "a");
        record(late, "b");
        record(late, "c");
        record(node, "d");
        Instant end = clock.instant().minus(Duration.ofSeconds(2));
        assertThat(tenant.does(tx -> node.hasBefore(tx, end.minus(Duration.ofMinutes(1)))))
                .isFalse();
        assertThat(tenant.does(tx -> node.hasBefore(tx, end))).isTrue();
        tenant.run(tx -> assertThat(node.deleteBefore(tx, end, 2)).isEqualTo(2));
        assertThat(told(fromTheBeginning())).containsExactly("c", "d");
        tenant.run(tx -> assertThat(node.deleteBefore(tx, end, 2)).isOne());
        assertThat(told(fromTheBeginning())).containsExactly("d");
        assertThat(tenant.does(tx -> node.hasBefore(tx, end))).isFalse();
    }

    @Test
    void readsNoOffsetButItsOwn() {
        String offset = "1750000000000000-evt_abc~x1~y2";
        assertThat(EventOffset.parse(offset).orElseThrow()).hasToString(offset);
        assertThat(EventOffset.parse("17"))
                .hasValueSatisfying(plain -> assertThat(plain).hasToString("17"));
        for (String none : List.of("", "x", "1-2", "1~", "1~a~", "1" + "~a".repeat(33), "1-evt_a evt_b")) {
            assertThat(EventOffset.parse(none)).as(none).isEmpty();
        }
    }
}
