package dev.gatehouse.client.oauth;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.client.TestTime;
import dev.gatehouse.client.async.ConcurrencyLimit;
import dev.gatehouse.client.async.TimeSource;
import dev.gatehouse.client.attempt.AttemptSettings;
import dev.gatehouse.client.attempt.RetryPolicy;
import dev.gatehouse.client.http.ApiRequest;
import dev.gatehouse.client.http.ApiResponse;
import dev.gatehouse.client.http.Transport;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class ClientCredentialsTokenProviderTest {
    private final TestTime time = new TestTime();
    private final CountingIssuer issuer = new CountingIssuer();
    private final ClientCredentialsTokenProvider tokens = new ClientCredentialsTokenProvider(
            new AttemptSettings(
                    issuer,
                    new RetryPolicy(0, false),
                    Duration.ofSeconds(30),
                    Duration.ofSeconds(60),
                    null,
                    new TimeSource(time, time),
                    Runnable::run,
                    new ConcurrencyLimit(1, Runnable::run)),
            new ClientCredentialsTokenProvider.Settings(
                    URI.create("https://tenant.example/oauth/token"),
                    "my-client",
                    ClientAuthentication.secret("s3cr3t"),
                    "https://tenant.example/api/v2/",
                    null,
                    true,
                    null,
                    Map.of("x-gateway", "s3cr3t")));

    @Test
    void forgetsOnlyTheTokenThatWasRefused() {
        String first = tokens.token().join();
        tokens.refused(first);
        String second = tokens.token().join();

        // A call that was sent with the first token is answered late: the second is none the worse for it.
        tokens.refused(first);

        assertThat(tokens.token().join()).isEqualTo(second).isEqualTo("token-2");
    }

    @Test
    void showsNoSecret() {
        assertThat(tokens.toString()).doesNotContain("s3cr3t");
        assertThat(ClientAuthentication.secret("s3cr3t").toString()).doesNotContain("s3cr3t");
        assertThat(new ClientCredentialsTokenProvider.Settings(
                        URI.create("https://tenant.example/oauth/token"),
                        "my-client",
                        ClientAuthentication.secret("s3cr3t"),
                        "aud",
                        null,
                        true,
                        null,
                        Map.of("x-gateway", "s3cr3t")))
                .hasToString("Settings[https://tenant.example/oauth/token, my-client]");
    }

    private static final class CountingIssuer implements Transport {
        private int count;

        @Override
        public CompletableFuture<ApiResponse> send(ApiRequest request) {
            String body = "{\"access_token\":\"token-" + ++count + "\",\"expires_in\":86400}";
            return CompletableFuture.completedFuture(
                    ApiResponse.of(200, Map.of(), body.getBytes(StandardCharsets.UTF_8)));
        }

        @Override
        public void close() {}
    }
}
