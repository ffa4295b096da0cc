package dev.gatehouse.server.certificate;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Path;
import java.security.PrivateKey;
import org.bouncycastle.openssl.PEMKeyPair;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.openssl.jcajce.JcaPEMKeyConverter;

/** Keys in the form that OpenSSL wrote before PKCS#8. Apart from {@link PemFile}, whose starts need not load a parser for it. */
final class OpenSslKey {
    private OpenSslKey() {}

    static PrivateKey read(Path file, PemBlock block) {
        try (PEMParser parser = new PEMParser(new StringReader(block.text()))) {
            if (parser.readObject() instanceof PEMKeyPair pair) {
                return new JcaPEMKeyConverter().getPrivateKey(pair.getPrivateKeyInfo());
            }
        } catch (IOException e) {
            throw new UnusableCertificateException("the key file " + file + " cannot be read", e);
        }
        throw new UnusableCertificateException("the key file " + file + " holds no unencrypted private key", null);
    }
}
