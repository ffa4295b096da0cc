package dev.gatehouse.client.attempt;

import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.ProtocolException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpTimeoutException;
import java.security.cert.CertPathBuilderException;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** Classifies why an attempt failed, and describes it. */
public final class Failures {
    private static final String TRUST =
            "; trustedCertificates, or AUTH0_TRUSTED_CERTIFICATES in the environment, names authorities to trust";

    private Failures() {}

    /** Whether another attempt may succeed: not when the certificate is untrusted, or the response is too long or not HTTP. */
    public static boolean isTransient(@Nullable Throwable failure) {
        if (failure instanceof TimeoutException) {
            return true;
        }
        return failure instanceof IOException
                && !(failure instanceof ProtocolException)
                && !(failure instanceof SSLException && !isLostConnection(failure.getCause()));
    }

    /** The TLS layer wraps what happens to the connection below it. */
    private static boolean isLostConnection(@Nullable Throwable cause) {
        return cause instanceof IOException && !(cause instanceof SSLException);
    }

    /** Whether certainly nothing was sent, so that even a POST may be repeated. */
    public static boolean isUnsent(Throwable failure) {
        return failure instanceof ConnectException
                || failure instanceof UnknownHostException
                || failure instanceof NoRouteToHostException
                || failure instanceof HttpConnectTimeoutException;
    }

    /** Whether it is a time-out. */
    public static boolean isTimeout(@Nullable Throwable failure) {
        return failure instanceof SocketTimeoutException
                || failure instanceof HttpTimeoutException
                || failure instanceof TimeoutException
                || failure instanceof ConnectException && failure.getCause() instanceof SocketTimeoutException;
    }

    /** The failure's class and message, with a hint when the server's certificate has no known authority. */
    static String describe(Throwable failure) {
        String message = failure.getMessage();
        String described = failure.getClass().getSimpleName() + (message == null ? "" : ": " + message);
        return isUntrusted(failure) ? described + TRUST : described;
    }

    private static boolean isUntrusted(Throwable failure) {
        Throwable cause = failure;
        while (cause != null && !(cause instanceof CertPathBuilderException)) {
            cause = cause.getCause();
        }
        return cause != null;
    }
}
