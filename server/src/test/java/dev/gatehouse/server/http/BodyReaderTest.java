package dev.gatehouse.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.server.http.BodyReader.RefusedException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.io.content.AsyncContent;
import org.eclipse.jetty.util.Callback;
import org.junit.jupiter.api.Test;

class BodyReaderTest {
    private final AsyncContent content = new AsyncContent();
    private final BodyBudget budget = new BodyBudget(10);

    @Test
    void waitsForTheEnd() {
        CompletableFuture<byte[]> body = reader(content).read();
        send("ab", false);
        assertThat(body).isNotDone();
        send("cd", true);

        assertThat(body.join()).isEqualTo(bytes("abcd"));
    }

    @Test
    void takesExactlyTheMost() {
        assertThat(reader(source("12345678")).read().join()).isEqualTo(bytes("12345678"));
        budget.giveBack(8);
        assertRefused(reader(source("123456789")).read(), 413, "The payload is larger than 8 bytes");
    }

    @Test
    void holdsNoMoreThanTheBudgetForAllTogether() {
        BodyReader first = reader(source("12345678"));
        assertThat(first.read()).isCompleted();
        assertThat(reader(source("12")).read()).isCompleted();
        BodyReader third = reader(source("1"));
        assertRefused(third.read(), 503, "The server is busy");
        third.release();
        assertRefused(reader(source("1")).read(), 503, "The server is busy");

        first.release();
        assertThat(reader(source("12345678")).read()).isCompleted();
    }

    @Test
    void failsWithTheConnection() {
        CompletableFuture<byte[]> body = reader(content).read();
        content.fail(new IOException("gone"));

        assertThat(body).isCompletedExceptionally();
    }

    private BodyReader reader(Content.Source source) {
        return new BodyReader(source, 8, Duration.ofMinutes(1), budget);
    }

    private static Content.Source source(String text) {
        return Content.Source.from(ByteBuffer.wrap(bytes(text)));
    }

    private void send(String text, boolean last) {
        content.write(last, ByteBuffer.wrap(bytes(text)), Callback.NOOP);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static void assertRefused(CompletableFuture<byte[]> body, int status, String message) {
        Throwable failure = body.handle((bytes, thrown) -> thrown).join();
        assertThat(failure).isInstanceOf(RefusedException.class).hasMessage(message);
        assertThat(((RefusedException) failure).response().status()).isEqualTo(status);
    }
}
