package dev.gatehouse.server.oauth.token;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.server.http.Response;
import dev.gatehouse.server.oauth.OAuthServer;
import dev.gatehouse.server.store.Database;
import dev.gatehouse.server.store.SqliteDatabase;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FailedAuthenticationsTest {
    private static final String ASKED =
            "grant_type=client_credentials&audience=" + OAuthServer.TENANT.managementAudience();

    private Instant now = OAuthServer.START;
    private final Database database;
    private final FailedAuthentications failures;

    FailedAuthenticationsTest(@TempDir Path directory) {
        database = new SqliteDatabase(directory.resolve("failures.db"));
        failures = new FailedAuthentications(database, () -> now);
    }

    @AfterEach
    void close() {
        database.close();
    }

    private int count(String client, String address) {
        return failures.count(OAuthServer.TENANT, client, address);
    }

    @Test
    void countsForEachClientAndAddress() {
        assertThat(count("a", "192.0.2.1")).isEqualTo(1);
        assertThat(count("a", "192.0.2.1")).isEqualTo(2);
        assertThat(count("a", "192.0.2.2")).isEqualTo(1);
        assertThat(count("b", "192.0.2.1")).isEqualTo(1);

        now = now.plus(Duration.ofMinutes(16));
        assertThat(count("a", "192.0.2.1")).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({"1, 100", "10, 100", "11, 200", "12, 400", "15, 3200", "16, 5000", "1000000, 5000"})
    void holdsBackTheLongerTheMoreThereWere(int count, long millis) {
        assertThat(FailedAuthentications.delay(count)).isEqualTo(Duration.ofMillis(millis));
    }

    @Test
    void isNotFilledByMadeUpClients() {
        IntStream.range(0, 20).forEach(i -> count("guessed", "192.0.2.1"));
        IntStream.range(0, 3 * FailedAuthentications.MAX_PAIRS).forEach(i -> count("client" + i, "192.0.2.1"));

        assertThat(failures.size()).isLessThanOrEqualTo(FailedAuthentications.MAX_PAIRS);
        assertThat(count("guessed", "192.0.2.1")).isEqualTo(21);
    }

    @Test
    void unknownAndKnownClientsAreHeldBackAlikeAndRightSecretsAreNot(@TempDir Path directory) {
        try (OAuthServer server = new OAuthServer(directory)) {
            server.insertClient("m2m", "s3cret-of-16-chars");
            server.insertGrant("m2m", OAuthServer.TENANT.managementAudience(), "read:users");
            for (int i = 1; i <= 20; i++) {
                Duration expected = FailedAuthentications.delay(i);
                assertThat(send(server, "m2m", "wrong").notBefore()).isEqualTo(expected);
                assertThat(send(server, "nobody", "wrong").notBefore()).isEqualTo(expected);
            }
            Response right = send(server, "m2m", "s3cret-of-16-chars");
            assertThat(right.status()).isEqualTo(200);
            assertThat(right.notBefore()).isZero();
            // The first, the tenth and the twentieth, of the client that there is.
            long events = server.database.read(
                    OAuthServer.TENANT,
                    tx -> tx.sql("SELECT count(*) FROM log_event WHERE tenant = :tenant AND type = :type")
                            .bind("type", "feccft")
                            .number());
            assertThat(events).isEqualTo(3);
        }
    }

    private static Response send(OAuthServer server, String client, String secret) {
        return server.token.handle(OAuthServer.request(
                "POST",
                TokenEndpoint.PATH,
                Map.of("content-type", "application/x-www-form-urlencoded"),
                ASKED + "&client_id=" + client + "&client_secret=" + secret));
    }
}
