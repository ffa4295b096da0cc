package dev.gatehouse.server.store.encryption;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.server.store.StoreException;
import java.util.Arrays;
import java.util.Base64;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class SecretBoxTest {
    private static final String PREFIX = "enc1:";

    private final SecretBox box = new SecretBox(key(1));

    private static byte[] key(int first) {
        byte[] key = new byte[SecretBox.KEY_BYTES];
        key[0] = (byte) first;
        return key;
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "secret", "Zoë 😀", "enc1:looks sealed", "-----BEGIN PRIVATE KEY-----\n"})
    void opensWhatItSealed(String secret) {
        String sealed = box.seal(secret, "place");

        assertThat(sealed).startsWith(PREFIX).isNotEqualTo(box.seal(secret, "place"));
        assertThat(new SecretBox(key(1)).open(sealed, "place")).isEqualTo(secret);
    }

    @Test
    void leavesTextThatWasNeverSealed() {
        assertThat(box.open("plain", "place")).isEqualTo("plain");
    }

    @Test
    void opensNothingWithAnotherKeyOrForAnotherPlace() {
        String sealed = box.seal("secret", "place");

        assertUnreadable(() -> new SecretBox(key(2)).open(sealed, "place"));
        assertUnreadable(() -> box.open(sealed, "elsewhere"));
    }

    @ParameterizedTest
    @MethodSource("changes")
    void opensNothingThatWasTamperedWith(UnaryOperator<byte[]> change) {
        byte[] whole = Base64.getDecoder().decode(box.seal("secret", "place").substring(PREFIX.length()));
        String tampered = PREFIX + Base64.getEncoder().withoutPadding().encodeToString(change.apply(whole));

        assertUnreadable(() -> box.open(tampered, "place"));
    }

    static Stream<UnaryOperator<byte[]>> changes() {
        return Stream.of(
                whole -> flipped(whole, 0),
                whole -> flipped(whole, 12),
                whole -> flipped(whole, whole.length - 1),
                whole -> Arrays.copyOf(whole, whole.length - 1),
                whole -> Arrays.copyOf(whole, whole.length + 1),
                whole -> Arrays.copyOf(whole, 12),
                whole -> Arrays.copyOf(whole, 5),
                whole -> new byte[0]);
    }

    private static byte[] flipped(byte[] bytes, int at) {
        byte[] copy = bytes.clone();
        copy[at] ^= 1;
        return copy;
    }

    @Test
    void opensNothingThatIsNoBase64() {
        assertUnreadable(() -> box.open("enc1:*", "place"));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 16, 31, 33})
    void takesKeysOf32BytesOnly(int length) {
        assertThatThrownBy(() -> new SecretBox(new byte[length]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the key must have 32 bytes");
    }

    private static void assertUnreadable(Runnable open) {
        assertThatThrownBy(open::run)
                .isInstanceOf(StoreException.class)
                .hasMessage("a secret in it cannot be read with this encryption key");
    }
}
