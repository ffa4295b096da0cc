package dev.gatehouse.client.attempt;

import java.security.cert.CertPathBuilderException;
import org.jspecify.annotations.Nullable;

/** Describes why an attempt failed, for the message of an exception. */
final class FailureMessage {
    private FailureMessage() {}

    /** The failure's class and message, with a hint when the server's certificate has no known authority. */
    static String of(Throwable failure) {
        String message = failure.getMessage();
        String described = failure.getClass().getSimpleName() + (message == null ? "" : ": " + message);
        return isUntrusted(failure) ? described + "; trustedCertificates names authorities to trust" : described;
    }

    private static boolean isUntrusted(@Nullable Throwable failure) {
        Throwable cause = failure;
        while (cause != null && !(cause instanceof CertPathBuilderException)) {
            cause = cause.getCause();
        }
        return cause != null;
    }
}
