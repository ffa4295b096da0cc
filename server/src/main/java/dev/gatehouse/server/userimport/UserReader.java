package dev.gatehouse.server.userimport;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.util.JsonParserDelegate;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/**
 * Reads the users of a file one by one: a JSON array, or a JSON object a line, either of them compressed or not. No user may take
 * more than about a megabyte, so that the memory does not depend on the file. Used by one thread.
 */
final class UserReader implements AutoCloseable {
    private static final int MAX_DEPTH = 64;
    private static final int MAX_TEXT = 262_144;
    private static final int MAX_USER = 1 << 20;
    private static final int GZIP_FIRST = 0x1f;
    private static final int GZIP_SECOND = 0x8b;
    private static final String NOT_JSON =
            "Failed to parse users file JSON when importing users. Make sure it is valid JSON.";

    private static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(MAX_DEPTH)
                            .maxNumberLength(100)
                            .maxStringLength(MAX_TEXT)
                            .build())
                    .build())
            .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    private final BoundedUserParser parser;
    private boolean inArray;
    private boolean begun;
    private boolean ended;

    /**
     * @param file as it was sent
     * @param maximum bytes that it may have once it is not compressed
     * @throws UnreadableFileException when it is not what it seems
     */
    UserReader(InputStream file, long maximum) {
        try {
            parser = new BoundedUserParser(
                    MAPPER.getFactory().createParser(new BoundedInputStream(uncompressed(file), maximum)));
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    private static InputStream uncompressed(InputStream file) throws IOException {
        PushbackInputStream in = new PushbackInputStream(file, 2);
        byte[] magic = in.readNBytes(2);
        in.unread(magic);
        boolean gzip = magic.length == 2 && (magic[0] & 0xff) == GZIP_FIRST && (magic[1] & 0xff) == GZIP_SECOND;
        return gzip ? new GZIPInputStream(in, 65_536) : in;
    }

    /**
     * The next user, or what stands in its place; null at the end, however often it is asked.
     *
     * @throws UnreadableFileException when the rest of the file cannot be read
     */
    @Nullable
    JsonNode next() {
        try {
            JsonToken token = ended ? null : advance();
            ended = token == null;
            return ended ? null : parser.user(MAPPER);
        } catch (IOException | NumberFormatException e) {
            throw unreadable(e);
        }
    }

    /** As {@link #next}, without keeping it; whether there was one. */
    boolean skip() {
        return next() != null;
    }

    private @Nullable JsonToken advance() throws IOException {
        JsonToken token = parser.nextToken();
        if (!begun) {
            begun = true;
            if (token == null) {
                throw new UnreadableFileException("The file is empty.");
            }
            if (token == JsonToken.START_ARRAY) {
                inArray = true;
                token = parser.nextToken();
            } else if (token != JsonToken.START_OBJECT) {
                throw new UnreadableFileException(
                        "The file is neither a JSON array of users nor a JSON object a line.");
            }
        }
        if (inArray && token == JsonToken.END_ARRAY) {
            if (parser.nextToken() != null) {
                throw new UnreadableFileException(NOT_JSON);
            }
            return null;
        }
        if (inArray && token == null) {
            throw new UnreadableFileException(NOT_JSON);
        }
        return token;
    }

    private static UnreadableFileException unreadable(Exception reason) {
        if (reason instanceof EOFException || reason instanceof ZipException) {
            return new UnreadableFileException("The file is compressed, and damaged or not complete.");
        }
        if (reason instanceof JsonProcessingException json && json.getLocation() != null) {
            return new UnreadableFileException(
                    NOT_JSON + " It is not from line " + json.getLocation().getLineNr() + ", column "
                            + json.getLocation().getColumnNr() + ", on.");
        }
        return new UnreadableFileException(NOT_JSON);
    }

    @Override
    public void close() {
        try {
            parser.close();
        } catch (IOException e) {
            // There is nothing behind it but the database.
        }
    }

    /** Stops at a user that is too large, wherever in it that shows. */
    private static final class BoundedUserParser extends JsonParserDelegate {
        private static final int BETWEEN_LOOKS = 32;
        private static final int MAX_TOKENS = 50_000;

        private long began;
        private int tokens;

        BoundedUserParser(JsonParser parser) {
            super(parser);
        }

        @Nullable
        JsonNode user(JsonMapper mapper) throws IOException {
            began = offset();
            tokens = 0;
            return mapper.readTree(this);
        }

        private long offset() {
            return delegate.currentLocation().getByteOffset();
        }

        @Override
        public JsonToken nextToken() throws IOException {
            check();
            return super.nextToken();
        }

        @Override
        public @Nullable String nextFieldName() throws IOException {
            check();
            return super.nextFieldName();
        }

        private void check() {
            tokens++;
            if (tokens > MAX_TOKENS || tokens % BETWEEN_LOOKS == 0 && offset() - began > MAX_USER) {
                throw new UnreadableFileException("A user in the file is larger than " + MAX_USER + " bytes.");
            }
        }
    }
}
