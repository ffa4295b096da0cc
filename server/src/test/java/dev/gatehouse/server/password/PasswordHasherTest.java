package dev.gatehouse.server.password;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PasswordHasherTest {
    private static final String SALT = "c29tZXNhbHRzb21lc2FsdA";
    private static final String HASH = "MfrG9nTxVOz1Vhi5mHtVqZ0cAbmpWQ4FsTmdLd9QX9I";

    private final PasswordHasher hasher = new PasswordHasher(64, 1, 2);

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "secret", "Zoë 😀", "with\0nul"})
    void verifiesWhatItHashed(String password) {
        String hash = hasher.hash(password);

        assertThat(hash).startsWith("$argon2id$v=19$m=64,t=1,p=1$").isNotEqualTo(hasher.hash(password));
        assertThat(hasher.verify(password, hash)).isTrue();
        assertThat(hasher.verify(password + "x", hash)).isFalse();
        assertThat(hasher.isOutdated(hash)).isFalse();
    }

    @Test
    void cutsNoPasswordOff() {
        String password = "x".repeat(100);

        assertThat(hasher.verify(password + "y", hasher.hash(password))).isFalse();
    }

    /** RFC 9106 has vectors with a secret only; these are the reference implementation's, whose command line makes them. */
    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            value = {
                "password $argon2id$v=19$m=256,t=2,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4 true",
                "password $argon2id$v=19$m=256,t=2,p=2$c29tZXNhbHQ$bQk8UB/VmZZF4Oo79iDXuL5/0ttZwg2f/5U52iv1cDc true",
                "Password $argon2id$v=19$m=256,t=2,p=2$c29tZXNhbHQ$bQk8UB/VmZZF4Oo79iDXuL5/0ttZwg2f/5U52iv1cDc false",
                "U*U $2a$05$CCCCCCCCCCCCCCCCCCCCC.E5YPO9kmyuRGyh0XouQYb4YMJKvyOeW true",
                "U*U $2y$05$CCCCCCCCCCCCCCCCCCCCC.E5YPO9kmyuRGyh0XouQYb4YMJKvyOeW true",
                "U*V $2a$05$CCCCCCCCCCCCCCCCCCCCC.E5YPO9kmyuRGyh0XouQYb4YMJKvyOeW false",
            })
    void verifiesHashesOfOthers(String password, String hash, boolean expected) {
        assertThat(hasher.verify(password, hash)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "password",
                "$argon2id$v=19$m=9999999,t=1,p=1$" + SALT + "$" + HASH,
                "$argon2id$v=19$m=262145,t=1,p=1$" + SALT + "$" + HASH,
                "$argon2id$v=19$m=64,t=33,p=1$" + SALT + "$" + HASH,
                "$argon2id$v=19$m=64,t=0,p=1$" + SALT + "$" + HASH,
                "$argon2id$v=19$m=64,t=1,p=0$" + SALT + "$" + HASH,
                "$argon2id$v=19$m=64,t=1,p=9$" + SALT + "$" + HASH,
                "$argon2id$v=19$m=2000,t=1,p=17$" + SALT + "$" + HASH,
                "$argon2id$v=16$m=64,t=1,p=1$" + SALT + "$" + HASH,
                "$argon2i$v=19$m=64,t=1,p=1$" + SALT + "$" + HASH,
                "$argon2id$v=19$m=64,t=1,p=1$" + SALT + "abc$" + HASH,
                "$argon2id$v=19$m=64,t=1,p=1$" + SALT + "$AAAAAAAAA",
                "$argon2id$v=19$m=64,t=1,p=1$" + SALT + "$",
                "$2a$31$CCCCCCCCCCCCCCCCCCCCC.E5YPO9kmyuRGyh0XouQYb4YMJKvyOeW",
                "$2a$17$CCCCCCCCCCCCCCCCCCCCC.E5YPO9kmyuRGyh0XouQYb4YMJKvyOeW",
                "$2a$03$CCCCCCCCCCCCCCCCCCCCC.E5YPO9kmyuRGyh0XouQYb4YMJKvyOeW",
                "$2a$05$CCCC"
            })
    void verifiesNothingAgainstAHashItCannotOrMayNotCompute(String hash) {
        assertThat(hasher.verify("password", hash)).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            value = {"m=64,t=1,p=1 false", "m=128,t=2,p=1 false", "m=63,t=1,p=1 true", "m=64,t=0,p=1 true"})
    void knowsAWeakerHash(String parameters, boolean expected) {
        assertThat(hasher.isOutdated("$argon2id$v=19$" + parameters + "$" + SALT + "$" + HASH))
                .isEqualTo(expected);
        assertThat(hasher.isOutdated("$2a$12$CCCCCCCCCCCCCCCCCCCCC.E5YPO9kmyuRGyh0XouQYb4YMJKvyOeW"))
                .isTrue();
    }

    @Test
    void letsABurstWaitItsTurn() {
        PasswordHasher one = new PasswordHasher(64, 1, 1);
        String hash = one.hash("secret");

        assertThat(IntStream.range(0, 50).parallel().filter(i -> one.verify("secret", hash)))
                .hasSize(50);
    }
}
