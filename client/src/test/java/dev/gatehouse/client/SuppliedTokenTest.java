package dev.gatehouse.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.gatehouse.client.error.TokenException;
import dev.gatehouse.client.error.UnauthorizedException;
import dev.gatehouse.client.token.TokenProvider;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class SuppliedTokenTest extends ClientTest {
    private static final ScriptedResponse ROLE = ScriptedResponse.ok("{\"id\":\"rol_1\"}");
    private static final ScriptedResponse REFUSED =
            ScriptedResponse.json(401, "{\"statusCode\":401,\"error\":\"Unauthorized\",\"message\":\"Invalid token\"}");

    @Test
    void sendsTheTokenItWasGiven() {
        server.answers(ROLE);

        client(options().token("mine")).getRole("rol_1");

        assertThat(server.calls().get(0).headers()).containsEntry("authorization", "Bearer mine");
        assertThat(server.tokenRequests()).isEmpty();
    }

    @Test
    void prefersATokenToCredentials() {
        assertThat(client(credentials().token("mine")).getAccessToken()).isEqualTo("mine");
    }

    @Test
    void doesNotSendARefusedTokenAgain() {
        server.answers(REFUSED, ROLE);
        ManagementClient client = client(options().token("mine"));

        assertThatExceptionOfType(UnauthorizedException.class)
                .isThrownBy(() -> client.getRole("rol_1"))
                .withMessage("GET /api/v2/roles/rol_1 returned 401: Invalid token");
        assertThat(server.calls()).hasSize(1);
    }

    @Test
    void asksTheSupplierForAnotherTokenAfterARefusal() {
        server.answers(REFUSED, ROLE);
        AtomicInteger asked = new AtomicInteger();

        client(options().token(() -> "supplied-" + asked.incrementAndGet())).getRole("rol_1");

        assertThat(server.calls())
                .extracting(call -> call.headers().get("authorization"))
                .containsExactly("Bearer supplied-1", "Bearer supplied-2");
    }

    static Stream<Arguments> uselessSuppliers() {
        String strange =
                "No access token: its provider gave one with spaces, line feeds or other characters that a token"
                        + " does not have";
        return Stream.of(
                supplier(() -> "s3cr3t\n", strange),
                supplier(() -> "s3cr3t\r\nx-injected: 1", strange),
                supplier(() -> "s3cr3t tok\u00e9n", strange),
                supplier(() -> "", "No access token: its provider gave none"),
                supplier(SuppliedTokenTest::nothing, "No access token: its provider gave none"),
                supplier(
                        () -> {
                            throw new IllegalStateException("s3cr3t is broken");
                        },
                        "No access token: its provider failed with IllegalStateException"));
    }

    private static Arguments supplier(Supplier<String> supplier, String message) {
        return Arguments.of(supplier, message);
    }

    @SuppressWarnings("NullAway")
    private static String nothing() {
        return null;
    }

    @ParameterizedTest
    @MethodSource("uselessSuppliers")
    void saysWhatIsWrongWithATokenWithoutShowingIt(Supplier<String> supplier, String message) {
        ManagementClient client = client(options().token(supplier));

        assertThatExceptionOfType(TokenException.class)
                .isThrownBy(() -> client.getRole("rol_1"))
                .withMessage(message)
                .satisfies(e -> assertThat(e.toString()).doesNotContain("s3cr3t"));
        assertThat(server.calls()).isEmpty();
    }

    @Test
    void takesTokensFromAnyProvider() {
        server.answers(ROLE, REFUSED);
        AtomicInteger refused = new AtomicInteger();
        ManagementClient client = client(options().tokenProvider(new TokenProvider() {
            @Override
            public CompletableFuture<String> token() {
                return refused.get() == 0
                        ? CompletableFuture.completedFuture("custom")
                        : CompletableFuture.failedFuture(new IOException("no more s3cr3t"));
            }

            @Override
            public void refused(String token) {
                refused.incrementAndGet();
            }
        }));

        client.getRole("rol_1");

        assertThatExceptionOfType(TokenException.class)
                .isThrownBy(() -> client.getRole("rol_1"))
                .withMessage("No access token: its provider failed with IOException")
                .withCauseInstanceOf(IOException.class);
        assertThat(refused).hasValue(1);
    }
}
