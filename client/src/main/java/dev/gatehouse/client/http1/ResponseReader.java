package dev.gatehouse.client.http1;

import dev.gatehouse.client.http.ApiResponse;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.ProtocolException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads answers (RFC 9112 §4 to §7), and refuses what is none: bounded, whoever sends it. For one thread at a time.
 */
final class ResponseReader {
    private static final int MAX_HEAD_SIZE = 64 << 10;
    private static final int MAX_BODY_SIZE = 64 << 20;
    private static final int MAX_INTERIM_RESPONSES = 16;
    /** What is taken from memory on the word of a header alone. */
    private static final int MAX_INITIAL_BUFFER = 1 << 20;

    private final Source source;
    private byte[] buffer = new byte[4096];
    private int start;
    private int end;
    private boolean reusable;

    /** Where bytes come from; as {@link java.io.InputStream#read(byte[], int, int)}. */
    @FunctionalInterface
    interface Source {
        int read(byte[] into, int offset, int length) throws IOException;
    }

    ResponseReader(Source source) {
        this.source = source;
    }

    /** Whether another answer may follow the last one. */
    boolean reusable() {
        return reusable;
    }

    /** The next answer, without those that announce it. */
    ApiResponse read() throws IOException {
        reusable = false;
        for (int i = 0; i < MAX_INTERIM_RESPONSES; i++) {
            Head head = head();
            if (head.status() == 101) {
                break;
            }
            if (head.status() >= 200) {
                byte[] body = body(head);
                reusable = head.keptAlive && start == end && reusable;
                return head.response.withBody(body);
            }
        }
        throw new ProtocolException("there was no final response");
    }

    /** Answers to CONNECT have no body when they agree, and are not read further when they do not. */
    int readStatus() throws IOException {
        int status = head().status();
        if (start < end) {
            throw new ProtocolException("the proxy sent more than a response to CONNECT");
        }
        return status;
    }

    private record Head(ApiResponse response, boolean keptAlive) {
        int status() {
            return response.status();
        }

        Map<String, List<String>> headers() {
            return response.headers();
        }
    }

    private Head head() throws IOException {
        int length = headLength();
        int line = lineEnd(start);
        int status = status(line);
        for (int i = line + 2; i < start + length - 2; i = lineEnd(i) + 2) {
            checkHeader(i);
        }
        boolean current = buffer[start + 7] != '0';
        ApiResponse response =
                ApiResponse.ofHeaderSection(status, Arrays.copyOfRange(buffer, line + 2, start + length - 2));
        start += length;
        return new Head(response, current && !has(response.headers().get("connection"), "close"));
    }

    /** Up to the end of the empty line. */
    private int headLength() throws IOException {
        for (int seen = start + 3; ; seen++) {
            while (seen >= end) {
                int behind = seen - start;
                if (end - start >= MAX_HEAD_SIZE) {
                    throw new ProtocolException("the response's headers are longer than " + MAX_HEAD_SIZE + " bytes");
                }
                fill();
                seen = start + behind;
            }
            if (buffer[seen] == '\n'
                    && buffer[seen - 1] == '\r'
                    && buffer[seen - 2] == '\n'
                    && buffer[seen - 3] == '\r') {
                return seen + 1 - start;
            }
        }
    }

    private int lineEnd(int from) throws IOException {
        for (int i = from; ; i++) {
            if (buffer[i] == '\r' && buffer[i + 1] == '\n') {
                return i;
            }
            if (buffer[i] < ' ' && buffer[i] >= 0 && buffer[i] != '\t') {
                throw notHttp();
            }
        }
    }

    /** {@code HTTP/1.1 200 OK}, of which the words may be missing. */
    private int status(int end) throws IOException {
        String line = new String(buffer, start, Math.min(end - start, 13), StandardCharsets.ISO_8859_1);
        boolean version = line.startsWith("HTTP/1.1 ") || line.startsWith("HTTP/1.0 ");
        if (!version || line.length() < 12 || line.length() > 12 && line.charAt(12) != ' ') {
            throw notHttp();
        }
        int status = 0;
        for (int i = 9; i < 12; i++) {
            int digit = line.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                throw notHttp();
            }
            status = 10 * status + digit;
        }
        if (status < 100) {
            throw notHttp();
        }
        return status;
    }

    /** Lines that go on with the next are obsolete, and refused (§5.2). */
    private void checkHeader(int from) throws IOException {
        int i = from;
        while (HttpSyntax.isToken(buffer[i])) {
            i++;
        }
        if (i == from || buffer[i] != ':') {
            throw notHttp();
        }
    }

    private static ProtocolException notHttp() {
        return new ProtocolException("the response is not HTTP/1.1");
    }

    /** RFC 9112 §6.3. */
    private byte[] body(Head head) throws IOException {
        reusable = true;
        if (head.status() == 204 || head.status() == 304) {
            return new byte[0];
        }
        List<String> codings = head.headers().get("transfer-encoding");
        if (codings != null) {
            if (codings.size() != 1 || !codings.get(0).equalsIgnoreCase("chunked")) {
                throw new ProtocolException("the response has an unknown transfer-encoding");
            }
            // With a length as well, somebody on the way may have taken it for another answer.
            reusable = !head.headers().containsKey("content-length");
            return chunks();
        }
        List<String> lengths = head.headers().get("content-length");
        if (lengths != null) {
            return exactly(length(lengths));
        }
        reusable = false;
        return rest();
    }

    private static int length(List<String> values) throws IOException {
        String value = values.get(0);
        if (!values.stream().allMatch(value::equals)
                || value.isEmpty()
                || !value.chars().allMatch(character -> character >= '0' && character <= '9')) {
            throw new ProtocolException("the response's content-length is not a number");
        }
        if (value.length() > 9 || Integer.parseInt(value) > MAX_BODY_SIZE) {
            throw tooLong();
        }
        return Integer.parseInt(value);
    }

    private byte[] exactly(int length) throws IOException {
        byte[] body = new byte[Math.min(length, MAX_INITIAL_BUFFER)];
        int filled = 0;
        while (filled < length) {
            if (filled == body.length) {
                body = Arrays.copyOf(body, Math.min(length, 2 * filled));
            }
            int count = take(body, filled, body.length - filled);
            if (count < 0) {
                throw endedEarly();
            }
            filled += count;
        }
        return body;
    }

    private byte[] chunks() throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        for (int size = chunkSize(); size > 0; size = chunkSize()) {
            if (body.size() > MAX_BODY_SIZE - size) {
                throw tooLong();
            }
            body.writeBytes(exactly(size));
            if (!line().isEmpty()) {
                throw new ProtocolException("a chunk of the response is longer than its size");
            }
        }
        int trailers = 0;
        for (String line = line(); !line.isEmpty(); line = line()) {
            trailers += line.length();
            if (trailers > MAX_HEAD_SIZE) {
                throw new ProtocolException("the response's trailers are longer than " + MAX_HEAD_SIZE + " bytes");
            }
        }
        return body.toByteArray();
    }

    /** In hexadecimal, perhaps with extensions, which mean nothing here (§7.1.1). */
    private int chunkSize() throws IOException {
        String line = line();
        int end = line.indexOf(';');
        String size = (end < 0 ? line : line.substring(0, end)).strip();
        if (size.isEmpty() || !size.chars().allMatch(character -> Character.digit(character, 16) >= 0)) {
            throw new ProtocolException("a chunk of the response has no size");
        }
        if (size.length() > 7 || Integer.parseInt(size, 16) > MAX_BODY_SIZE) {
            throw tooLong();
        }
        return Integer.parseInt(size, 16);
    }

    private byte[] rest() throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        byte[] part = new byte[8192];
        for (int count = take(part, 0, part.length); count >= 0; count = take(part, 0, part.length)) {
            if (body.size() + count > MAX_BODY_SIZE) {
                throw tooLong();
            }
            body.write(part, 0, count);
        }
        return body.toByteArray();
    }

    /** Without its end. */
    private String line() throws IOException {
        for (int i = start; ; i++) {
            while (i >= end) {
                int behind = i - start;
                if (behind >= MAX_HEAD_SIZE) {
                    throw new ProtocolException("a line of the response is longer than " + MAX_HEAD_SIZE + " bytes");
                }
                fill();
                i = start + behind;
            }
            if (buffer[i] == '\n') {
                if (i == start || buffer[i - 1] != '\r') {
                    throw notHttp();
                }
                String line = new String(buffer, start, i - 1 - start, StandardCharsets.ISO_8859_1);
                start = i + 1;
                return line;
            }
        }
    }

    private int take(byte[] into, int offset, int length) throws IOException {
        if (start == end) {
            return source.read(into, offset, length);
        }
        int count = Math.min(length, end - start);
        System.arraycopy(buffer, start, into, offset, count);
        start += count;
        return count;
    }

    /** Reads more behind what is there, which may move. */
    private void fill() throws IOException {
        if (start > 0) {
            System.arraycopy(buffer, start, buffer, 0, end - start);
            end -= start;
            start = 0;
        } else if (end == buffer.length) {
            buffer = Arrays.copyOf(buffer, 2 * buffer.length);
        }
        int count = source.read(buffer, end, buffer.length - end);
        if (count < 0) {
            throw end == 0 ? new EOFException("the connection was closed without a response") : endedEarly();
        }
        end += count;
    }

    private static EOFException endedEarly() {
        return new EOFException("the connection was closed during the response");
    }

    private static ProtocolException tooLong() {
        return new ProtocolException("the response is longer than " + MAX_BODY_SIZE + " bytes");
    }

    private static boolean has(@Nullable List<String> values, String option) {
        if (values == null) {
            return false;
        }
        for (String value : values) {
            for (String each : value.toLowerCase(Locale.ROOT).split(",")) {
                if (each.strip().equals(option)) {
                    return true;
                }
            }
        }
        return false;
    }
}
