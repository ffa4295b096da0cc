package dev.gatehouse.client.attempt;

import dev.gatehouse.client.http.ApiRequest;
import dev.gatehouse.client.http.ApiResponse;
import dev.gatehouse.client.http.Transport;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Sends requests of one call so that cancelling the call reaches a transport that blocks its thread. Thread-safe. */
final class Sender {
    private final CompletableFuture<?> call;
    private @Nullable Thread sending;
    private boolean interrupted;

    Sender(CompletableFuture<?> call) {
        this.call = call;
    }

    CompletableFuture<ApiResponse> send(Transport transport, ApiRequest request) {
        begin();
        try {
            return transport.send(request);
        } finally {
            end();
        }
    }

    private synchronized void begin() {
        if (call.isCancelled()) {
            throw new CancellationException();
        }
        sending = Thread.currentThread();
    }

    /** Takes an interruption of ours back: the thread goes on with something else. */
    private synchronized void end() {
        sending = null;
        if (interrupted) {
            interrupted = false;
            Thread.interrupted();
        }
    }

    /** Interrupts the thread that sends, if one does. */
    synchronized void interrupt() {
        Thread thread = sending;
        if (thread != null && thread != Thread.currentThread()) {
            interrupted = true;
            thread.interrupt();
        }
    }
}
