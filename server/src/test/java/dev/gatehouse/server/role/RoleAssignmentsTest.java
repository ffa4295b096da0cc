package dev.gatehouse.server.role;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.server.store.Backend;
import dev.gatehouse.server.store.EmptyTenant;
import dev.gatehouse.server.store.InvalidCursorException;
import dev.gatehouse.server.store.OnEveryDatabase;
import dev.gatehouse.server.store.Sequence;
import dev.gatehouse.server.store.Slice;
import dev.gatehouse.server.store.Window;
import dev.gatehouse.server.user.User;
import dev.gatehouse.server.user.UserRows;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

@OnEveryDatabase
class RoleAssignmentsTest {
    private final EmptyTenant tenant;
    private final EmptyTenant neighbour;
    private final UserRows rows;
    private final RoleAssignments roles = new RoleAssignments(new Sequence(InstantSource.fixed(Instant.EPOCH)));

    RoleAssignmentsTest(Backend backend) {
        tenant = backend.newTenant();
        neighbour = backend.newTenant();
        rows = new UserRows(tenant);
    }

    @Test
    void listsAUsersRolesInTheOrderTheyWereGiven() {
        assign("auth0|1", "rol_b", "rol_a", "rol_b");
        neighbour.run(tx -> roles.assign(tx, "auth0|1", "rol_c"));

        assertThat(rolesOf("auth0|1")).containsExactly("rol_b", "rol_a");
        assertThat(rolesOf("auth0|2")).isEmpty();

        tenant.run(tx -> roles.remove(tx, "auth0|1", "rol_b"));
        tenant.run(tx -> roles.remove(tx, "auth0|1", "rol_b"));
        assertThat(rolesOf("auth0|1")).containsExactly("rol_a");
    }

    @Test
    void pagesThroughTheUsersOfARole() {
        for (String id : List.of("3", "1", "2", "5", "4")) {
            rows.add(id, "{}");
            assign("auth0|" + id, "rol_a");
        }
        rows.add("6", "{}");
        assign("auth0|6", "rol_b");

        Slice<User> page = usersOf("rol_a", new Window.Offset(1, 2, true));
        assertThat(ids(page)).containsExactly("auth0|1", "auth0|2");
        assertThat(page.total()).isEqualTo(5);
        assertThat(usersOf("rol_a", new Window.Offset(5, 2, false))).isEqualTo(new Slice<User>(List.of(), -1, null));
        assertThat(byCheckpoint("rol_a", 2)).containsExactly("auth0|3", "auth0|1", "auth0|2", "auth0|5", "auth0|4");
        assertThat(byCheckpoint("rol_a", 5)).hasSize(5);
        assertThat(byCheckpoint("rol_c", 5)).isEmpty();
    }

    @Test
    void goesOnBehindAUserThatIsGone() {
        for (String id : List.of("1", "2", "3")) {
            rows.add(id, "{}");
            assign("auth0|" + id, "rol_a");
        }
        Slice<User> first = usersOf("rol_a", new Window.Checkpoint(null, 2));
        tenant.run(tx -> rows.store().delete(tx, "auth0|2"));

        Slice<User> second = usersOf("rol_a", new Window.Checkpoint(first.next(), 2));

        assertThat(ids(second)).containsExactly("auth0|3");
    }

    @Test
    void refusesACursorThatNoPageEndedWith() {
        assertThatThrownBy(() -> usersOf("rol_a", new Window.Checkpoint("nonsense", 2)))
                .isInstanceOf(InvalidCursorException.class);
    }

    @Test
    void takesARoleFromEverybodyOfTheTenant() {
        assign("auth0|1", "rol_a", "rol_b");
        assign("auth0|2", "rol_a");
        neighbour.run(tx -> roles.assign(tx, "auth0|1", "rol_a"));

        tenant.run(tx -> roles.deleteByRole(tx, "rol_a"));

        assertThat(rolesOf("auth0|1")).containsExactly("rol_b");
        assertThat(rolesOf("auth0|2")).isEmpty();
        assertThat(neighbour.list(tx -> roles.rolesOf(tx, "auth0|1"))).containsExactly("rol_a");
    }

    private void assign(String userId, String... roleIds) {
        tenant.run(tx -> List.of(roleIds).forEach(role -> roles.assign(tx, userId, role)));
    }

    private List<String> rolesOf(String userId) {
        return tenant.read(tx -> roles.rolesOf(tx, userId));
    }

    private Slice<User> usersOf(String role, Window window) {
        return tenant.read(tx -> roles.usersOf(tx, role, window));
    }

    private static List<String> ids(Slice<User> page) {
        return page.items().stream().map(User::id).toList();
    }

    private List<String> byCheckpoint(String role, int limit) {
        List<String> ids = new ArrayList<>();
        String next = null;
        do {
            Slice<User> page = usersOf(role, new Window.Checkpoint(next, limit));
            ids.addAll(ids(page));
            next = page.next();
        } while (next != null);
        return ids;
    }
}
