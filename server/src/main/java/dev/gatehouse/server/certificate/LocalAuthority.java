package dev.gatehouse.server.certificate;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

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
     * @throws UnusableCertificateException when the files cannot be read or written
     */
    public ServerCertificate certificateFor(String host) {
        ServerCertificate known = known();
        return known != null && isGoodFor(host, known.chain().get(0)) ? known : issue(host);
    }

    /** The certificate there is; null when there is none or half of one, as after a kill while it was written. */
    private @Nullable ServerCertificate known() {
        if (!Files.exists(serverFile()) || !Files.exists(serverKeyFile()) || !Files.exists(certificateFile())) {
            return null;
        }
        try {
            return ServerCertificate.read(serverFile(), serverKeyFile());
        } catch (UnusableCertificateException e) {
            return null;
        }
    }

    private Path serverFile() {
        return directory.resolve("server.pem");
    }

    private Path serverKeyFile() {
        return directory.resolve("server-key.pem");
    }

    private boolean isGoodFor(String host, X509Certificate certificate) {
        return names(certificate).contains(host) && isLasting(certificate) && isIssuedByUs(certificate);
    }

    private boolean isLasting(X509Certificate certificate) {
        return clock.instant().plus(RENEWAL).isBefore(certificate.getNotAfter().toInstant());
    }

    private boolean isIssuedByUs(X509Certificate certificate) {
        try {
            certificate.verify(PemFile.certificates(certificateFile()).get(0).getPublicKey());
            return true;
        } catch (GeneralSecurityException e) {
            return false;
        }
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

    private ServerCertificate issue(String host) {
        CertificateIssuer issuer = new CertificateIssuer(clock.instant());
        ServerCertificate issued = issuer.server(authority(issuer), host);
        write(issued, serverFile(), serverKeyFile());
        return issued;
    }

    private ServerCertificate authority(CertificateIssuer issuer) {
        Path keyFile = directory.resolve("ca-key.pem");
        if (Files.exists(certificateFile()) && Files.exists(keyFile)) {
            ServerCertificate known = ServerCertificate.read(certificateFile(), keyFile);
            if (isLasting(known.chain().get(0))) {
                return known;
            }
        }
        ServerCertificate made = issuer.authority();
        write(made, certificateFile(), keyFile);
        return made;
    }

    private static void write(ServerCertificate certificate, Path certificateFile, Path keyFile) {
        PemFile.write(keyFile, certificate.key());
        PemFile.write(certificateFile, certificate.chain().get(0));
    }
}
