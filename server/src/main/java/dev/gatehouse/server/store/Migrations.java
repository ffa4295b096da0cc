package dev.gatehouse.server.store;

import dev.gatehouse.server.store.sql.Dialect;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;

/** Brings a database to the schema of this release: one set of migrations for every database. */
final class Migrations {
    /** The newest in the migrations' folder. */
    static final int NEWEST = 8;

    static final String FOLDER = "dev/gatehouse/server/store/migration";
    private static final String TABLE = "schema_version";

    private Migrations() {}

    /**
     * @throws StoreException when a newer release has migrated the database, or it cannot be reached or read
     */
    static void run(DataSource dataSource, Dialect dialect) {
        int version = version(dataSource);
        if (version > NEWEST) {
            throw new StoreException("a newer Gatehouse has migrated it to schema " + version
                    + ", and this one knows schemas up to " + NEWEST);
        }
        // Asking first spares most starts the half second that Flyway takes to find that there is nothing to do.
        if (version < NEWEST) {
            migrate(dataSource, dialect);
        }
    }

    private static int version(DataSource dataSource) {
        try (Connection connection = dataSource.getConnection()) {
            return version(connection);
        } catch (SQLException e) {
            return 0; // a new database, or one that cannot be reached: Flyway tells them apart
        }
    }

    /** The schema that a database has. */
    static int version(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(
                        "SELECT max(CAST(version AS INTEGER)) FROM " + TABLE + " WHERE success = true")) {
            return rows.next() ? rows.getInt(1) : 0;
        }
    }

    private static void migrate(DataSource dataSource, Dialect dialect) {
        try {
            flyway(dataSource, dialect).migrate();
        } catch (FlywayException e) {
            throw new StoreException("it cannot be brought to schema " + NEWEST, e);
        }
    }

    private static Flyway flyway(DataSource dataSource, Dialect dialect) {
        return Flyway.configure(Migrations.class.getClassLoader())
                .dataSource(dataSource)
                .locations("classpath:" + FOLDER)
                .table(TABLE)
                .placeholders(Map.of("clustered", dialect.clustered(), "text", dialect.text()))
                .validateOnMigrate(false)
                .load();
    }
}
