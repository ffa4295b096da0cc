package dev.gatehouse.server.store.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.server.store.StoreException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SqlStatementTest {
    private final List<String> compiled = new ArrayList<>();
    private SqlConnection connection;

    @BeforeEach
    void open() throws SQLException {
        connection = new SqlConnection(
                recording(DriverManager.getConnection("jdbc:sqlite::memory:")),
                new SqlExceptionTranslator(Dialect.SQLITE, "memory"));
        connection
                .sql("CREATE TABLE item (tenant TEXT, id TEXT, size INTEGER, PRIMARY KEY (tenant, id))")
                .run();
        SqlStatement insert = of("t1", "INSERT INTO item (tenant, id, size) VALUES (:tenant, :id, :size)");
        for (int i = 1; i <= 9; i++) {
            insert.bind("id", "i" + i).bind("size", i).add();
        }
        insert.updateAll();
        of("t2", "INSERT INTO item (tenant, id, size) VALUES (:tenant, 'other', NULL)")
                .update();
        compiled.clear();
    }

    @AfterEach
    void close() {
        connection.close();
    }

    private SqlStatement of(String tenant, String text, @Nullable Object... values) {
        return connection.sql(tenant, text, values);
    }

    @Test
    void valuesAreBoundByNameWhereverTheNameStands() {
        assertThat(of("t1", "SELECT id FROM item WHERE tenant = :tenant AND (size = :size OR id = :id || :size)")
                        .bind("size", 3)
                        .bind("id", "i")
                        .list(row -> row.text(1)))
                .containsExactly("i3");
    }

    @Test
    void valuesAreBoundInTheirOrder() {
        assertThat(of("t1", "SELECT id FROM item WHERE tenant = ? AND size BETWEEN ? AND ?", "t1", 2L, 3.5)
                        .list(row -> row.text(1)))
                .containsExactly("i2", "i3");
    }

    @Test
    void placeholdersInLiteralsNamesAndCommentsAreNone() {
        assertThat(connection
                        .sql("SELECT '?:x' || ' it''s :y' -- really? :z\n || :value AS \":quoted?\"")
                        .bind("value", "!")
                        .first(row -> row.text(1)))
                .hasValue("?:x it's :y!");
    }

    @Test
    void aListIsOneValue() {
        String text = "SELECT size FROM item WHERE tenant = :tenant AND id IN (:ids) AND size < :most ORDER BY size";
        for (int length : new int[] {0, 1, 2, 3, 5, 9}) {
            List<String> ids =
                    IntStream.rangeClosed(1, length).mapToObj(i -> "i" + i).toList();
            assertThat(of("t1", text).bind("ids", ids).bind("most", 100).list(row -> row.number(1)))
                    .hasSize(length)
                    .isSorted();
        }
        assertThat(compiled).as("one statement for lists of similar lengths").hasSize(6);
        assertThat(of("t1", text)
                        .bind("ids", Set.of("i1", "i2", "i3", "i4"))
                        .bind("most", 3)
                        .list(row -> row.number(1)))
                .containsExactly(1L, 2L);
        assertThat(compiled).hasSize(6);
    }

    @Test
    void everythingIsOutsideAnEmptyList() {
        assertThat(of("t1", "SELECT COUNT(*) FROM item WHERE tenant = ? AND id NOT IN (?)", "t1", List.of())
                        .number())
                .isEqualTo(9);
    }

    @Test
    void textInAListIsNoSql() {
        assertThat(of("t1", "SELECT COUNT(*) FROM item WHERE id IN (:ids)")
                        .bind("ids", List.of("i1') OR ('1' = '1", "i2"))
                        .number())
                .isOne();
    }

    @Test
    void aListIsBounded() {
        List<String> ids = IntStream.range(0, 4_097).mapToObj(Integer::toString).toList();

        assertThatThrownBy(() ->
                        of("t1", "SELECT 1 FROM item WHERE id IN (?)", ids).number())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a list of 4097 values; at most 4096");
    }

    @Test
    void rowsHaveTextNumbersAndNull() {
        assertThat(of("t2", "SELECT id, size, ?, ? FROM item WHERE tenant = 't2'", null, new byte[] {65})
                        .first(row -> Arrays.asList(
                                row.text(1), row.number(2), row.textOrNull(2), row.textOrNull(3), row.text(4))))
                .hasValue(Arrays.asList("other", 0L, null, null, new String(new byte[] {65}, StandardCharsets.UTF_8)));
        assertThatThrownBy(() -> connection.sql("SELECT NULL").first(row -> row.text(1)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("column 1 is null");
        assertThat(connection.sql("SELECT 1 WHERE 1 = 0").first(row -> row.text(1)))
                .isEmpty();
    }

    @Test
    void aBatchRunsOnceForEachRowAndNotAtAllWithoutAny() {
        String text = "UPDATE item SET size = size + :more WHERE tenant = :tenant AND id = :id";
        of("t1", text).updateAll();
        of("t1", text)
                .bind("id", "i1")
                .bind("more", 10)
                .add()
                .bind("id", "i1")
                .bind("more", 100)
                .add()
                .updateAll();

        assertThat(of("t1", "SELECT size FROM item WHERE tenant = :tenant AND id = 'i1'")
                        .number())
                .isEqualTo(111);
        assertThat(compiled).hasSize(2);
    }

    @Test
    void anUpdateTellsHowManyRowsItChanged() {
        assertThat(of("t1", "DELETE FROM item WHERE tenant = :tenant AND size > 7")
                        .update())
                .isEqualTo(2);
    }

    @Test
    void aStatementIsCompiledOnce() {
        for (int i = 0; i < 3; i++) {
            assertThat(connection.sql("SELECT 0 + :value").bind("value", i).number())
                    .isEqualTo(i);
            assertThat(connection.sql("SELECT ? + 0", i).number()).isEqualTo(i);
        }

        assertThat(compiled).containsExactly("SELECT 0 + ?", "SELECT ? + 0");
    }

    @Test
    void aStatementInUseIsNotGivenToASecondQuery() {
        String text = "SELECT 0 + :value";
        assertThat(connection
                        .sql(text)
                        .bind("value", 1)
                        .list(row -> row.number(1)
                                + connection.sql(text).bind("value", 10).number()))
                .containsExactly(11L);

        assertThat(compiled).containsExactly("SELECT 0 + ?", "SELECT 0 + ?");
    }

    @Test
    void thoseUsedLeastRecentlyAreGivenUp() {
        connection.sql("SELECT 1").number();
        connection.sql("SELECT 2").number();
        for (int i = 0; i < 255; i++) {
            connection.sql("SELECT 'filling' || " + i).first(row -> row.text(1));
            connection.sql("SELECT 1").number();
        }
        compiled.clear();

        connection.sql("SELECT 1").number();
        connection.sql("SELECT 2").number();

        assertThat(compiled).containsExactly("SELECT 2");
    }

    @Test
    void aStatementThatFailedIsNotUsedAgain() {
        String text = "INSERT INTO item (tenant, id) VALUES (:tenant, :id)";
        assertThat(connection.failed()).isFalse();
        assertThatThrownBy(() -> of("t1", text).bind("id", "i1").update())
                .isInstanceOf(StoreException.class)
                .hasMessage("the database failed")
                .hasMessageNotContaining("item");

        assertThat(connection.failed()).isTrue();
        of("t1", text).bind("id", "new").update();
        assertThat(compiled).hasSize(2);
    }

    @Test
    void aRowThatCannotBeReadIsAFailure() {
        assertThatThrownBy(() -> connection.sql("SELECT 1").first(row -> row.number(2)))
                .isInstanceOf(StoreException.class)
                .hasRootCauseInstanceOf(SQLException.class);

        assertThat(connection.failed()).isTrue();
    }

    @Test
    void placeholdersAndValuesMustFit() {
        refuses(of("t1", "SELECT :tenant || :id"), "no value for :id in: SELECT ? || ?");
        refuses(of("t1", "SELECT :id").bind("id", 1).bind("idd", 1), "no :idd in: SELECT ?");
        refuses(of("t1", "SELECT ?, ?", 1), "1 values for: SELECT ?, ?");
        refuses(of("t1", "SELECT ?"), "no value for a ? in: SELECT ?");
        refuses(of("t1", "SELECT :id", 1), "1 values for: SELECT ?");
        refuses(of("t1", "SELECT ?, :id", 1, 2), "? and :name in one statement: SELECT ?, :id");
        refuses(of("t1", "SELECT ?", new Object()), "no value of SQL: class java.lang.Object");
        assertThatThrownBy(() -> of("t1", "SELECT :id").bind("id", 1).bind("id", 2))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(":id cannot be bound, or is bound already");
        assertThatThrownBy(() -> of("t1", "SELECT :tenant").bind("tenant", "t2"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(":tenant cannot be bound, or is bound already");
        assertThat(connection.failed()).isFalse();
    }

    private static void refuses(SqlStatement statement, String message) {
        assertThatThrownBy(() -> statement.first(row -> row.text(1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(message);
    }

    /** A real connection that writes down what it is told to compile. */
    private Connection recording(Connection real) {
        return (Connection) Proxy.newProxyInstance(
                Connection.class.getClassLoader(), new Class<?>[] {Connection.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("prepareStatement")) {
                        compiled.add(String.valueOf(arguments[0]));
                    }
                    try {
                        return method.invoke(real, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getTargetException();
                    }
                });
    }
}
