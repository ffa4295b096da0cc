package dev.gatehouse.server.token;

import com.amazon.corretto.crypto.provider.AmazonCorrettoCryptoProvider;
import java.security.NoSuchAlgorithmException;
import java.security.Provider;
import java.security.Signature;

/** Who computes RSA signatures: native code that takes a third of the JDK's time, where it loads. Thread-safe. */
final class RsaProvider {
    private static final System.Logger LOG = System.getLogger(RsaProvider.class.getName());

    private RsaProvider() {}

    /** Loaded with the first key. */
    private static final class Loaded {
        static final Provider PROVIDER = load();
    }

    static Provider get() {
        return Loaded.PROVIDER;
    }

    private static Provider load() {
        try {
            Throwable failure = AmazonCorrettoCryptoProvider.INSTANCE.getLoadingError();
            if (failure == null) {
                return AmazonCorrettoCryptoProvider.INSTANCE;
            }
            LOG.log(
                    System.Logger.Level.INFO,
                    "tokens are signed by the JDK: its replacement does not load: " + failure);
        } catch (RuntimeException | LinkageError e) {
            LOG.log(System.Logger.Level.INFO, "tokens are signed by the JDK: its replacement does not load: " + e);
        }
        try {
            return Signature.getInstance("SHA256withRSA").getProvider();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has it", e);
        }
    }
}
