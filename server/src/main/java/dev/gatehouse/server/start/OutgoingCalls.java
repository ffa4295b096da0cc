package dev.gatehouse.server.start;

import dev.gatehouse.server.certificate.LocalAuthority;
import dev.gatehouse.server.certificate.TrustedAuthorities;
import dev.gatehouse.server.configuration.Configuration;
import dev.gatehouse.server.outbound.AddressPolicy;
import dev.gatehouse.server.outbound.OutboundClient;
import dev.gatehouse.server.store.DataDirectory;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;

/**
 * How the server makes calls of its own.
 *
 * @param client of HTTP
 * @param addresses where they may go
 * @param trust whose certificates are believed
 */
record OutgoingCalls(OutboundClient client, AddressPolicy addresses, Supplier<SSLContext> trust)
        implements AutoCloseable {
    static OutgoingCalls of(Configuration configuration, DataDirectory directory) {
        AddressPolicy addresses = new AddressPolicy(configuration.outgoingAddresses());
        Supplier<SSLContext> trust = trust(configuration, directory);
        return new OutgoingCalls(new OutboundClient(addresses, trust), addresses, trust);
    }

    private static Supplier<SSLContext> trust(Configuration configuration, DataDirectory directory) {
        List<Path> authorities = new ArrayList<>();
        if (configuration.outgoingCertificates() != null) {
            authorities.add(configuration.outgoingCertificates());
        }
        if (configuration.certificate() == null) {
            authorities.add(new LocalAuthority(directory.file(""), InstantSource.system()).certificateFile());
        }
        return () -> TrustedAuthorities.sslContext(authorities);
    }

    @Override
    public void close() {
        client.close();
    }
}
