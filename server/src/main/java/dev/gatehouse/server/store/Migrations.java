package dev.gatehouse.server.store;

import dev.gatehouse.server.store.sql.Dialect;
import java.lang.System.Logger.Level;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Map;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.configuration.FluentConfiguration;

/** Brings a database to the schema of this release: one set of migrations for every database. */
final class Migrations {
    /** The newest in the migrations' folder. */
    static final int NEWEST = 13;

    /** Beside it are folders of one database each, with its name at the end. */
    static final String FOLDER = "dev/gatehouse/server/store/migration";

    private static final String TABLE = "schema_version";
    private static final System.Logger LOG = System.getLogger("gatehouse.database");

    private Migrations() {}

    /**
     * @throws StoreException when a newer release has migrated the database, or it cannot be reached or read
     */
    static void run(DataSource dataSource, Dialect dialect) {
        // Asking first spares most starts the half second that Flyway takes to find that there is nothing to do.
        if (knownVersion(dataSource) < NEWEST) {
            migrate(dataSource, dialect);
        }
    }

    /** As {@link #run}, for a database that other nodes may bring to its schema at the same time. */
    static void runShared(DataSource dataSource, Dialect dialect, InstantSource clock) {
        if (knownVersion(dataSource) < NEWEST) {
            try (MigrationLock lock = MigrationLock.acquire(dataSource, dialect, clock)) {
                run(dataSource, dialect); // unless another node was faster
            }
        }
    }

    /** At most {@link #NEWEST}. */
    private static int knownVersion(DataSource dataSource) {
        int version = version(dataSource);
        if (version > NEWEST) {
            throw new StoreException("a newer Gatehouse has migrated it to schema " + version
                    + ", and this one knows schemas up to " + NEWEST);
        }
        return version;
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
        int before = version(dataSource);
        long began = System.nanoTime();
        if (before > 0) {
            LOG.log(Level.INFO, () -> "migrating the database from schema " + before + " to " + NEWEST);
        }
        try {
            configuration(dataSource, dialect, isEmptyButForLock(dataSource))
                    .load()
                    .migrate();
            if (before > 0) {
                Duration took = Duration.ofNanos(System.nanoTime() - began);
                LOG.log(Level.INFO, () -> "the database has schema " + NEWEST + ", after " + took.toMillis() + " ms");
            }
        } catch (FlywayException e) {
            throw new StoreException("it cannot be brought to schema " + NEWEST, e);
        }
    }

    /** Flyway refuses a database with tables that it has not made, and would count the lock's. */
    private static boolean isEmptyButForLock(DataSource dataSource) {
        try (Connection connection = dataSource.getConnection();
                ResultSet tables = connection
                        .getMetaData()
                        .getTables(connection.getCatalog(), connection.getSchema(), "%", new String[] {"TABLE"})) {
            boolean locked = false;
            while (tables.next()) {
                if (!tables.getString("TABLE_NAME").equals(MigrationLock.TABLE)) {
                    return false;
                }
                locked = true;
            }
            return locked;
        } catch (SQLException e) {
            throw new StoreException("it cannot be read", e);
        }
    }

    static FluentConfiguration configuration(DataSource dataSource, Dialect dialect, boolean ignoresLock) {
        return Flyway.configure(Migrations.class.getClassLoader())
                .dataSource(dataSource)
                .locations(
                        "classpath:" + FOLDER,
                        "classpath:" + FOLDER + "_" + dialect.name().toLowerCase(Locale.ROOT))
                .table(TABLE)
                .placeholders(Map.of("clustered", dialect.clustered(), "text", dialect.text()))
                .validateOnMigrate(false)
                .baselineOnMigrate(ignoresLock)
                .baselineVersion("0");
    }
}
