package dev.gatehouse.client.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Flow.Subscription;
import org.junit.jupiter.api.Test;

class BoundedBodyTest {
    private final BoundedBody body = new BoundedBody(4);
    private final Source source = new Source();

    @Test
    void collectsWhatFits() {
        body.onSubscribe(source);
        body.onNext(List.of(bytes(1), bytes(2)));
        body.onNext(List.of(bytes(1)));
        body.onComplete();

        assertThat(body.getBody().toCompletableFuture().join()).hasSize(4);
        assertThat(source.cancelled).isFalse();
    }

    @Test
    void givesUpWhatDoesNot() {
        body.onSubscribe(source);
        body.onNext(List.of(bytes(3)));
        body.onNext(List.of(bytes(2)));
        body.onNext(List.of(bytes(2)));

        assertThat(body.getBody().toCompletableFuture())
                .failsWithin(Duration.ofSeconds(1))
                .withThrowableThat()
                .withCauseInstanceOf(IOException.class)
                .withMessageContaining("the answer is longer than 4 bytes");
        assertThat(source.cancelled).isTrue();
    }

    private static ByteBuffer bytes(int length) {
        return ByteBuffer.allocate(length);
    }

    private static final class Source implements Subscription {
        private boolean cancelled;

        @Override
        public void request(long items) {}

        @Override
        public void cancel() {
            cancelled = true;
        }
    }
}
