package dev.gatehouse.server.tls;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * A certificate authority of this machine's own, made at the first start: {@code ca.pem} is what clients are told to trust. The
 * server's certificate is issued anew when it does not name the host or has less than 30 days left.
 */
public final class LocalAuthority {
    private static final Duration RENEWAL = Duration.ofDays(30);

    private final Path directory;
    private final InstantSource clock;

    public LocalAuthority(Path directory, InstantSource clock) {
        this.directory = directory;
        this.clock = clock;
    }

    /** The authority's certificate, for clients to trust. */
    public Path certificateFile() {
        return directory.resolve("ca.pem");
    }

    /**
     * The server's certificate for {@code host} and this machine's own names.
     *
     * @param host a host name or an IP address
     * @throws TlsException when the files cannot be read or written
     */
    public ServerCertificate certificateFor(String host) {
        Path certificateFile = directory.resolve("server.pem");
        Path keyFile = directory.resolve("server-key.pem");
        if (!Files.exists(certificateFile) || !Files.exists(keyFile) || !Files.exists(certificateFile())) {
            return issue(host, certificateFile, keyFile);
        }
        ServerCertificate known = ServerCertificate.read(certificateFile, keyFile);
        return isGoodFor(host, known.chain().get(0)) ? known : issue(host, certificateFile, keyFile);
    }

    private boolean isGoodFor(String host, X509Certificate certificate) {
        Instant end = certificate.getNotAfter().toInstant();
        return names(certificate).contains(host)
                && clock.instant().plus(RENEWAL).isBefore(end);
    }

    private static Set<String> names(X509Certificate certificate) {
        Set<String> names = new LinkedHashSet<>();
        try {
            Collection<List<?>> alternatives = certificate.getSubjectAlternativeNames();
            if (alternatives != null) {
                alternatives.forEach(name -> names.add(String.valueOf(name.get(1))));
            }
        } catch (CertificateParsingException e) {
            return Set.of();
        }
        return names;
    }

    private ServerCertificate issue(String host, Path certificateFile, Path keyFile) {
        Issuance issuance = new Issuance(clock.instant());
        ServerCertificate issued = issuance.server(authority(issuance), host);
        write(issued, certificateFile, keyFile);
        return issued;
    }

    private ServerCertificate authority(Issuance issuance) {
        Path keyFile = directory.resolve("ca-key.pem");
        if (Files.exists(certificateFile()) && Files.exists(keyFile)) {
            return ServerCertificate.read(certificateFile(), keyFile);
        }
        ServerCertificate made = issuance.authority();
        write(made, certificateFile(), keyFile);
        return made;
    }

    private static void write(ServerCertificate certificate, Path certificateFile, Path keyFile) {
        Pem.write(keyFile, certificate.key());
        Pem.write(certificateFile, certificate.chain().get(0));
    }
}
