package dev.gatehouse.client;

import dev.gatehouse.client.call.HttpApi;
import dev.gatehouse.client.http.ApiResponse;
import dev.gatehouse.client.http.RequestOptions;
import dev.gatehouse.client.manager.AsyncManagers;
import dev.gatehouse.client.token.TokenProvider;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/**
 * The operations of a {@link ManagementClient}, answered with futures that fail with a
 * {@link dev.gatehouse.client.error.ManagementException}. Waits hold no thread. Thread-safe.
 */
public final class AsyncManagementClient extends AsyncManagers {
    private final HttpApi api;
    private final TokenProvider tokens;

    AsyncManagementClient(HttpApi api, TokenProvider tokens) {
        super(api);
        this.api = api;
        this.tokens = tokens;
    }

    /** As {@link ManagementClient#onResponse}. */
    public AsyncManagementClient onResponse(Consumer<ApiResponse> each) {
        return new AsyncManagementClient(api.observed(each), tokens);
    }

    /** As {@link ManagementClient#with}. */
    public AsyncManagementClient with(RequestOptions options) {
        return new AsyncManagementClient(api.with(options), tokens);
    }

    /** As {@link ManagementClient#getAccessToken}. */
    public CompletableFuture<String> getAccessToken() {
        return tokens.token();
    }
}
