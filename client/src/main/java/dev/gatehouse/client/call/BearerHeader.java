package dev.gatehouse.client.call;

import dev.gatehouse.client.error.TokenException;
import org.jspecify.annotations.Nullable;

/** The header that carries a token (RFC 6750 §2.1), made once for all calls with that token. Thread-safe. */
final class BearerHeader {
    private volatile @Nullable CachedHeader last;

    private record CachedHeader(String token, String value) {}

    /**
     * The header's value.
     *
     * @throws TokenException when there is no token, or one that a header cannot carry: a line feed in it would be one in the
     *     request
     */
    String of(@Nullable String token) {
        CachedHeader made = last;
        if (made != null && made.token().equals(token)) {
            return made.value();
        }
        if (token == null || token.isEmpty()) {
            throw new TokenException("No access token: its provider gave none", null);
        }
        if (!token.chars().allMatch(character -> character > ' ' && character < 0x7F)) {
            throw new TokenException(
                    "No access token: its provider gave one with spaces, line feeds or other characters that a token"
                            + " does not have",
                    null);
        }
        String value = "Bearer " + token;
        last = new CachedHeader(token, value);
        return value;
    }
}
