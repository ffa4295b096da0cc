package dev.gatehouse.server.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PostgresUrlTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            postgres://host/db                          | jdbc:postgresql://host/db                       |      |
            postgresql://u@host:5433/db                 | jdbc:postgresql://host:5433/db                  | u    |
            postgres://u:p@host/db?sslmode=verify-full  | jdbc:postgresql://host/db?sslmode=verify-full   | u    | p
            postgres://u%40x:p+%2F%3A:%25@my_db:1/db    | jdbc:postgresql://my_db:1/db                    | u@x  | p+/::%
            postgres://u:p@ss@host/db                   | jdbc:postgresql://host/db                       | u    | p@ss
            postgres://u:p@[::1]:5432/db                | jdbc:postgresql://[::1]:5432/db                 | u    | p
            postgres://u:p@a:1,b:2/db                   | jdbc:postgresql://a:1,b:2/db                    | u    | p
            jdbc:postgresql://host/db?user=u&password=p | jdbc:postgresql://host/db?user=u&password=p     |      |
            """)
    void isReadAsJdbcHasIt(String url, String jdbcUrl, @Nullable String user, @Nullable String password) {
        PostgresUrl parsed = PostgresUrl.parse(url);

        assertThat(parsed.jdbcUrl()).isEqualTo(jdbcUrl);
        assertThat(parsed.user()).isEqualTo(user);
        assertThat(parsed.password()).isEqualTo(password);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "host/db",
                "mysql://host/db",
                "postgres:db",
                "postgres:///db",
                "postgres://u:secret@/db",
                "postgres://u:secret@host",
                "postgres://u:secret@host/",
                "postgres://u:secret %@host/db"
            })
    void saysWhatADatabaseUrlLooksLikeAndNoPassword(String url) {
        assertThatThrownBy(() -> PostgresUrl.parse(url))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("A database URL is postgres://USER:PASSWORD@HOST:PORT/DATABASE.");
    }

    @Test
    void showsNoPassword() {
        assertThat(PostgresUrl.parse("postgres://u:secret@host/db?password=secret"))
                .hasToString("jdbc:postgresql://host/db");
        assertThat(PostgresUrl.parse("jdbc:postgresql://host/db?user=u&password=secret"))
                .hasToString("jdbc:postgresql://host/db");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "postgres://u:secret@localhost:1/db",
                "jdbc:postgresql://localhost:port/db?password=secret",
                "jdbc:postgresql:"
            })
    void saysWhyADatabaseCannotBeReachedAndNoPassword(String url) {
        assertThatThrownBy(() -> new PostgresDatabase(url, InstantSource.system()))
                .isInstanceOf(StoreException.class)
                .message()
                .doesNotContain("secret")
                .doesNotEndWith(".");
    }
}
