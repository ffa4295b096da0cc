package dev.gatehouse.client.http;

import java.util.concurrent.CompletionException;

/** What made a future fail. */
public final class Failures {
    private Failures() {}

    /** The failure itself, without the exceptions that futures wrap around it. */
    public static Throwable cause(Throwable failure) {
        Throwable cause = failure;
        while (cause instanceof CompletionException wrapping && wrapping.getCause() != null) {
            cause = wrapping.getCause();
        }
        return cause;
    }
}
