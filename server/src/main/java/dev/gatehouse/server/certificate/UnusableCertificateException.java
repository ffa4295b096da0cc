package dev.gatehouse.server.certificate;

import org.jspecify.annotations.Nullable;

/** A certificate or key cannot be used; the message names the file and says why. */
public final class UnusableCertificateException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UnusableCertificateException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
