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

            Each setting is an option of `gatehouse start`, an environment variable, and a line of the configuration file. An
            option takes precedence over a variable, and a variable over the file. The server refuses to start with an unknown or
            invalid setting, and reports all faults at once.

            The configuration file is `gatehouse.properties` in the data directory, or the one that `--config` names:

            ```properties
            domain = login.example
            http-port = off
            rate-limit = 50
            ```

            Secrets (`database`, `encryption-key`, `client-secret`) belong in the environment or the file, since everyone on the
            machine can read a command line. An empty variable counts as not set; an option or a line without a value is
            refused.

            | Option | Variable | Default | What it does |
            |---|---|---|---|
            """;

    private static final String TAIL = """

            ## Exit statuses

            Those of `gatehouse` and all its commands. Errors are printed on stderr, one line each, after `gatehouse: `.

            | Status | When |
            |---|---|
            | 0 | The command succeeded; also after `--help` and `--version`. |
            | 1 | The command failed: the API refused a request, no server runs (`status`), a check failed (`doctor`), or the build failed. |
            | 2 | The command did not begin: an unknown command or option, an invalid value, a port, file, database or data directory that cannot be used, or no JDK from 17 on. |
            | 130, 143 | The server was stopped by Ctrl-C or SIGTERM, after it finished the requests in flight and closed its database. |
            | any | `exec` passes on the status of the command that it runs; 127 when there is no such command. |
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
