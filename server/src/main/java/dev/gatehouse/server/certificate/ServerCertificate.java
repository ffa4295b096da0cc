package dev.gatehouse.server.certificate;

import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.security.interfaces.RSAKey;
import java.util.List;

/**
 * The certificate and key of the HTTPS server.
 *
 * @param chain its certificate first
 * @param key the key of the first one
 */
public record ServerCertificate(List<X509Certificate> chain, PrivateKey key) {
    public ServerCertificate {
        chain = List.copyOf(chain);
    }

    /**
     * The operator's own certificate.
     *
     * @throws UnusableCertificateException when a file cannot be read, holds something else, or the two do not belong together
     */
    public static ServerCertificate read(Path certificates, Path key) {
        List<X509Certificate> chain = PemFile.certificates(certificates);
        PrivateKey privateKey = PemFile.privateKey(key);
        if (!belongTogether(chain.get(0).getPublicKey(), privateKey)) {
            throw new UnusableCertificateException(
                    "the key in " + key + " is not that of the certificate in " + certificates, null);
        }
        return new ServerCertificate(chain, privateKey);
    }

    private static boolean belongTogether(PublicKey publicKey, PrivateKey privateKey) {
        if (publicKey instanceof RSAKey ours && privateKey instanceof RSAKey theirs) {
            return ours.getModulus().equals(theirs.getModulus());
        }
        return publicKey.getAlgorithm().equals(privateKey.getAlgorithm()) && verifies(publicKey, privateKey);
    }

    /** A curve's private key does not hold its public one: whether what it signs is verified tells. */
    private static boolean verifies(PublicKey publicKey, PrivateKey privateKey) {
        byte[] probe = {1, 2, 3};
        try {
            Signature signature =
                    Signature.getInstance(privateKey.getAlgorithm().equals("EC") ? "SHA256withECDSA" : "EdDSA");
            signature.initSign(privateKey);
            signature.update(probe);
            byte[] signed = signature.sign();
            signature.initVerify(publicKey);
            signature.update(probe);
            return signature.verify(signed);
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    /** As a key store of the JDK. */
    public KeyStore keyStore() {
        try {
            // It never leaves memory. PKCS #12 would encrypt the key with a slow hash, at each start.
            KeyStore store = KeyStore.getInstance("JKS");
            store.load(null, null);
            store.setKeyEntry("server", key, new char[0], chain.toArray(X509Certificate[]::new));
            return store;
        } catch (GeneralSecurityException | IOException e) {
            throw new UnusableCertificateException("the certificate cannot be used", e);
        }
    }
}
