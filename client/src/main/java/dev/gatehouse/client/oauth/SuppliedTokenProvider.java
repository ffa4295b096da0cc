package dev.gatehouse.client.oauth;

import dev.gatehouse.client.token.TokenProvider;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/** Tokens that somebody else takes care of: always the same, or asked for with every attempt. Thread-safe. */
public final class SuppliedTokenProvider implements TokenProvider {
    private final Supplier<String> supplier;

    /**
     * Tokens that come from elsewhere.
     *
     * @param supplier asked with every attempt of a call, and once more after a 401; must be thread-safe
     */
    public SuppliedTokenProvider(Supplier<String> supplier) {
        this.supplier = supplier;
    }

    @Override
    public CompletableFuture<String> token() {
        return CompletableFuture.completedFuture(supplier.get());
    }

    @Override
    public void refused(String token) {
        // Whoever supplies the tokens knows better than to be told.
    }
}
