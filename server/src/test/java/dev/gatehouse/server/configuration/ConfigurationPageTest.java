package dev.gatehouse.server.configuration;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** {@code docs/configuration.md} is written from {@link Setting}: nothing there can be out of date. */
class ConfigurationPageTest {
    private static final Path PAGE = Path.of("../docs/configuration.md");
    private static final String HEAD = """
            # Configuration

            Each setting is an option of `gatehouse start`, a variable of its environment, and a line of its configuration
            file. An option wins over a variable, and a variable over the file. The server does not start when it is given a
            setting that it does not know or cannot use, and then names everything that is wrong at once.

            The configuration file is `gatehouse.properties` in the data directory, or the one that `--config` names:

            ```properties
            domain = login.example
            http-port = off
            rate-limit = 50
            ```

            Secrets (`database`, `encryption-key`, `client-secret`) are better in the environment or the file than on the
            command line, which everybody on the machine can read. A variable that is empty counts as not set; an option or a
            line without a value is refused.

            | Option | Variable | Default | What it does |
            |---|---|---|---|
            """;

    private static final String TAIL = """

            ## Exit statuses

            Of `gatehouse` and all its commands. What went wrong is said on stderr, a line for each fault, after `gatehouse: `.

            | Status | When |
            |---|---|
            | 0 | The command did what it was told; also after `--help` and `--version`. |
            | 1 | It failed on the way: the demo was refused something, or the build failed. |
            | 2 | It was not begun: a command, option or value that there is not, a port, file, database or data directory that cannot be used, or no JDK from 17 on. |
            | 130, 143 | The server was stopped, by Ctrl-C or by SIGTERM. It answered what it had begun, and closed its database. |
            """;

    @Test
    void isWrittenFromTheSettings() throws IOException {
        if (Boolean.getBoolean("golden.update")) {
            Files.writeString(PAGE, page());
        }

        assertThat(page())
                .as("docs/configuration.md; to write it anew: ./mvnw test -pl server -am -Dgolden.update=true"
                        + " -Dtest=ConfigurationPageTest -Dsurefire.failIfNoSpecifiedTests=false")
                .isEqualTo(Files.readString(PAGE));
    }

    private static String page() {
        StringBuilder page = new StringBuilder(HEAD);
        for (Setting setting : Setting.values()) {
            String byDefault = setting.byDefault().isEmpty() ? "" : "`" + setting.byDefault() + "`";
            page.append(String.join(
                    " | ",
                    "| `--" + setting.key() + " " + setting.value().replace("|", "\\|") + "`",
                    "`" + setting.environmentVariable() + "`",
                    byDefault,
                    setting.description() + " |\n"));
        }
        return page.append(TAIL).toString();
    }
}
