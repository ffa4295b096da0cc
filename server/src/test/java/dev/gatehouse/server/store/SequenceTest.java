package dev.gatehouse.server.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SequenceTest {
    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.ofEpochSecond(10, 2_000));
    private final Sequence sequence = new Sequence(now::get);

    @Test
    void countsMicrosecondsAndNeverBack() {
        List<Long> numbers = List.of(sequence.next(), sequence.next());
        now.set(Instant.ofEpochSecond(9));
        long back = sequence.next();
        now.set(Instant.ofEpochSecond(11));

        assertThat(numbers).containsExactly(10_000_002L, 10_000_003L);
        assertThat(back).isEqualTo(10_000_004L);
        assertThat(sequence.next()).isEqualTo(11_000_000L);
    }

    @Test
    void givesNoNumberTwice() {
        Set<Long> numbers = ConcurrentHashMap.newKeySet();

        IntStream.range(0, 10_000).parallel().forEach(i -> numbers.add(sequence.next()));

        assertThat(numbers).hasSize(10_000);
    }

    @Test
    void ordersRowsByTheTimeTheyShow() {
        Instant time = Instant.parse("2026-01-01T00:00:00.005Z");
        List<Long> same = List.of(sequence.of(time), sequence.of(time.plusNanos(1)), sequence.of(time));
        long earlier = sequence.of(time.minusMillis(1));

        assertThat(same).isSorted().doesNotHaveDuplicates();
        assertThat(earlier).isLessThan(same.get(0));
        assertThat(sequence.of(time.plusMillis(1))).isGreaterThan(same.get(2));
    }
}
