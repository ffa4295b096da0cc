package dev.gatehouse.client.http;

import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Options of single calls, for {@code client.with(options)}. What is not set is as the client has it. Not thread-safe while it
 * is changed.
 */
public final class RequestOptions {
    private static final Duration MAX_TIMEOUT = Duration.ofDays(1);

    private final HeaderOptions headers = new HeaderOptions();
    private @Nullable Duration attemptTimeout;
    private @Nullable Duration totalTimeout;
    private @Nullable Integer maxRetries;
    private @Nullable Boolean retryUnsafeCalls;

    /** With nothing set. */
    public RequestOptions() {}

    /**
     * A header, in addition to those of the client or instead of one of them.
     *
     * @throws IllegalArgumentException when it cannot be sent, or the client sets it itself
     */
    public RequestOptions header(String name, String value) {
        headers.set(Objects.requireNonNull(name, "name"), Objects.requireNonNull(value, "value"));
        return this;
    }

    /**
     * The custom domain to use in links of emails and tickets ({@code Auth0-Custom-Domain}).
     *
     * @param domain a verified custom domain, as in {@code login.example.com}
     */
    public RequestOptions customDomain(String domain) {
        return header("auth0-custom-domain", domain);
    }

    /**
     * The time for one attempt.
     *
     * @throws IllegalArgumentException when it is not greater than 0, or longer than a day
     */
    public RequestOptions attemptTimeout(Duration value) {
        attemptTimeout = checked(value);
        return this;
    }

    /**
     * The time for a call with all its attempts and waits.
     *
     * @throws IllegalArgumentException when it is not greater than 0, or longer than a day
     */
    public RequestOptions totalTimeout(Duration value) {
        totalTimeout = checked(value);
        return this;
    }

    /** Retries after the first attempt, from 0 to 10. */
    public RequestOptions maxRetries(int value) {
        maxRetries = value;
        return this;
    }

    /** Whether POST and PATCH are retried after a 5xx or a lost connection too. */
    public RequestOptions retryUnsafeCalls(boolean value) {
        retryUnsafeCalls = value;
        return this;
    }

    /**
     * Checks a time-out.
     *
     * @throws IllegalArgumentException when it is not greater than 0, or longer than a day
     */
    public static Duration checked(Duration value) {
        if (value.isNegative() || value.isZero() || value.compareTo(MAX_TIMEOUT) > 0) {
            throw new IllegalArgumentException("A time-out must be greater than 0 and at most a day, and is " + value);
        }
        return value;
    }

    /** The headers; names are in lower case. */
    public Map<String, String> headers() {
        return headers.values();
    }

    /** The time for one attempt; null when it is not set. */
    public @Nullable Duration attemptTimeout() {
        return attemptTimeout;
    }

    /** The time for a call; null when it is not set. */
    public @Nullable Duration totalTimeout() {
        return totalTimeout;
    }

    /** The number of retries; null when it is not set. */
    public @Nullable Integer maxRetries() {
        return maxRetries;
    }

    /** Whether POST and PATCH are retried; null when it is not set. */
    public @Nullable Boolean retryUnsafeCalls() {
        return retryUnsafeCalls;
    }
}
