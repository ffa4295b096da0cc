package dev.gatehouse.server.start;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.server.configuration.Configuration;
import dev.gatehouse.server.configuration.ConfigurationReader;
import dev.gatehouse.server.configuration.Setting;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who is shown the secret of the first client. */
class StartBannerTest {
    private static final String GIVEN = "a-secret-that-the-operator-has-given";

    @TempDir
    private Path directory;

    private String printed(Map<Setting, String> settings, boolean terminal) {
        Map<Setting, String> all = new EnumMap<>(Map.of(
                Setting.DATA, directory.resolve("data").toString(),
                Setting.DOMAIN, "localhost:0",
                Setting.HTTP_PORT, "off"));
        all.putAll(settings);
        Configuration configuration = ConfigurationReader.read(all, Map.of());
        try (TenantServer server = new TenantServer(configuration)) {
            var out = new ByteArrayOutputStream();
            new StartBanner(configuration, server)
                    .print(new PrintStream(out, true, StandardCharsets.UTF_8), "Stop it.", terminal);
            String secret = Objects.requireNonNull(server.bootstrapResult().clientSecret());
            return out.toString(StandardCharsets.UTF_8).replace(secret, "SECRET");
        }
    }

    @Test
    void isTheOneAtTheTerminal() {
        assertThat(printed(Map.of(), true)).contains("SECRET").contains("credentials.json");
    }

    @Test
    void isNobodyWhereTheOutputMayBeALog() {
        assertThat(printed(Map.of(), false)).doesNotContain("SECRET").contains("credentials.json");
    }

    @Test
    void isNobodyWhenTheOperatorHasGivenIt() {
        assertThat(printed(Map.of(Setting.CLIENT_SECRET, GIVEN), true)).doesNotContain("SECRET");
    }
}
