package dev.gatehouse.client.token;

import java.security.GeneralSecurityException;
import java.security.Signature;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import org.jspecify.annotations.Nullable;

/** What the API takes assertions signed with (RFC 7518 §3.1). */
public enum AssertionAlgorithm {
    /** RSASSA-PKCS1-v1_5 with SHA-256. */
    RS256("SHA256withRSA", null),
    /** RSASSA-PKCS1-v1_5 with SHA-384. */
    RS384("SHA384withRSA", null),
    /** RSASSA-PSS with SHA-256. */
    PS256("RSASSA-PSS", new PSSParameterSpec("SHA-256", "MGF1", MGF1ParameterSpec.SHA256, 32, 1));

    private final String javaName;
    private final @Nullable PSSParameterSpec parameters;

    AssertionAlgorithm(String javaName, @Nullable PSSParameterSpec parameters) {
        this.javaName = javaName;
        this.parameters = parameters;
    }

    /**
     * The one of that name.
     *
     * @throws IllegalArgumentException when there is none
     */
    public static AssertionAlgorithm of(String name) {
        for (AssertionAlgorithm each : values()) {
            if (each.name().equals(name)) {
                return each;
            }
        }
        throw new IllegalArgumentException("clientAssertionSigningAlg must be RS256, RS384 or PS256, and is " + name);
    }

    Signature signature() throws GeneralSecurityException {
        Signature signature = Signature.getInstance(javaName);
        if (parameters != null) {
            signature.setParameter(parameters);
        }
        return signature;
    }
}
