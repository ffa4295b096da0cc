package dev.gatehouse.server.certificate;

import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.Collection;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/** The certificate authorities that the server trusts for its outgoing requests. */
public final class TrustedAuthorities {
    private TrustedAuthorities() {}

    /**
     * A context that trusts the JDK's authorities and those in {@code files}.
     *
     * @param files certificates in PEM
     * @throws UnusableCertificateException when a file cannot be read or holds no certificate
     */
    public static SSLContext sslContext(Collection<Path> files) {
        try {
            KeyStore store = KeyStore.getInstance("JKS");
            store.load(null, null);
            for (TrustManager manager : managers(null)) {
                if (manager instanceof X509TrustManager x509) {
                    add(store, x509.getAcceptedIssuers());
                }
            }
            for (Path file : files) {
                add(store, PemFile.certificates(file).toArray(X509Certificate[]::new));
            }
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, managers(store), null);
            return context;
        } catch (GeneralSecurityException | IOException e) {
            throw new UnusableCertificateException("the trusted certificates cannot be used", e);
        }
    }

    private static void add(KeyStore store, X509Certificate... authorities) throws GeneralSecurityException {
        for (X509Certificate authority : authorities) {
            store.setCertificateEntry("authority-" + store.size(), authority);
        }
    }

    @SuppressWarnings("NullAway") // without a key store, these are Java's own
    private static TrustManager[] managers(@Nullable KeyStore store) throws GeneralSecurityException {
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(store);
        return factory.getTrustManagers();
    }
}
