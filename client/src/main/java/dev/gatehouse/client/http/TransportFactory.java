package dev.gatehouse.client.http;

/** Makes a transport with the options of a client. */
@FunctionalInterface
public interface TransportFactory {
    /** A transport with these options. Called once, when a client is built. */
    Transport create(TransportOptions options);
}
