package dev.gatehouse.server.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.server.store.sql.Dialect;
import dev.gatehouse.server.tenant.Tenant;
import dev.gatehouse.server.user.User;
import dev.gatehouse.server.user.UserIndexing;
import dev.gatehouse.server.user.search.UserSearch;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;
import org.sqlite.SQLiteDataSource;

/** Users that a release before schema 11 stored. */
@OnEveryDatabase
class UserMigrationTest {
    private static final Tenant TENANT = new Tenant("t", "t.example");
    private static final int USERS = 450;

    private final Backend.Place place;

    UserMigrationTest(Backend backend) {
        place = backend.newPlace();
    }

    @Test
    void areFoundAfterwardsInTheirOrderEvenIfItWasInterrupted() throws SQLException {
        storeInSchema10();

        try (Database database = place.open()) {
            assertThat(found(database, "name:\"user 7\"")).isEmpty();
            new UserIndexing(database).run(new Tenant("another", "another.example"));
            // What a server that was stopped has left: some are indexed, others not.
            database.write(
                    TENANT,
                    tx -> tx.sql("DELETE FROM user_unindexed WHERE tenant = :tenant AND user_id < :user")
                            .bind("user", "auth0|100")
                            .update());

            new UserIndexing(database).run(TENANT);
            new UserIndexing(database).run(TENANT);

            assertThat(found(database, "name:\"user 007\"")).isEmpty();
            assertThat(found(database, "name:\"user 207\"")).containsExactly("auth0|207");
            List<String> expected = new ArrayList<>();
            for (int i = 100; i < USERS; i++) {
                expected.add("auth0|" + i);
            }
            assertThat(found(database, "email:u* AND logins_count:[0 TO *]")).isEqualTo(expected);
            assertThat(found(database, null)).hasSize(USERS).startsWith("auth0|000", "auth0|001");
        }
    }

    private static List<String> found(Database database, @Nullable String query) {
        return database
                .read(
                        TENANT,
                        tx -> new UserSearch()
                                .find(
                                        tx,
                                        new UserSearch.Criteria(query, null),
                                        null,
                                        new Window.Offset(0, 1_000, false)))
                .items()
                .stream()
                .map(User::id)
                .toList();
    }

    private void storeInSchema10() throws SQLException {
        boolean sqlite = place.arguments().get(0).equals("sqlite");
        DataSource source = sqlite ? sqlite() : postgres();
        Migrations.configuration(source, sqlite ? Dialect.SQLITE : Dialect.POSTGRESQL, false)
                .target("10")
                .load()
                .migrate();
        try (Connection connection = source.getConnection();
                PreparedStatement insert = connection.prepareStatement(
                        "INSERT INTO users (tenant, user_id, sequence, email, body) VALUES ('t', ?, ?, ?, ?)")) {
            connection.setAutoCommit(false);
            for (int i = USERS - 1; i >= 0; i--) {
                String id = "%03d".formatted(i);
                insert.setString(1, "auth0|" + id);
                insert.setLong(2, 1_700_000_000_000_000L + i / 2); // some in the same microsecond
                insert.setString(3, "u" + id + "@x.example");
                insert.setString(
                        4,
                        ("{'user_id':'auth0|" + id + "','name':'User " + id + "','email':'u" + id
                                        + "@x.example','logins_count':" + i + "}")
                                .replace('\'', '"'));
                insert.addBatch();
            }
            insert.executeBatch();
            connection.commit();
        }
    }

    private DataSource sqlite() {
        SQLiteDataSource source = new SQLiteDataSource();
        source.setUrl("jdbc:sqlite:" + place.arguments().get(1));
        return source;
    }

    private DataSource postgres() {
        PostgresUrl url = PostgresUrl.parse(place.arguments().get(1));
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(url.jdbcUrl());
        source.setUser(url.user());
        source.setPassword(url.password());
        return source;
    }
}
