package dev.gatehouse.client.http;

import java.net.ProxySelector;
import java.time.Duration;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/** What the options of a client say of connections. Immutable. */
public final class TransportOptions {
    private final Duration connectTimeout;
    private final @Nullable SSLContext trust;
    private final @Nullable ProxySelector proxy;
    private final @Nullable String proxyAuthorization;

    /**
     * All of them.
     *
     * @param connectTimeout greater than 0
     */
    public TransportOptions(
            Duration connectTimeout,
            @Nullable SSLContext trust,
            @Nullable ProxySelector proxy,
            @Nullable String proxyAuthorization) {
        this.connectTimeout = connectTimeout;
        this.trust = trust;
        this.proxy = proxy;
        this.proxyAuthorization = proxyAuthorization;
    }

    /** The time for connecting, including TLS and a proxy's part in it. */
    public Duration connectTimeout() {
        return connectTimeout;
    }

    /** The TLS context; null for the JDK's default. */
    public @Nullable SSLContext trust() {
        return trust;
    }

    /** The proxies; null for those of the JDK's system properties. */
    public @Nullable ProxySelector proxy() {
        return proxy;
    }

    /** The value of {@code Proxy-Authorization}, which only a proxy may be sent; null for none. */
    public @Nullable String proxyAuthorization() {
        return proxyAuthorization;
    }

    /** Shows no credentials. */
    @Override
    public String toString() {
        return "TransportOptions[connectTimeout=" + connectTimeout + "]";
    }
}
