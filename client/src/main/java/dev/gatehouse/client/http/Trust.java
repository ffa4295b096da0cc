package dev.gatehouse.client.http;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Collection;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/** Trusts certificate authorities of yours beside the JDK's own. */
public final class Trust {
    private Trust() {}

    /**
     * A TLS context that trusts the authorities in a file as well as those of the JDK.
     *
     * @param pem a file of certificates in PEM
     * @throws IllegalArgumentException when it cannot be read, or holds none
     */
    public static SSLContext authorities(Path pem) {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, new TrustManager[] {manager(pem)}, null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the JDK has no TLS", e);
        }
    }

    /**
     * What decides for {@link #authorities}, for libraries that ask for it beside the context.
     *
     * @param pem a file of certificates in PEM
     * @throws IllegalArgumentException when it cannot be read, or holds none
     */
    public static X509TrustManager manager(Path pem) {
        try (InputStream in = Files.newInputStream(pem)) {
            Collection<? extends Certificate> certificates =
                    CertificateFactory.getInstance("X.509").generateCertificates(in);
            if (certificates.isEmpty()) {
                throw new IllegalArgumentException(pem + " holds no certificate");
            }
            KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
            store.load(null, null);
            int i = 0;
            for (X509Certificate authority : manager((KeyStore) null).getAcceptedIssuers()) {
                store.setCertificateEntry("jdk-" + i++, authority);
            }
            for (Certificate certificate : certificates) {
                store.setCertificateEntry("own-" + i++, certificate);
            }
            return manager(store);
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalArgumentException("the certificates in " + pem + " cannot be read", e);
        }
    }

    private static X509TrustManager manager(@Nullable KeyStore store) throws GeneralSecurityException {
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(store);
        for (TrustManager manager : factory.getTrustManagers()) {
            if (manager instanceof X509TrustManager known) {
                return known;
            }
        }
        throw new GeneralSecurityException("the JDK has no trust in certificates");
    }
}
