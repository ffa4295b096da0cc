package dev.gatehouse.server.certificate;

import com.amazon.corretto.crypto.provider.AmazonCorrettoCryptoProvider;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.Provider;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;

/**
 * Who makes RSA keys and computes their signatures: native code that takes a fraction of the JDK's time, where it loads.
 * Thread-safe.
 */
public final class RsaProvider {
    private static final System.Logger LOG = System.getLogger(RsaProvider.class.getName());

    private RsaProvider() {}

    /** Loaded with the first key. */
    private static final class Loaded {
        static final Provider PROVIDER = load();
    }

    /** Knows {@code SHA256withRSA} and the keys for it. */
    public static Provider get() {
        return Loaded.PROVIDER;
    }

    /** A new pair of keys, of the JDK's own classes. Takes some tenths of a second. */
    public static KeyPair newPair(int bits) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA", get());
            generator.initialize(bits);
            KeyPair made = generator.generateKeyPair();
            KeyFactory keys = KeyFactory.getInstance("RSA");
            return new KeyPair(
                    keys.generatePublic(new X509EncodedKeySpec(made.getPublic().getEncoded())),
                    keys.generatePrivate(
                            new PKCS8EncodedKeySpec(made.getPrivate().getEncoded())));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a pair of RSA keys cannot be made", e);
        }
    }

    private static Provider load() {
        try {
            Throwable failure = AmazonCorrettoCryptoProvider.INSTANCE.getLoadingError();
            if (failure == null) {
                return AmazonCorrettoCryptoProvider.INSTANCE;
            }
            LOG.log(System.Logger.Level.INFO, "RSA is computed by the JDK: its replacement does not load: " + failure);
        } catch (RuntimeException | LinkageError e) {
            LOG.log(System.Logger.Level.INFO, "RSA is computed by the JDK: its replacement does not load: " + e);
        }
        try {
            return Signature.getInstance("SHA256withRSA").getProvider();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has it", e);
        }
    }
}
