package dev.gatehouse.it.documents;

import static org.assertj.core.api.Assertions.assertThat;

import com.auth0.client.mgmt.ManagementApi;
import java.io.IOException;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The old methods in the tables of the guide to migrating from auth0-java exist in {@code com.auth0:auth0}. */
class MigrationGuideTest {
    private static final Pattern ROW = Pattern.compile("(?m)^\\| [^|]+ \\| `api\\.([^`]+)` \\| `client\\.");
    private static final Pattern CALL = Pattern.compile("(\\w+)\\(([^()]*)\\)\\.?");

    @Test
    void namesExistingMethods() throws IOException {
        List<String> named = ROW.matcher(MarkdownPage.at("docs/client/migrating-from-auth0-java.md")
                        .text())
                .results()
                .map((MatchResult row) -> row.group(1))
                .toList();

        assertThat(named)
                .hasSizeGreaterThan(80)
                .filteredOn(calls -> !exists(calls))
                .isEmpty();
    }

    private static boolean exists(String calls) {
        Optional<Class<?>> reached = Optional.of(ManagementApi.class);
        for (MatchResult call : CALL.matcher(calls).results().toList()) {
            long arguments =
                    Pattern.compile("\\w+").matcher(call.group(2)).results().count();
            reached = reached.flatMap(type -> Arrays.stream(type.getMethods())
                    .filter(method -> method.getName().equals(call.group(1)) && method.getParameterCount() == arguments)
                    .findFirst()
                    .map(Method::getReturnType));
        }
        return reached.isPresent();
    }
}
