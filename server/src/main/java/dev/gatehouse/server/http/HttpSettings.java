package dev.gatehouse.server.http;

import dev.gatehouse.server.certificate.ServerCertificate;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Where and within what limits the server listens.
 *
 * @param certificate what HTTPS is served with
 * @param httpsPort on every address; 0 for any free port
 * @param httpPort on loopback; 0 for any free port, negative for none
 * @param maximumBody bytes of a body at most
 * @param idleTimeout how long a connection may be silent, and a body come at less than 1 KiB a second
 * @param accessLog where a line a request goes; null for nowhere
 */
public record HttpSettings(
        ServerCertificate certificate,
        int httpsPort,
        int httpPort,
        int maximumBody,
        Duration idleTimeout,
        @Nullable AccessLog accessLog) {}
