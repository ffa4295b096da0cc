package dev.gatehouse.client.jobs;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/**
 * Users written in JSON, in UTF-8: an array of them, or one after the other, as on lines of their own. Only where each begins
 * and ends is looked for here, so that one that is too large, or is not JSON within, is passed over, and takes no memory.
 */
final class JsonUserSource implements UserSource {
    private static final JsonFactory JSON = new JsonFactory();
    private static final int END = -1;
    private static final int[] BYTE_ORDER_MARK = {0xEF, 0xBB, 0xBF};

    private final InputStream in;
    private final byte[] buffer = new byte[1 << 16];
    private int at;
    private int end;
    private long found;
    private boolean begun;
    private boolean array;

    JsonUserSource(InputStream in) {
        this.in = in;
    }

    @Override
    public @Nullable Row next() throws IOException {
        int first = begun ? following() : beginning();
        begun = true;
        if (array && first == ']') {
            if (visible() != END) {
                throw malformed("something follows the array");
            }
            return null;
        }
        if (first == END && !array) {
            return null;
        }
        if (first != '{') {
            throw malformed(first == END ? "they end before the array does" : "there is no user where one is to begin");
        }
        found++;
        return user();
    }

    private int beginning() throws IOException {
        int first = visible();
        if (first == BYTE_ORDER_MARK[0] && read() == BYTE_ORDER_MARK[1] && read() == BYTE_ORDER_MARK[2]) {
            first = visible();
        }
        array = first == '[';
        return array ? visible() : first;
    }

    /** In an array a comma stands before the next user, which then has to be there. */
    private int following() throws IOException {
        int next = visible();
        if (!array || next == ']') {
            return next;
        }
        if (next != ',') {
            throw malformed(next == END ? "they end before the array does" : "no comma follows it");
        }
        int user = visible();
        if (user == ']') {
            throw malformed("there is no user behind the comma");
        }
        return user;
    }

    private Row user() throws IOException {
        ByteArrayOutputStream kept = new ByteArrayOutputStream(512);
        boolean tooLong = false;
        boolean text = false;
        boolean escaped = false;
        int depth = 1;
        kept.write('{');
        while (depth > 0) {
            int next = read();
            if (next == END) {
                throw malformed("they end in the midst of it");
            }
            if (escaped) {
                escaped = false;
            } else if (text) {
                escaped = next == '\\';
                text = next != '"';
            } else {
                text = next == '"';
                depth += change(next);
            }
            tooLong = tooLong || kept.size() >= MAX_USER_SIZE;
            if (!tooLong) {
                kept.write(next);
            }
        }
        return tooLong ? Row.tooLong() : checked(kept.toByteArray());
    }

    private static int change(int next) {
        if (next == '{' || next == '[') {
            return 1;
        }
        return next == '}' || next == ']' ? -1 : 0;
    }

    /** What is not JSON would cost the job of its file all of its users. */
    private static Row checked(byte[] json) throws IOException {
        try (JsonParser parser = JSON.createParser(json)) {
            while (parser.nextToken() != null) {
                // Reading it is the check.
            }
            return Row.of(json);
        } catch (JsonProcessingException e) {
            return Row.invalid("The user is not JSON");
        }
    }

    /** The next byte that is no white space. */
    private int visible() throws IOException {
        int next = read();
        while (next == ' ' || next == '\t' || next == '\r' || next == '\n') {
            next = read();
        }
        return next;
    }

    private int read() throws IOException {
        while (at == end) {
            at = 0;
            end = in.read(buffer);
            if (end < 0) {
                end = 0;
                return END;
            }
        }
        return buffer[at++] & 0xFF;
    }

    private IOException malformed(String why) {
        String where = found == 0 ? "at their beginning" : "at user " + (found - 1) + ", counted from 0";
        return new IOException("The users are not written in JSON: " + where + ", " + why);
    }
}
