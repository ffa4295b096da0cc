package dev.gatehouse.server.http;

/**
 * Where a request comes from, as the first proxy that is trusted saw it.
 *
 * @param address the client's IP address; empty when it is gone
 * @param host the host asked for, with its port if one was given
 * @param secure whether the client used HTTPS
 */
record Origin(String address, String host, boolean secure) {}
