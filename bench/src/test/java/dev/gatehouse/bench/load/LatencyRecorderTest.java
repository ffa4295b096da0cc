package dev.gatehouse.bench.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class LatencyRecorderTest {
    @Test
    void computesPercentilesByNearestRank() {
        LatencyRecorder recorder = new LatencyRecorder();
        for (int i = 2_000; i >= 1; i--) {
            recorder.add(i, null);
        }
        assertThat(recorder.measurement(Duration.ofSeconds(4), Duration.ofMillis(8)))
                .isEqualTo(new Measurement(
                        500, Duration.ofNanos(1_000), Duration.ofNanos(1_980), Duration.ofNanos(4_000), 0, null));
    }

    @Test
    void doesNotCountFailuresAsThroughput() {
        LatencyRecorder recorder = new LatencyRecorder();
        recorder.add(7, null);
        recorder.add(9, "429 first");
        recorder.add(9, "429 second");
        assertThat(recorder.measurement(Duration.ofSeconds(1), null))
                .isEqualTo(new Measurement(1, Duration.ofNanos(7), Duration.ofNanos(7), null, 2, "429 first"));
    }

    @Test
    void returnsZeroWithoutOperations() {
        assertThat(new LatencyRecorder().measurement(Duration.ofSeconds(1), null))
                .isEqualTo(new Measurement(0, Duration.ZERO, Duration.ZERO, null, 0, null));
    }

    @Test
    void addsTheRecordersOfSeveralWorkers() {
        LatencyRecorder one = new LatencyRecorder();
        one.add(10, null);
        LatencyRecorder other = new LatencyRecorder();
        other.add(30, null);
        other.add(1, "500");
        one.add(other);
        assertThat(one.measurement(Duration.ofSeconds(1), null))
                .isEqualTo(new Measurement(2, Duration.ofNanos(10), Duration.ofNanos(30), null, 1, "500"));
    }
}
