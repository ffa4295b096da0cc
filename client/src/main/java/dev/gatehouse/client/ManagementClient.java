package dev.gatehouse.client;

import dev.gatehouse.client.async.ClientThreads;
import dev.gatehouse.client.async.Futures;
import dev.gatehouse.client.attempt.AttemptSettings;
import dev.gatehouse.client.call.HttpApi;
import dev.gatehouse.client.http.ApiResponse;
import dev.gatehouse.client.http.RequestOptions;
import dev.gatehouse.client.http.Transport;
import dev.gatehouse.client.jobs.BulkJobs;
import dev.gatehouse.client.manager.Managers;
import dev.gatehouse.client.token.TokenProvider;
import java.nio.file.Path;
import java.util.function.Consumer;

/**
 * A client of the Management API v2 of a tenant: Auth0's cloud, or a Gatehouse server. Operations are on managers
 * ({@code client.users().get(id)}) and, under the names of the reference client, on the client itself
 * ({@code client.getUser(id)}). A call that fails throws a {@link dev.gatehouse.client.error.ManagementException}. Thread-safe;
 * make one and keep it.
 */
public final class ManagementClient extends Managers implements AutoCloseable {
    private final HttpApi api;
    private final Transport transport;
    private final TokenProvider tokens;
    private final AsyncManagementClient async;
    private final AttemptSettings sending;
    private final ClientThreads threads;
    private final boolean plain;

    ManagementClient(HttpApi api, AttemptSettings sending, TokenProvider tokens, ClientThreads threads, boolean plain) {
        super(api.blocking());
        this.api = api.blocking();
        this.transport = sending.transport();
        this.tokens = tokens;
        this.async = new AsyncManagementClient(api, tokens);
        this.sending = sending;
        this.threads = threads;
        this.plain = plain;
    }

    /** A client is made of its options. */
    public static ManagementClientBuilder builder() {
        return new ManagementClientBuilder();
    }

    /**
     * A client of the tenant that a Gatehouse server described in its {@code credentials.json}; with other options as well,
     * {@code builder().credentials(file)}.
     *
     * @throws IllegalArgumentException when the file cannot be read or is another one
     */
    public static ManagementClient fromCredentials(Path file) {
        return builder().credentials(file).build();
    }

    /** The same operations, answered with futures. Cancelling a future stops its call. */
    public AsyncManagementClient async() {
        return async;
    }

    /** Long work from its beginning to its end: imports and exports of users, and waiting for a job. */
    public BulkJobs bulk() {
        return new BulkJobs(async.jobs(), async.actions(), sending, plain);
    }

    /**
     * The same operations, each answer of which {@code each} is shown as well: its status, its headers, its body. Of several
     * attempts it sees the last; of several pages, every one. It costs little: make one for a single call.
     *
     * @param each runs before the call returns, on whatever thread the answer came; what it throws, the call throws
     */
    public Managers onResponse(Consumer<ApiResponse> each) {
        return new Managers(api.observed(each)) {};
    }

    /**
     * The same operations with other headers, time-outs or retries. It costs little: make one for a single call.
     *
     * @param options copied
     */
    public Managers with(RequestOptions options) {
        return new Managers(api.with(options)) {};
    }

    /**
     * An access token, as the next call would send it.
     *
     * @throws dev.gatehouse.client.error.TokenException when none can be had
     */
    public String getAccessToken() {
        return Futures.await(tokens.token());
    }

    /** Gives up connections and threads. Calls under way may still be answered; new ones fail. */
    @Override
    public void close() {
        transport.close();
        threads.close();
    }
}
