package dev.gatehouse.client;

import dev.gatehouse.client.call.HttpApi;
import dev.gatehouse.client.manager.AsyncManagers;

/** The operations of a {@link ManagementClient}, answered with futures. Waits hold no thread. Thread-safe. */
public final class AsyncManagementClient extends AsyncManagers {
    AsyncManagementClient(HttpApi api) {
        super(api);
    }
}
