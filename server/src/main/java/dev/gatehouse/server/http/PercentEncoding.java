package dev.gatehouse.server.http;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Decodes percent-encoded UTF-8 (RFC 3986 §2.1). {@code java.net.URLDecoder} lets malformed input through. */
public final class PercentEncoding {
    private PercentEncoding() {}

    /**
     * The decoded text; null when {@code encoded} is not well-formed.
     *
     * @param plusIsSpace true in a query, where forms write a space as {@code +}
     */
    public static @Nullable String decode(String encoded, boolean plusIsSpace) {
        if (encoded.indexOf('%') < 0 && !(plusIsSpace && encoded.indexOf('+') >= 0)) {
            return encoded;
        }
        byte[] in = encoded.getBytes(StandardCharsets.UTF_8);
        byte[] out = new byte[in.length];
        int length = 0;
        for (int i = 0; i < in.length; i++) {
            if (in[i] == '%') {
                int value = i + 2 <= in.length - 1 ? hex(in[i + 1]) * 16 + hex(in[i + 2]) : -1;
                if (value < 0) {
                    return null;
                }
                out[length++] = (byte) value;
                i += 2;
            } else {
                out[length++] = plusIsSpace && in[i] == '+' ? (byte) ' ' : in[i];
            }
        }
        return utf8(out, length);
    }

    private static int hex(byte character) {
        int digit = Character.digit(character, 16);
        return digit < 0 ? -1000 : digit;
    }

    private static @Nullable String utf8(byte[] bytes, int length) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes, 0, length))
                    .toString();
        } catch (CharacterCodingException e) {
            return null;
        }
    }
}
