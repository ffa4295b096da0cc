package dev.gatehouse.server.password;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class Argon2idTest {
    private static final byte[] SALT = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

    /** The two have to agree to the bit: a hash outlives the machine that it was made on. */
    @ParameterizedTest
    @CsvSource({"8,1,16,''", "64,3,32,password", "1025,1,24,pässwörd", "19456,2,32,correct horse", "256,2,300,x"})
    void isTheSameInNativeCodeAndInJava(int memoryKib, int passes, int length, String password) {
        assumeTrue(
                System.getProperty("os.name").toLowerCase(Locale.ROOT).startsWith("linux"),
                "libsodium is not tried here");
        Argon2id function = new Argon2id(memoryKib, passes, 1, length);
        byte[] bytes = password.getBytes(StandardCharsets.UTF_8);
        byte[] byLibrary = new byte[length];
        byte[] inJava = new byte[length];
        assertThat(function.hashNatively(bytes, SALT, byLibrary)).isTrue();
        function.hashInJava(bytes, SALT, inJava);
        assertThat(byLibrary).isEqualTo(inJava);
    }

    @ParameterizedTest
    @CsvSource({"2,32,16", "1,15,16", "1,32,8"})
    void computesInJavaWhatTheLibraryDoesNotTake(int lanes, int length, int saltLength) {
        byte[] salt = new byte[saltLength];
        Argon2id function = new Argon2id(64, 2, lanes, length);
        assertThat(function.hashNatively(SALT, salt, new byte[length])).isFalse();
        byte[] inJava = new byte[length];
        function.hashInJava(SALT, salt, inJava);
        assertThat(function.hash(SALT, salt)).isEqualTo(inJava);
    }

    /** Computed with the reference implementation: {@code printf password | argon2 somesaltsomesalt -id -t 2 -k 64 -p 1 -l 24 -r}. */
    @Test
    void isThatOfTheReferenceImplementation() {
        byte[] hash = new Argon2id(64, 2, 1, 24)
                .hash("password".getBytes(StandardCharsets.UTF_8), "somesaltsomesalt".getBytes(StandardCharsets.UTF_8));
        assertThat(HexFormat.of().formatHex(hash)).isEqualTo("7a19637412081df39725644030a66330767ec96494bee3f0");
    }
}
