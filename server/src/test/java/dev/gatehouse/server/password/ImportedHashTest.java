package dev.gatehouse.server.password;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.server.error.Rejection;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Hashes of "password" that other programs made. */
class ImportedHashTest {
    private final PasswordHasher hasher = new PasswordHasher(64, 1, 1);

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {'algorithm': 'md4', 'hash': {'value': '8a9d093f14f8701df17732b2bb182c74', 'encoding': 'hex'}}
            {'algorithm': 'md4', 'hash': {'value': '8846f7eaee8fb117ad06bdd830b7586c', 'encoding': 'hex'}, 'password': {'encoding': 'utf16le'}}
            {'algorithm': 'md5', 'hash': {'value': 'dfb4b540eb7192725c82593db80c2e40', 'encoding': 'hex'}, 'salt': {'value': 'somesalt', 'position': 'prefix'}}
            {'algorithm': 'sha1', 'hash': {'value': 'SOafmtUa/yFPHXiPgrkr9Wb4bBM=', 'encoding': 'base64'}, 'salt': {'value': '736f6d6573616c74', 'encoding': 'hex', 'position': 'suffix'}}
            {'algorithm': 'sha256', 'hash': {'value': '5e884898da28047151d0e56f8dc6292773603d0d6aabbdd62a11ef721d1542d8', 'encoding': 'hex'}}
            {'algorithm': 'sha512', 'hash': {'value': 'ZBY6QJEYKD5tg1AQFLrLb2K2OA2bAwyFt3N2t4AnVkonZ9cMz2yrmOkV46KwcxhEy29c60e0M00NkihQEbvpcA==', 'encoding': 'base64'}, 'salt': {'value': 'c29tZXNhbHQ=', 'encoding': 'base64', 'position': 'prefix'}}
            {'algorithm': 'hmac', 'hash': {'value': '4d42fb9ffc8d7d0a245429438b4bc73db1007a167026a0a0c6a74fa58e8e86ca', 'encoding': 'hex', 'digest': 'sha256', 'key': {'value': 'a2V5', 'encoding': 'base64'}}}
            {'algorithm': 'hmac', 'hash': {'value': 'r3bq/M2vPavpVO77yFQPPXDwQII=', 'encoding': 'base64', 'digest': 'sha1', 'key': {'value': 'key', 'encoding': 'utf8'}}, 'salt': {'value': 'somesalt', 'position': 'prefix'}}
            {'algorithm': 'pbkdf2', 'hash': {'value': '$pbkdf2-sha512$i=1000,l=64$c29tZXNhbHQ$pArTsT8AahzxmI5OZcxKNw2o4l9qiKwc5zbWR8bo8900Q7MYRcodIEijxiztL4hDlWTfVLTSRiLheMi39WU5Yw', 'encoding': 'utf8'}}
            {'algorithm': 'pbkdf2', 'hash': {'value': '$pbkdf2-sha256$1000$c29tZXNhbHQ$j4Aa14inUtOh7Sg/D7hH54ohymuHNQD4.ccfhepGWAY'}}
            {'algorithm': 'scrypt', 'hash': {'value': 'c1d5e85848a0e53ebddceec125bb9f10f464faa6ab1b8d0160e875c5ef6d3007', 'encoding': 'hex'}, 'salt': {'value': 'somesalt'}, 'keylen': 32, 'cost': 1024, 'blockSize': 8, 'parallelization': 1}
            {'algorithm': 'ldap', 'hash': {'value': '{SSHA}SOafmtUa/yFPHXiPgrkr9Wb4bBNzb21lc2FsdA==', 'encoding': 'utf8'}}
            {'algorithm': 'ldap', 'hash': {'value': '{MD5}X03MO1qnZdYdgyfeuILPmQ=='}}
            {'algorithm': 'ldap', 'hash': {'value': '{SMD5}ClVxIW4dqkcZM1ECjMYs+XNvbWVzYWx0'}}
            {'algorithm': 'ldap', 'hash': {'value': '{SSHA512}U9QofRytkquBdYprmfnR4BWgjYUdOQXMqOGsX45Na6Vby7qIrgoARc/hxEpeG1zH2Xd6hG5vg8cz2PNgCYtUTXNvbWVzYWx0'}}
            {'algorithm': 'argon2', 'hash': {'value': '$argon2id$v=19$m=256,t=2,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4'}}
            {'algorithm': 'argon2', 'hash': {'value': '$argon2i$v=19$m=256,t=2,p=1$c29tZXNhbHQ$iekCn0Y3spW+sCcFanM2xBT63UP2sghkUoHLIUpWRS8'}}
            {'algorithm': 'bcrypt', 'hash': {'value': '$2b$04$abcdefghijklmnopqrstuughE8Ev8uGFaUgY2cNEySvxngrb/Jzdm', 'encoding': 'utf8'}}
            """)
    void verifiesHashesOfOthers(String custom) {
        String stored = PasswordHasher.imported(json(custom));

        assertThat(hasher.verify("password", stored)).isTrue();
        assertThat(hasher.verify("Password", stored)).isFalse();
        assertThat(hasher.verify("", stored)).isFalse();
        assertThat(hasher.isOutdated(stored)).isTrue();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {'algorithm': 'md5', 'hash': {'value': 'abcd', 'encoding': 'hex'}} | the hash cannot be verified: it has not the length of that algorithm
            {'algorithm': 'md5', 'hash': {'value': 'xyz', 'encoding': 'hex'}} | the hash cannot be verified: a value is not hexadecimal
            {'algorithm': 'md5', 'hash': {'value': 'abcd', 'encoding': 'utf8'}} | hash.encoding must be hex or base64 for md5
            {'algorithm': 'bcrypt', 'hash': {'value': '$2b$31$abcdefghijklmnopqrstuuPaQFVCeUsXSmHCMTS7DG9mGrFYnV1ui'}} | the hash cannot be verified: it is not one of bcrypt ($2a$, $2b$, $2y$) with a cost of 4 to 16
            {'algorithm': 'argon2', 'hash': {'value': '$argon2id$v=19$m=9999999,t=2,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4'}} | the hash cannot be verified: its parameters are none of argon2, or take too much
            {'algorithm': 'argon2', 'hash': {'value': '$argon2id$v=19$m=256,t=2,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4'}, 'salt': {'value': 'x'}} | salt is not allowed for argon2, whose hash has its own
            {'algorithm': 'pbkdf2', 'hash': {'value': '$pbkdf2-sha256$i=9999999,l=32$c29tZXNhbHQ$j4Aa14inUtOh7Sg/D7hH54ohymuHNQD4+ccfhepGWAY'}} | the hash cannot be verified: its parameters do not fit it, or take too long
            {'algorithm': 'scrypt', 'hash': {'value': 'c1d5e85848a0e53ebddceec125bb9f10f464faa6ab1b8d0160e875c5ef6d3007', 'encoding': 'hex'}, 'keylen': 32} | salt is required for scrypt
            {'algorithm': 'scrypt', 'hash': {'value': 'c1d5e85848a0e53ebddceec125bb9f10f464faa6ab1b8d0160e875c5ef6d3007', 'encoding': 'hex'}, 'salt': {'value': 's'}, 'keylen': 32, 'cost': 1000} | the hash cannot be verified: its parameters are none of scrypt, or take too much
            {'algorithm': 'hmac', 'hash': {'value': 'abcd', 'encoding': 'hex'}} | hash.digest is required for hmac
            {'algorithm': 'ldap', 'hash': {'value': '{CRYPT}abc'}} | the hash cannot be verified: its scheme is not MD5, SMD5, SHA, SSHA or one of the longer SHA
            """)
    void refusesWhatCannotBeVerifiedOrCostsTooMuch(String custom, String message) {
        assertThatExceptionOfType(Rejection.class)
                .isThrownBy(() -> PasswordHasher.imported(json(custom)))
                .withMessage("custom_password_hash: " + message);
    }

    private static ObjectNode json(String text) {
        try {
            return (ObjectNode) new JsonMapper().readTree(text.replace('\'', '"'));
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }
}
