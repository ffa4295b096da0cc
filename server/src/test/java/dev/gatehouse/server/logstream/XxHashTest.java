package dev.gatehouse.server.logstream;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class XxHashTest {
    @ParameterizedTest
    @CsvSource({
        "'', ef46db3751d8e999",
        "a, d24ec4f1a98c6e5b",
        "abc, 44bc2cf5ad770999",
        "abcd, de0327b0d25d92cc",
        "Nobody inspects the spammish repetition, fbcea83c8a378bf1"
    })
    void isThatOfTheReferenceImplementation(String text, String hash) {
        assertThat(XxHash.of(text)).isEqualTo(hash);
    }
}
