package dev.gatehouse.client.http1;

import dev.gatehouse.client.http.ApiRequest;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Writes requests (RFC 9112 §3), each with one write where it is short. For one thread at a time. */
final class RequestWriter {
    /** What follows from the request itself. */
    private static final Set<String> OWN =
            Set.of("connection", "content-length", "expect", "host", "transfer-encoding", "upgrade");

    private static final String ADDRESS = "The address";

    private byte[] bytes = new byte[2048];
    private int length;

    /**
     * Makes the request ready, but for a long body.
     *
     * @param proxy the header for a proxy that reads the request; null without one
     * @throws IllegalArgumentException when it holds what HTTP cannot carry
     */
    RequestWriter of(ApiRequest request, boolean toProxy, @Nullable String proxy) {
        length = 0;
        if (!isToken(request.method())) {
            throw new IllegalArgumentException("'" + request.method() + "' is not a method");
        }
        URI uri = request.uri();
        text(request.method()).text(" ");
        if (toProxy) {
            text("http://").checked(uri.getRawAuthority(), ADDRESS);
        }
        checked(uri.getRawPath().isEmpty() ? "/" : uri.getRawPath(), ADDRESS);
        if (uri.getRawQuery() != null) {
            text("?").checked(uri.getRawQuery(), ADDRESS);
        }
        text(" HTTP/1.1\r\nhost: ").checked(uri.getHost(), ADDRESS);
        if (uri.getPort() >= 0) {
            text(":").text(Integer.toString(uri.getPort()));
        }
        if (toProxy && proxy != null) {
            text("\r\nproxy-authorization: ").text(proxy);
        }
        for (Map.Entry<String, String> header : request.headers().entrySet()) {
            header(header.getKey(), header.getValue());
        }
        if (request.body().length > 0 || expectsBody(request.method())) {
            text("\r\ncontent-length: ").text(Integer.toString(request.body().length));
        }
        return text("\r\n\r\n");
    }

    /** Makes a request for a tunnel ready (RFC 9110 §9.3.6). */
    RequestWriter tunnel(Origin to, @Nullable String proxy) {
        length = 0;
        text("CONNECT ").text(to.authority()).text(" HTTP/1.1\r\nhost: ").text(to.authority());
        if (proxy != null) {
            text("\r\nproxy-authorization: ").text(proxy);
        }
        return text("\r\n\r\n");
    }

    /** Writes what is ready, and the body. */
    void write(byte[] body, OutputStream out) throws IOException {
        boolean together = length + body.length <= 16_384;
        if (together) {
            room(body.length);
            System.arraycopy(body, 0, bytes, length, body.length);
            length += body.length;
        }
        out.write(bytes, 0, length);
        if (!together) {
            out.write(body);
        }
        out.flush();
    }

    /** RFC 9110 §8.6. */
    private static boolean expectsBody(String method) {
        return method.equals("POST") || method.equals("PUT") || method.equals("PATCH");
    }

    private void header(String name, String value) {
        if (OWN.contains(name) || !isToken(name)) {
            throw new IllegalArgumentException("'" + name + "' is not a header that can be set");
        }
        text("\r\n").text(name).text(": ");
        checked(value, "The value of the header " + name);
    }

    private static boolean isToken(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (!HttpSyntax.isToken(text.charAt(i))) {
                return false;
            }
        }
        return !text.isEmpty();
    }

    /** From outside, where a line feed would be one in the request. */
    private RequestWriter checked(String text, String what) {
        for (int i = 0; i < text.length(); i++) {
            char character = text.charAt(i);
            if (character < ' ' && character != '\t' || character >= 0x7F) {
                throw new IllegalArgumentException(what + " has characters it must not have");
            }
        }
        return text(text);
    }

    @SuppressWarnings("deprecation") // The one way without a copy, for what is ASCII.
    private RequestWriter text(String ascii) {
        room(ascii.length());
        ascii.getBytes(0, ascii.length(), bytes, length);
        length += ascii.length();
        return this;
    }

    private void room(int more) {
        if (bytes.length - length < more) {
            bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, length + more));
        }
    }
}
