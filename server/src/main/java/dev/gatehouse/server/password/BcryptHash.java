package dev.gatehouse.server.password;

import java.util.regex.Pattern;
import org.bouncycastle.crypto.generators.OpenBSDBCrypt;

/** bcrypt. */
record BcryptHash(String value) implements PasswordHash {
    /** Costs of 4 to 16; each step doubles the time, and 16 takes seconds. */
    private static final Pattern FORM = Pattern.compile("\\$2[aby]\\$(?:0[4-9]|1[0-6])\\$[./A-Za-z0-9]{53}");

    static boolean isOne(String value) {
        return FORM.matcher(value).matches();
    }

    /**
     * @throws IllegalArgumentException when it is none, or one with a cost beyond 16
     */
    static BcryptHash parse(String value) {
        if (!isOne(value)) {
            throw new IllegalArgumentException("it is not one of bcrypt ($2a$, $2b$, $2y$) with a cost of 4 to 16");
        }
        return new BcryptHash(value);
    }

    @Override
    public boolean matches(byte[] password) {
        return OpenBSDBCrypt.checkPassword(value, password);
    }
}
