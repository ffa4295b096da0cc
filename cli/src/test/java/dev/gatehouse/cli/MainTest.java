package dev.gatehouse.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MainTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
                                   | Missing required subcommand. See gatehouse --help.
            dance                  | Unknown command: 'dance'. See gatehouse --help.
            --colour               | Unknown option: '--colour'. See gatehouse --help.
            demo --colour          | Unknown option: '--colour'. See gatehouse demo --help.
            demo twice             | Unexpected argument: 'twice'. See gatehouse demo --help.
            users                  | Missing required subcommand. See gatehouse users --help.
            users dance            | Unknown command: 'dance'. See gatehouse users --help.
            users get              | Missing required parameter: 'ID'. See gatehouse users get --help.
            users import x.json    | Missing required option: '--connection=NAME'. See gatehouse users import --help.
            users export           | Missing required parameter: 'FILE'. See gatehouse users export --help.
            users create ada       | 'ada' is neither NAME=TEXT nor NAME:=JSON.
            users create n:=x      | n:=x is not JSON: Unrecognized token 'x': was expecting (JSON String, Number, Array, Object or token 'null', 'true' or 'false').
            users create --file no | There is no file {cwd}/no.
            start --wait           | --wait is for --detach only. See gatehouse start --help.
            start --seed nowhere   | --seed: There is no file {cwd}/nowhere
            start --http-port x    | --http-port: x is not a whole number from 0 to 65535
            exec                   | Missing required parameter: 'COMMAND'. See gatehouse exec --help.
            backup                 | Missing required option: '--to=BACKUP'. See gatehouse backup --help.
            restore --from nowhere | There is no gatehouse.db in nowhere.
            check --data nowhere   | There is no gatehouse.db in nowhere.
            """)
    void refusesInOneLineWhatItDoesNotUnderstand(String words, String message, @TempDir Path directory) {
        List<String> arguments = new ArrayList<>(words == null ? List.of() : List.of(words.split(" ")));
        if (words != null && words.startsWith("users create")) {
            arguments.addAll(List.of("--credentials", credentials(directory)));
        }

        assertThat(run(arguments.toArray(String[]::new))).isEqualTo(2);
        assertThat(out).hasToString("");
        assertThat(err.toString().lines())
                .containsExactly("gatehouse: "
                        + message.replace("{cwd}", Path.of("").toAbsolutePath().toString()));
    }

    /** A tenant that nobody asks, since what the command was given is refused before. */
    private static String credentials(Path directory) {
        Path file = directory.resolve("credentials.json");
        try {
            Files.writeString(file, "{\"domain\":\"localhost:1\",\"client_id\":\"id\",\"client_secret\":\"secret\"}");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return file.toString();
    }

    @ParameterizedTest
    @CsvSource({"status --data", "stop --data", "reset --data", "open --data"})
    void hasNothingToDoWhereThereIsNoTenant(String words, @TempDir Path directory) {
        List<String> arguments = new ArrayList<>(List.of(words.split(" ")));
        arguments.add(directory.toString());

        run(arguments.toArray(String[]::new));

        assertThat(out.toString() + err)
                .containsAnyOf(
                        "not running  data " + directory,
                        "No server runs on " + directory + ".",
                        "There is no tenant in " + directory + ".");
    }

    @Test
    void namesTheWaysToATenantWhereThereIsNone(@TempDir Path directory) {
        assertThat(run("users", "list", "--data", directory.toString())).isEqualTo(2);
        assertThat(err.toString().lines())
                .containsExactly("gatehouse: There is no tenant in " + directory
                        + ". Create one with gatehouse start, name another directory with --data, or set AUTH0_DOMAIN,"
                        + " AUTH0_CLIENT_ID and AUTH0_CLIENT_SECRET.");
    }

    @ParameterizedTest
    @CsvSource({"--version", "-V", "demo --version", "users list --version"})
    void knowsItsVersion(String words) {
        assertThat(run(words.split(" "))).isZero();
        assertThat(out.toString().lines()).containsExactly("Gatehouse (not packaged)");
    }

    @Test
    void printsACompletionScript() {
        assertThat(run("completion")).isZero();
        assertThat(out.toString()).startsWith("#!/usr/bin/env bash").contains("--seed", "connections");
    }

    private int run(String... arguments) {
        return Main.run(new PrintWriter(out, true), new PrintWriter(err, true), arguments);
    }
}
