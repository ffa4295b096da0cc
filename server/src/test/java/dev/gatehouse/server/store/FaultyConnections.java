package dev.gatehouse.server.store;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Real connections, whose statements fail when they are told to, as they do in the driver: the statement is finalized, and
 * the database may have rolled back the transaction by itself.
 */
final class FaultyConnections implements UnaryOperator<DataSource> {
    private static final Set<String> EXECUTIONS = Set.of("execute", "executeQuery", "executeUpdate", "executeBatch");

    /** Asked before each statement and each commit. */
    interface Plan {
        /** What it fails with: an {@link SQLException} or an {@link Error}; null to let it be. */
        @Nullable
        Throwable failureOf(int position);
    }

    private final AtomicInteger position = new AtomicInteger();
    private volatile @Nullable Plan plan;
    private volatile boolean rollsBack;
    private volatile @Nullable String first;

    /**
     * From now on statements fail as {@code next} says.
     *
     * @param byItself whether the database then rolls back by itself
     */
    void fail(boolean byItself, Plan next) {
        position.set(0);
        rollsBack = byItself;
        plan = next;
    }

    /** No statement fails any more; how many there were since {@link #fail}. */
    int heal() {
        plan = null;
        return position.get();
    }

    /** Connections begin with this statement from now on. */
    void beginWith(String statement) {
        first = statement;
    }

    @Override
    public DataSource apply(DataSource real) {
        return proxy(DataSource.class, (method, arguments) -> {
            Object result = call(method, real, arguments);
            return result instanceof Connection connection ? connection(begun(connection)) : result;
        });
    }

    private Connection begun(Connection connection) throws SQLException {
        String sql = first;
        if (sql != null) {
            try (Statement statement = connection.createStatement()) {
                statement.execute(sql);
            }
        }
        return connection;
    }

    /** A connection that fails as it is told to. */
    Connection connection(Connection real) {
        return proxy(Connection.class, (method, arguments) -> {
            if (method.getName().equals("commit")) {
                failIfPlanned(real, null);
            }
            Object result = call(method, real, arguments);
            return result instanceof PreparedStatement statement ? statement(real, statement) : result;
        });
    }

    private PreparedStatement statement(Connection connection, PreparedStatement real) {
        return proxy(PreparedStatement.class, (method, arguments) -> {
            if (EXECUTIONS.contains(method.getName())) {
                failIfPlanned(connection, real);
            }
            return call(method, real, arguments);
        });
    }

    private void failIfPlanned(Connection connection, @Nullable PreparedStatement statement) throws Throwable {
        Plan current = plan;
        Throwable failure = current == null ? null : current.failureOf(position.incrementAndGet());
        if (failure == null) {
            return;
        }
        if (statement != null) {
            statement.close();
        }
        if (rollsBack) {
            try (Statement rollback = connection.createStatement()) {
                rollback.execute("ROLLBACK");
            } catch (SQLException e) {
                // there was no transaction
            }
        }
        throw failure;
    }

    private interface Behaviour {
        @Nullable
        Object call(Method method, Object @Nullable [] arguments) throws Throwable;
    }

    private static <T> T proxy(Class<T> type, Behaviour behaviour) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(),
                new Class<?>[] {type},
                (self, method, arguments) -> behaviour.call(method, arguments)));
    }

    private static @Nullable Object call(Method method, Object real, Object @Nullable [] arguments) throws Throwable {
        try {
            return method.invoke(real, arguments);
        } catch (InvocationTargetException e) {
            throw e.getTargetException();
        }
    }
}
