package dev.gatehouse.server.http;

/**
 * The client's connection of a request, as seen by the outermost trusted proxy (RFC 7239).
 *
 * @param address the client's IP address; empty when it is gone
 * @param host the host asked for, with its port if one was given
 * @param secure whether the client used HTTPS
 */
record ClientConnection(String address, String host, boolean secure) {}
