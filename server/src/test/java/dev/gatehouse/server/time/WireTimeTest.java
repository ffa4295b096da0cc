package dev.gatehouse.server.time;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WireTimeTest {
    @ParameterizedTest
    @CsvSource({
        "2026-01-31T09:30:00Z, 2026-01-31T09:30:00.000Z",
        "2026-01-31T09:30:00.1Z, 2026-01-31T09:30:00.100Z",
        "2026-01-31T09:30:00.123999Z, 2026-01-31T09:30:00.123Z",
        "9999-12-31T23:59:59Z, 9999-12-31T23:59:59.000Z"
    })
    void alwaysHasMilliseconds(Instant instant, String written) {
        assertThat(WireTime.of(instant)).isEqualTo(written);
    }
}
