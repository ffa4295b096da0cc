package dev.gatehouse.server.http;

import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.util.BufferUtil;

/** Collects a request's body as it arrives, so that a slow client does not hold a thread. */
final class BodyReader implements Runnable {
    private final Content.Source source;
    private final int maximum;
    private final Pace pace;
    private final BodyBudget budget;
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final CompletableFuture<byte[]> body = new CompletableFuture<>();

    BodyReader(Content.Source source, int maximum, Duration grace, BodyBudget budget) {
        this.source = source;
        this.maximum = maximum;
        this.pace = new Pace(grace);
        this.budget = budget;
    }

    /**
     * The whole body. Fails with a {@link RefusedException} when it is larger than {@code maximum} bytes, arrives at less than
     * 1 KiB a second once {@code grace} has passed, or the {@code budget} is used up; and with the failure
     * that Jetty reports when the connection is lost.
     */
    CompletableFuture<byte[]> read() {
        run();
        return body;
    }

    /** The response is written: the body is no longer held. */
    void release() {
        budget.giveBack(bytes.size());
    }

    /** The body is not taken. */
    static final class RefusedException extends Exception {
        private static final long serialVersionUID = 1L;

        private final int status;

        RefusedException(int status, String message) {
            super(message, null, false, false);
            this.status = status;
        }

        Response response() {
            Response response = ErrorResponse.of(status, String.valueOf(getMessage()));
            return status == 503 ? response.with("retry-after", "1") : response;
        }
    }

    static RefusedException busy() {
        return new RefusedException(503, "The server is busy");
    }

    static RefusedException tooSlow() {
        return new RefusedException(408, "The request body came too slowly");
    }

    static RefusedException tooLarge(long maximum) {
        return new RefusedException(413, "The payload is larger than " + maximum + " bytes");
    }

    /** Takes what has come; called again when there is more. */
    @Override
    public void run() {
        while (true) {
            Content.Chunk chunk = source.read();
            if (chunk == null) {
                source.demand(this);
                return;
            }
            if (Content.Chunk.isFailure(chunk)) {
                body.completeExceptionally(chunk.getFailure());
                return;
            }
            if (take(chunk)) {
                return;
            }
        }
    }

    /** Whether the body has come to its end, good or bad. */
    private boolean take(Content.Chunk chunk) {
        byte[] part = BufferUtil.toArray(chunk.getByteBuffer());
        boolean last = chunk.isLast();
        chunk.release();
        if (bytes.size() + part.length > maximum) {
            return body.completeExceptionally(tooLarge(maximum));
        }
        if (!budget.take(part.length)) {
            return body.completeExceptionally(busy());
        }
        bytes.writeBytes(part);
        if (last) {
            return body.complete(bytes.toByteArray());
        }
        return pace.isTooSlow(bytes.size()) && body.completeExceptionally(tooSlow());
    }
}
