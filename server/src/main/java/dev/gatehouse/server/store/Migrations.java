package dev.gatehouse.server.store;

import java.util.Map;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;

/** Brings a database to the schema of this release: one set of migrations for every database. */
final class Migrations {
    private Migrations() {}

    /**
     * @param clustered the database's clause for a table kept in the order of its primary key
     * @param binary its clause for a column whose text is compared byte by byte, whatever the locale
     */
    static void run(DataSource dataSource, String clustered, String binary) {
        Flyway.configure(Migrations.class.getClassLoader())
                .dataSource(dataSource)
                .locations("classpath:dev/gatehouse/server/store/migration")
                .table("schema_version")
                .placeholders(Map.of("clustered", clustered, "binary", binary))
                .validateOnMigrate(false)
                .load()
                .migrate();
    }
}
