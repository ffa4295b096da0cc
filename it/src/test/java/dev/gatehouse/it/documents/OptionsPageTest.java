package dev.gatehouse.it.documents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.gatehouse.client.ManagementClient;
import dev.gatehouse.client.ManagementClientBuilder;
import java.io.IOException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.time.Duration;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** The page of the client's options lists every option of the builder and its error messages. */
class OptionsPageTest {
    private static final Pattern OPTION = Pattern.compile("(?m)^\\| `([a-zA-Z]+)` \\|");
    private static final Pattern REFUSAL = Pattern.compile("(?m)^\\| `([^`]* [^`]*)` \\|");

    private final MarkdownPage page;

    OptionsPageTest() throws IOException {
        page = MarkdownPage.at("docs/client/options.md");
    }

    @Test
    void listsEveryOption() {
        Set<String> options = Arrays.stream(ManagementClientBuilder.class.getMethods())
                .filter(method -> method.getReturnType() == ManagementClientBuilder.class)
                .filter(method -> Modifier.isPublic(method.getModifiers()))
                .map(Method::getName)
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(rows(OPTION)).isEqualTo(options);
    }

    @Test
    void quotesTheErrorMessages() {
        Set<String> messages = new TreeSet<>();
        messages.add(refusal(options -> {}));
        messages.add(refusal(options -> options.domain("https://a.example")).replaceFirst("https:.*", "…"));
        messages.add(refusal(options -> options.domain("a.example")));
        messages.add(refusal(options -> options.domain("a.example").clientId("c")));
        messages.add(refusal(options -> options.token(" ")));
        messages.add(refusal(options -> options.tokenCacheTtl(Duration.ZERO)));

        assertThat(rows(REFUSAL)).isEqualTo(messages);
    }

    private Set<String> rows(Pattern row) {
        return row.matcher(page.text())
                .results()
                .map((MatchResult found) -> found.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static String refusal(Consumer<ManagementClientBuilder> set) {
        ThrowingCallable build = () -> {
            ManagementClientBuilder options = ManagementClient.builder();
            set.accept(options);
            options.build();
        };
        return String.valueOf(
                catchThrowableOfType(IllegalArgumentException.class, build).getMessage());
    }
}
