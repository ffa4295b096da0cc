package dev.gatehouse.client.token;

import java.util.concurrent.CompletableFuture;

/** Where access tokens come from. Thread-safe. */
public interface TokenProvider {
    /** A token to send now. Many calls may ask at once. */
    CompletableFuture<String> token();

    /** The API refused this token; it is not to be given out again. */
    void refused(String token);
}
