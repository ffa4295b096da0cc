package dev.gatehouse.client;

import dev.gatehouse.client.call.HttpApi;
import dev.gatehouse.client.http.ApiResponse;
import dev.gatehouse.client.manager.AsyncManagers;
import java.util.function.Consumer;

/**
 * The operations of a {@link ManagementClient}, answered with futures that fail with a
 * {@link dev.gatehouse.client.error.ManagementException}. Waits hold no thread. Thread-safe.
 */
public final class AsyncManagementClient extends AsyncManagers {
    private final HttpApi api;

    AsyncManagementClient(HttpApi api) {
        super(api);
        this.api = api;
    }

    /** As {@link ManagementClient#onResponse}. */
    public AsyncManagementClient onResponse(Consumer<ApiResponse> each) {
        return new AsyncManagementClient(api.observed(each));
    }
}
