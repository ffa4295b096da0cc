package dev.gatehouse.server.http;

import dev.gatehouse.server.address.AddressRange;
import dev.gatehouse.server.certificate.ServerCertificate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where and within what limits the server listens.
 *
 * @param certificate what HTTPS is served with
 * @param ports where it listens
 * @param limits what clients may take of it
 * @param trustedProxies whose {@code X-Forwarded-} headers are believed
 * @param accessLog where a line a request goes; null for nowhere
 */
public record HttpSettings(
        ServerCertificate certificate,
        Ports ports,
        HttpLimits limits,
        List<AddressRange> trustedProxies,
        @Nullable AccessLog accessLog) {
    public HttpSettings {
        trustedProxies = List.copyOf(trustedProxies);
    }
}
