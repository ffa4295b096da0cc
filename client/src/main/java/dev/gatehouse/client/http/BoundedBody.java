package dev.gatehouse.client.http;

import java.io.IOException;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.BodySubscribers;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow.Subscription;
import org.jspecify.annotations.Nullable;

/** Collects a body in memory, and gives it up when it grows past a limit. */
final class BoundedBody implements BodySubscriber<byte[]> {
    private final BodySubscriber<byte[]> collected = BodySubscribers.ofByteArray();
    private final long limit;
    private long length;
    private @Nullable Subscription subscription;

    /**
     * @param limit in bytes
     */
    BoundedBody(long limit) {
        this.limit = limit;
    }

    @Override
    public CompletionStage<byte[]> getBody() {
        return collected.getBody();
    }

    @Override
    public void onSubscribe(Subscription given) {
        subscription = given;
        collected.onSubscribe(given);
    }

    @Override
    public void onNext(List<ByteBuffer> buffers) {
        buffers.forEach(buffer -> length += buffer.remaining());
        if (length <= limit) {
            collected.onNext(buffers);
        } else if (subscription != null) {
            subscription.cancel();
            collected.onError(new IOException("the answer is longer than " + limit + " bytes"));
        }
    }

    @Override
    public void onError(Throwable failure) {
        collected.onError(failure);
    }

    @Override
    public void onComplete() {
        collected.onComplete();
    }
}
