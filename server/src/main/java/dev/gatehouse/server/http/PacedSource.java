package dev.gatehouse.server.http;

import dev.gatehouse.server.http.BodyReader.RefusedException;
import java.time.Duration;
import org.eclipse.jetty.io.Content;
import org.jspecify.annotations.Nullable;

/** A body that may not be longer than a limit, nor arrive at less than 1 KiB a second. */
final class PacedSource implements Content.Source {
    private final Content.Source source;
    private final long maximum;
    private final Pace pace;
    private long received;
    private @Nullable RefusedException refused;

    PacedSource(Content.Source source, long maximum, Duration grace) {
        this.source = source;
        this.maximum = maximum;
        this.pace = new Pace(grace);
    }

    @Override
    public long getLength() {
        return source.getLength();
    }

    @Override
    public Content.@Nullable Chunk read() {
        if (refused != null) {
            return Content.Chunk.from(refused, true);
        }
        Content.Chunk chunk = source.read();
        if (chunk == null || Content.Chunk.isFailure(chunk)) {
            return chunk;
        }
        received += chunk.remaining();
        if (received > maximum) {
            refused = BodyReader.tooLarge(maximum);
        } else if (!chunk.isLast() && pace.isTooSlow(received)) {
            refused = BodyReader.tooSlow();
        }
        if (refused != null) {
            chunk.release();
            return Content.Chunk.from(refused, true);
        }
        return chunk;
    }

    @Override
    public void demand(Runnable demand) {
        source.demand(demand);
    }

    @Override
    public void fail(Throwable failure) {
        source.fail(failure);
    }
}
