package dev.gatehouse.server;

import com.fasterxml.jackson.databind.node.TextNode;
import dev.gatehouse.server.configuration.Setting;
import dev.gatehouse.server.store.Backend;
import dev.gatehouse.server.store.Backends;
import dev.gatehouse.server.store.Database;
import dev.gatehouse.server.store.SqliteDatabase;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * A tenant on a fresh database for each class of tests, SQLite in one run and PostgreSQL in another, and requests to it with every scope, as they come off the wire:
 *
 * <pre>{@code
 * class RolesTest extends ApiTest {
 *     @Test
 *     void refusesAnUnknownRole() {
 *         assertThat(get("/roles/rol_none")).hasToString("404 {\"statusCode\":404,…}");
 *     }
 * }
 * }</pre>
 */
@ExtendWith(Backends.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class ApiTest {
    private TestTenant tenant;
    private Backend.Place place;

    @BeforeAll
    final void startTenant(@TempDir Path directory, Backend.Place place) {
        this.place = place;
        Map<Setting, String> all = new HashMap<>(place.settings());
        all.putAll(settings());
        tenant = new TestTenant(directory, all);
    }

    @AfterAll
    final void stopTenant() {
        if (tenant != null) {
            tenant.close();
        }
    }

    /** Settings beside those of every test; none unless overridden. */
    protected Map<Setting, String> settings() {
        return Map.of();
    }

    /** The tenant of this class of tests: other tokens, the clock, other paths than the Management API's. */
    protected final TestTenant tenant() {
        return tenant;
    }

    /** Opens the server's database beside it, for what no request shows. The caller closes it. */
    protected final Database openDatabase() {
        return place.settings().isEmpty()
                ? new SqliteDatabase(tenant.directory().resolve("gatehouse.db"))
                : place.open();
    }

    /**
     * @param path below {@code /api/v2}, encoded, with the query if any, as in {@code /roles?page=0}
     */
    protected final ApiResponse get(String path) {
        return tenant.caller().get(path);
    }

    /**
     * @param json the body; single quotes count as double ones
     */
    protected final ApiResponse post(String path, String json) {
        return tenant.caller().post(path, json);
    }

    protected final ApiResponse patch(String path, String json) {
        return tenant.caller().patch(path, json);
    }

    protected final ApiResponse put(String path, String json) {
        return tenant.caller().put(path, json);
    }

    protected final ApiResponse delete(String path) {
        return tenant.caller().delete(path);
    }

    /** A DELETE with a body, as the operations that take something from a list want it. */
    protected final ApiResponse delete(String path, String json) {
        return tenant.caller().send("DELETE", path, json);
    }

    /**
     * A request whose method and body come out of a table.
     *
     * @param json the body; null for none
     */
    protected final ApiResponse send(String method, String path, @Nullable String json) {
        return json == null
                ? tenant.caller().send(method, path, (byte[]) null)
                : tenant.caller().send(method, path, json);
    }

    /**
     * A refusal, as {@link ApiResponse#toString} writes it.
     *
     * @param errorCode null when the API gives none
     */
    protected static String refusal(int status, String message, @Nullable String errorCode) {
        String reason = switch (status) {
            case 400 -> "Bad Request";
            case 403 -> "Forbidden";
            case 404 -> "Not Found";
            case 409 -> "Conflict";
            default -> throw new IllegalArgumentException("no refusal has the status " + status);
        };
        String code = errorCode == null ? "" : ",\"errorCode\":\"" + errorCode + "\"";
        return status + " {\"statusCode\":" + status + ",\"error\":\"" + reason + "\",\"message\":"
                + TextNode.valueOf(message) + code + "}";
    }
}
