package dev.gatehouse.client.token;

import java.util.concurrent.CompletableFuture;

/** Where access tokens come from. Thread-safe. */
public interface TokenProvider {
    /**
     * A token to send now. Many calls may ask at once.
     *
     * @return fails with a {@link dev.gatehouse.client.error.TokenException}, or with anything else, which a call turns into one
     */
    CompletableFuture<String> token();

    /**
     * The API refused this token with a 401; it is not to be given out again. The call then asks for a token once more, and is
     * sent again if that is another one.
     */
    void refused(String token);
}
