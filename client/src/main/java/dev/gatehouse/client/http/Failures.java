package dev.gatehouse.client.http;

import java.security.cert.CertPathBuilderException;
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

    /** Its class and its message, and what there is to do where the server's certificate is that of no known authority. */
    static String describe(Throwable failure) {
        String message = failure.getMessage();
        String described = failure.getClass().getSimpleName() + (message == null ? "" : ": " + message);
        Throwable cause = failure;
        while (cause != null && !(cause instanceof CertPathBuilderException)) {
            cause = cause.getCause();
        }
        return cause == null ? described : described + "; trustedCertificates names authorities to trust";
    }
}
