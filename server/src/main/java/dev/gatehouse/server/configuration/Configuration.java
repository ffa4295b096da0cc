package dev.gatehouse.server.configuration;

import dev.gatehouse.server.address.AddressRange;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The settings, read and checked.
 *
 * @param data the data directory
 * @param domain the tenant's domain, with its port unless it is 443; with port 0 for one that is free
 * @param httpsPort 0 for any free port
 * @param httpPort 0 for any free port; negative for none
 * @param httpPortRequired whether the start fails when {@code httpPort} is taken; else it goes without plain HTTP
 * @param bind the address of HTTPS and of the management port; null for every one of this machine
 * @param managementPort 0 for any free port; negative for none
 * @param trustedProxies whose forwarded headers are believed
 * @param database a PostgreSQL URL; null for SQLite
 * @param certificate null for one of the local authority
 * @param certificateKey null when {@code certificate} is
 * @param encryptionKey in Base64; null for the file in the data directory
 * @param clientId null for a random one
 * @param clientSecret null for a random one
 * @param rateLimit requests a second; null for no limit
 * @param rateLimitBurst requests at once
 * @param maximumBody bytes
 * @param maximumImport bytes of a file of users
 * @param strictLimits whether the limits of the cloud hold
 * @param readTimeout how long a read of the database may take
 * @param accessLog whether each request is logged
 * @param outgoingAddresses where calls of the server's own may go beside public addresses
 * @param outgoingCertificates of authorities that such calls trust; null for none beside Java's and the local one
 * @param dnsServer that is asked for the records of custom domains, as a host or a host and a port; null for this machine's
 * @param logRetention how long the events of a tenant's log are kept
 * @param drainTime how long the server goes on serving once it is told to stop
 */
public record Configuration(
        Path data,
        String domain,
        int httpsPort,
        int httpPort,
        boolean httpPortRequired,
        @Nullable InetAddress bind,
        int managementPort,
        List<AddressRange> trustedProxies,
        @Nullable String database,
        @Nullable Path certificate,
        @Nullable Path certificateKey,
        @Nullable String encryptionKey,
        @Nullable String clientId,
        @Nullable String clientSecret,
        @Nullable Double rateLimit,
        int rateLimitBurst,
        int maximumBody,
        int maximumImport,
        boolean strictLimits,
        Duration readTimeout,
        boolean accessLog,
        List<AddressRange> outgoingAddresses,
        @Nullable Path outgoingCertificates,
        @Nullable String dnsServer,
        Duration logRetention,
        Duration drainTime) {
    public Configuration {
        trustedProxies = List.copyOf(trustedProxies);
        outgoingAddresses = List.copyOf(outgoingAddresses);
    }

    /** The domain without its port. */
    public String host() {
        int colon = domain.lastIndexOf(':');
        return colon < 0 ? domain : domain.substring(0, colon);
    }

    /** Whether the domain is to have whatever port is free. */
    public boolean anyPort() {
        return domain.endsWith(":0");
    }

    /** The same with a port, for HTTPS and for the domain. */
    public Configuration on(int port) {
        return with(host() + ":" + port, port, httpPort);
    }

    /** The same without plain HTTP. */
    public Configuration withoutHttp() {
        return with(domain, httpsPort, -1);
    }

    private Configuration with(String otherDomain, int otherHttpsPort, int otherHttpPort) {
        return new Configuration(
                data,
                otherDomain,
                otherHttpsPort,
                otherHttpPort,
                httpPortRequired,
                bind,
                managementPort,
                trustedProxies,
                database,
                certificate,
                certificateKey,
                encryptionKey,
                clientId,
                clientSecret,
                rateLimit,
                rateLimitBurst,
                maximumBody,
                maximumImport,
                strictLimits,
                readTimeout,
                accessLog,
                outgoingAddresses,
                outgoingCertificates,
                dnsServer,
                logRetention,
                drainTime);
    }

    /** Shows no secret. */
    @Override
    public String toString() {
        return "Configuration[data=" + data + ", domain=" + domain + ", httpsPort=" + httpsPort + ", httpPort="
                + httpPort + "]";
    }
}
