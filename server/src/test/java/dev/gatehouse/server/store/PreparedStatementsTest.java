package dev.gatehouse.server.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;

class PreparedStatementsTest {
    private final List<String> compiled = new ArrayList<>();

    @Test
    void aStatementIsCompiledOnceHoweverItsParametersAreWritten() {
        try (Handle handle = open()) {
            for (int i = 0; i < 3; i++) {
                assertThat(named(handle, i)).isEqualTo(i);
                assertThat(positional(handle, i)).isEqualTo(i);
            }
        }

        assertThat(compiled).containsExactly("SELECT 0 + ?", "SELECT ? + 0");
    }

    @Test
    void aStatementInUseIsNotGivenToASecondQuery() {
        try (Handle handle = open()) {
            List<Integer> sums = handle.createQuery("SELECT 0 + :value")
                    .bind("value", 1)
                    .map((row, context) -> row.getInt(1) + named(handle, 10))
                    .list();

            assertThat(sums).containsExactly(11);
        }

        assertThat(compiled).containsExactly("SELECT 0 + ?", "SELECT 0 + ?");
    }

    private static int named(Handle handle, int value) {
        return handle.createQuery("SELECT 0 + :value")
                .bind("value", value)
                .mapTo(int.class)
                .one();
    }

    private static int positional(Handle handle, int value) {
        return handle.createQuery("SELECT ? + 0")
                .bind(0, value)
                .mapTo(int.class)
                .one();
    }

    private Handle open() {
        Jdbi jdbi = Jdbi.create(() -> recording(DriverManager.getConnection("jdbc:sqlite::memory:")));
        jdbi.setStatementBuilderFactory(ignored -> new PreparedStatements());
        return jdbi.open();
    }

    /** A real connection that writes down what it is told to compile. */
    private Connection recording(Connection connection) throws SQLException {
        return (Connection) Proxy.newProxyInstance(
                Connection.class.getClassLoader(), new Class<?>[] {Connection.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("prepareStatement")) {
                        compiled.add(String.valueOf(arguments[0]));
                    }
                    try {
                        return method.invoke(connection, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getTargetException();
                    }
                });
    }
}
