package dev.gatehouse.server.password;

import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.Locale;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bouncycastle.crypto.Digest;
import org.bouncycastle.crypto.digests.MD4Digest;
import org.bouncycastle.crypto.digests.MD5Digest;
import org.bouncycastle.crypto.digests.RIPEMD160Digest;
import org.bouncycastle.crypto.digests.SHA1Digest;
import org.bouncycastle.crypto.digests.SHA224Digest;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.digests.SHA384Digest;
import org.bouncycastle.crypto.digests.SHA512Digest;
import org.bouncycastle.crypto.digests.WhirlpoolDigest;
import org.bouncycastle.crypto.macs.HMac;
import org.bouncycastle.crypto.params.KeyParameter;

/**
 * One pass of a digest or an HMAC (RFC 2104) over a password and its salt: too fast for a password, but what other systems have.
 *
 * @param function what was computed
 * @param salt empty for none
 * @param isPrefix whether the salt goes before the password
 * @param expected its result
 */
record DigestHash(UnaryOperator<byte[]> function, byte[] salt, boolean isPrefix, byte[] expected)
        implements PasswordHash {
    /** RFC 2307 §5.3, and the newer schemes of directories. */
    private static final Pattern LDAP =
            Pattern.compile("\\{(S?)(MD5|SHA|SHA224|SHA256|SHA384|SHA512)}([A-Za-z0-9+/=]+)", Pattern.CASE_INSENSITIVE);

    DigestHash {
        if (expected.length == 0 || expected.length != function.apply(new byte[0]).length) {
            throw new IllegalArgumentException("it has not the length of that algorithm");
        }
    }

    /**
     * That of a directory: a scheme in braces, then the digest and the salt in Base64.
     *
     * @throws IllegalArgumentException for a scheme that is none of a digest
     */
    static DigestHash ofLdap(String value) {
        Matcher parts = LDAP.matcher(value);
        if (!parts.matches()) {
            throw new IllegalArgumentException("its scheme is not MD5, SMD5, SHA, SSHA or one of the longer SHA");
        }
        String scheme = parts.group(2).toLowerCase(Locale.ROOT);
        boolean salted = !parts.group(1).isEmpty();
        UnaryOperator<byte[]> function = digest(scheme.equals("sha") ? "sha1" : scheme);
        byte[] bytes = Base64.getDecoder().decode(parts.group(3));
        int length = function.apply(new byte[0]).length;
        if (bytes.length < length || !salted && bytes.length != length) {
            throw new IllegalArgumentException("it has not the length of its scheme");
        }
        return new DigestHash(
                function, Arrays.copyOfRange(bytes, length, bytes.length), false, Arrays.copyOf(bytes, length));
    }

    /**
     * A digest of that name.
     *
     * @throws IllegalArgumentException when it is not known
     */
    static UnaryOperator<byte[]> digest(String name) {
        newDigest(name);
        return input -> {
            Digest digest = newDigest(name);
            byte[] output = new byte[digest.getDigestSize()];
            digest.update(input, 0, input.length);
            digest.doFinal(output, 0);
            return output;
        };
    }

    /** The HMAC by a digest of that name, with a key. */
    static UnaryOperator<byte[]> hmac(String name, byte[] key) {
        newDigest(name);
        return input -> {
            HMac mac = new HMac(newDigest(name));
            mac.init(new KeyParameter(key));
            byte[] output = new byte[mac.getMacSize()];
            mac.update(input, 0, input.length);
            mac.doFinal(output, 0);
            return output;
        };
    }

    static Digest newDigest(String name) {
        return switch (name) {
            case "md4" -> new MD4Digest();
            case "md5" -> new MD5Digest();
            case "ripemd160" -> new RIPEMD160Digest();
            case "sha1" -> new SHA1Digest();
            case "sha224" -> new SHA224Digest();
            case "sha256" -> new SHA256Digest();
            case "sha384" -> new SHA384Digest();
            case "sha512" -> new SHA512Digest();
            case "whirlpool" -> new WhirlpoolDigest();
            default -> throw new IllegalArgumentException("there is no digest " + name);
        };
    }

    @Override
    public boolean matches(byte[] password) {
        byte[] first = isPrefix ? salt : password;
        byte[] second = isPrefix ? password : salt;
        byte[] input = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, input, first.length, second.length);
        return MessageDigest.isEqual(expected, function.apply(input));
    }
}
