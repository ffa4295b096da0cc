package dev.gatehouse.server.error;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ExcerptTest {
    @Test
    void quotesAHundredCharacters() {
        assertThat(Excerpt.of("a".repeat(100))).isEqualTo("a".repeat(100));
        assertThat(Excerpt.of("a".repeat(101))).isEqualTo("a".repeat(100) + "...");
    }

    @Test
    void cutsNoCharacterInTwo() {
        assertThat(Excerpt.of("a".repeat(99) + "\uD83D\uDE00b")).isEqualTo("a".repeat(99) + "...");
    }
}
