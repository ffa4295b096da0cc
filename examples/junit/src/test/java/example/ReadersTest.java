package example;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gatehouse.client.ManagementClient;
import dev.gatehouse.client.error.RateLimitException;
import dev.gatehouse.testkit.Faults;
import dev.gatehouse.testkit.GatehouseTenant;
import dev.gatehouse.testkit.GatehouseTest;
import dev.gatehouse.testkit.TenantLifecycle;
import dev.gatehouse.testkit.TestClock;
import java.time.Duration;
import org.junit.jupiter.api.Test;

@GatehouseTest(seed = "tenant.json", lifecycle = TenantLifecycle.PER_METHOD)
class ReadersTest {
    @Test
    void admitsAReader(ManagementClient client) {
        Readers readers = new Readers(client);
        assertFalse(readers.mayRead("grace@example.com"));

        readers.admit("grace@example.com");

        assertTrue(readers.mayRead("grace@example.com"));
    }

    @Test
    void admitsWhileTheApiIsAway(ManagementClient client, Faults faults) {
        faults.on("GET", "/api/v2/roles").unavailable(2);

        new Readers(client).admit("grace@example.com");

        assertTrue(new Readers(client).mayRead("grace@example.com"));
    }

    @Test
    void saysSoWhereTheLimitIsReached(GatehouseTenant tenant, Faults faults) {
        try (ManagementClient impatient = ManagementClient.builder()
                .domain(tenant.domain())
                .trustedCertificates(tenant.authority())
                .clientId(tenant.clientId())
                .clientSecret(tenant.clientSecret())
                .maxRetries(0)
                .build()) {
            impatient.getAccessToken();
            faults.tooManyRequests(1, Duration.ofSeconds(30));

            assertThrows(RateLimitException.class, () -> new Readers(impatient).mayRead("ada@example.com"));
        }
    }

    @Test
    void readsOnWhenTheTokenHasExpired(ManagementClient client, TestClock clock) {
        assertTrue(new Readers(client).mayRead("ada@example.com"));

        clock.advance(Duration.ofDays(2));

        assertTrue(new Readers(client).mayRead("ada@example.com"));
    }
}
