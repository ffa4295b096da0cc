package dev.gatehouse.client.jobs;

import dev.gatehouse.client.json.JsonObject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/** Cuts users into files that the API takes, each when it is asked for. Not thread-safe. */
final class ImportFiles {
    /** In bytes. The API takes up to 500 KB. */
    static final int MAX_FILE_SIZE = 499_999;

    private final UserSource source;
    private final ImportTally account;
    private byte @Nullable [] held;
    private long position = -1;
    private boolean ended;
    private @Nullable Exception broken;

    /**
     * @param account is told of each user that is taken, and of those that cannot be sent
     */
    ImportFiles(UserSource source, ImportTally account) {
        this.source = source;
        this.account = account;
    }

    /**
     * The next file, as full as it gets; null at the end.
     *
     * @throws IOException when the source cannot be read; what was read before it broke is in the files before
     */
    @Nullable
    ImportFile next() throws IOException {
        ByteArrayOutputStream json = new ByteArrayOutputStream(1 << 16);
        LongStream.Builder positions = LongStream.builder();
        for (byte[] user = user(false); user != null; user = user(true)) {
            if (json.size() + user.length + 2 > MAX_FILE_SIZE) {
                held = user;
                break;
            }
            json.write(json.size() == 0 ? '[' : ',');
            json.writeBytes(user);
            positions.add(position);
            account.take();
        }
        if (json.size() == 0) {
            return null;
        }
        json.write(']');
        return new ImportFile(
                json.toString(StandardCharsets.UTF_8), positions.build().toArray());
    }

    /**
     * @param begun whether there are users in the file: they are sent before what is broken behind them is told
     */
    private byte @Nullable [] user(boolean begun) throws IOException {
        byte[] next = held;
        held = null;
        if (next != null) {
            return next;
        }
        try {
            return broken == null ? read() : tell(broken);
        } catch (IOException | RuntimeException e) {
            broken = e;
            return begun ? null : tell(e);
        }
    }

    private static byte[] tell(Exception broken) throws IOException {
        if (broken instanceof IOException unread) {
            throw unread;
        }
        throw (RuntimeException) broken;
    }

    private byte @Nullable [] read() throws IOException {
        while (!ended) {
            UserSource.Row row = source.next();
            if (row == null) {
                ended = true;
                break;
            }
            position++;
            ImportError.Problem problem = row.problem();
            if (problem == null) {
                return row.json();
            }
            account.reject(new ImportError(OptionalLong.of(position), new JsonObject(), List.of(problem)));
        }
        return null;
    }
}
