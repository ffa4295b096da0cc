package dev.gatehouse.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.server.store.Database;
import dev.gatehouse.server.store.SqliteDatabase;
import dev.gatehouse.server.tenant.Tenant;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RequestRateLimitTest {
    private static final Tenant TENANT = new Tenant("t", "localhost:8443");
    private Instant now = Instant.ofEpochSecond(1000);
    private final Database database;
    private final RequestRateLimit limit;

    RequestRateLimitTest(@TempDir Path directory) {
        database = new SqliteDatabase(directory.resolve("limits.db"));
        limit = new RequestRateLimit(2, 2, database, () -> now);
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void letsABurstThroughThenRefillsAtTheRate() {
        assertThat(limit.take(TENANT)).isEqualTo(new RequestRateLimit.Verdict(true, 2, 1, 1001));
        assertThat(limit.take(TENANT)).isEqualTo(new RequestRateLimit.Verdict(true, 2, 0, 1001));
        assertThat(limit.take(TENANT)).isEqualTo(new RequestRateLimit.Verdict(false, 2, 0, 1001));
        now = now.plusMillis(500);
        assertThat(limit.take(TENANT).allowed()).isTrue();
        assertThat(limit.take(TENANT).allowed()).isFalse();
        now = now.plusSeconds(60);
        assertThat(limit.take(TENANT).remaining()).isEqualTo(1);
    }

    @Test
    void givesEachTenantItsOwnBucket() {
        limit.take(TENANT);
        limit.take(TENANT);

        assertThat(limit.take(new Tenant("u", "other")).allowed()).isTrue();
    }
}
