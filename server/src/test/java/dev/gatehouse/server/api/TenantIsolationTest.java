package dev.gatehouse.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.contract.Contract;
import dev.gatehouse.contract.Operation;
import dev.gatehouse.server.ApiResponse;
import dev.gatehouse.server.ApiTest;
import dev.gatehouse.server.TestTenant;
import dev.gatehouse.server.store.Database;
import dev.gatehouse.server.store.SqliteDatabase;
import dev.gatehouse.server.store.Transaction;
import dev.gatehouse.server.tenant.Tenant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A tenant neither sees nor changes what belongs to another: the other's ids are unknown to every operation. */
class TenantIsolationTest extends ApiTest {
    private static final Contract CONTRACT = Contract.management();
    private static final Tenant OWN = new Tenant(TestTenant.DOMAIN.replace('.', '-'), TestTenant.DOMAIN);
    private static final Tenant OTHER = new Tenant("other-example", "other.example");

    @Test
    void itsIdsAreUnknown() {
        try (Database database = openDatabase()) {
            Set<String> kept = Set.copyOf(ids(database));
            SampleResources theirs = new SampleResources(CONTRACT, tenant().caller());
            Map<Operation, String> paths = paths(theirs);
            assertThat(paths.entrySet().stream()
                            .filter(each -> each.getKey().method().equals("GET"))
                            .filter(each -> get(each.getValue()).status() == 200)
                            .count())
                    .isGreaterThan(30);

            List<String> tables = tables(database);
            move(database, tables, kept);
            Map<String, Long> before = rows(database, tables);
            assertThat(before).containsEntry("users", 1L);
            List<String> failures = new ArrayList<>();
            paths.forEach((operation, path) -> {
                ApiResponse answer = send(operation.method(), path, theirs.body(operation));
                boolean unknown = operation.errors(404).isEmpty()
                        ? answer.status() < 300 && !showsAny(answer, theirs)
                        : EveryRefusalTest.isMissing(operation, answer) || answer.status() == 204;
                if (!unknown) {
                    failures.add(operation.id() + " " + path + " -> " + answer);
                }
            });

            assertThat(failures).isEmpty();
            assertThat(rows(database, tables)).isEqualTo(before);
        }
    }

    private static Map<Operation, String> paths(SampleResources resources) {
        Map<Operation, String> paths = new LinkedHashMap<>();
        EveryRefusalTest.served().stream()
                .filter(operation -> operation.parameters().stream().anyMatch(EveryRefusalTest::namesResource))
                .sorted(Comparator.comparing(operation -> operation.method().equals("DELETE")))
                .forEach(operation -> paths.put(operation, resources.path(operation)));
        return paths;
    }

    private static boolean showsAny(ApiResponse answer, SampleResources resources) {
        return resources.made().values().stream().anyMatch(id -> answer.body().contains("\"" + id + "\""));
    }

    private static List<String> ids(Database database) {
        return database.read(
                OWN,
                tx -> tx.sql("SELECT id FROM document WHERE tenant = :tenant").list(row -> row.text(1)));
    }

    /** Every table whose rows belong to a tenant. */
    private static List<String> tables(Database database) {
        String query = database instanceof SqliteDatabase
                ? "SELECT t.name FROM sqlite_master t, pragma_table_info(t.name) c WHERE t.type = 'table' AND c.name = 'tenant'"
                : "SELECT table_name FROM information_schema.columns WHERE column_name = 'tenant'";
        return database.read(OWN, tx -> tx.sql(query).list(row -> row.text(1)));
    }

    /** Makes everything the other tenant's, except the documents whose ids are {@code kept}. */
    private static void move(Database database, List<String> tables, Set<String> kept) {
        database.write(OWN, tx -> {
            for (String table : tables) {
                if (table.startsWith("document")) {
                    ids(tx, table).stream()
                            .filter(id -> !kept.contains(id))
                            .forEach(id -> tx.sql("UPDATE " + table
                                            + " SET tenant = :other WHERE tenant = :tenant AND id = :id")
                                    .bind("other", OTHER.id())
                                    .bind("id", id)
                                    .update());
                } else {
                    tx.sql("UPDATE " + table + " SET tenant = :other WHERE tenant = :tenant")
                            .bind("other", OTHER.id())
                            .update();
                }
            }
            return true;
        });
    }

    private static List<String> ids(Transaction tx, String table) {
        return tx.sql("SELECT DISTINCT id FROM " + table + " WHERE tenant = :tenant")
                .list(row -> row.text(1));
    }

    /** How many rows the other tenant has in each table. */
    private static Map<String, Long> rows(Database database, List<String> tables) {
        return database.read(OTHER, tx -> {
            Map<String, Long> rows = new LinkedHashMap<>();
            tables.forEach(table -> rows.put(
                    table,
                    tx.sql("SELECT COUNT(*) FROM " + table + " WHERE tenant = :tenant")
                            .number()));
            return rows;
        });
    }
}
