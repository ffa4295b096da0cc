package dev.gatehouse.server.hook;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HookNameTest {
    @ParameterizedTest
    @CsvSource({
        "my-hook, my-hook",
        "my-hook7, my-hook-7",
        "hook-7, hook-7",
        "My Hook, my-hook",
        "my  -  hook, my-hook",
        "myHook, my-hook",
        "HTTPHook, http-hook",
        "7th, 7-th",
        "A, a"
    })
    void hyphenatesWords(String sent, String kept) {
        assertThat(HookName.of(sent)).isEqualTo(kept);
    }
}
