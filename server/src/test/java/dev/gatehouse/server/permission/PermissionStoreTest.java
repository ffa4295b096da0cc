package dev.gatehouse.server.permission;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.server.permission.PermissionStore.Granted;
import dev.gatehouse.server.permission.PermissionStore.Holder;
import dev.gatehouse.server.role.RoleAssignments;
import dev.gatehouse.server.store.Backend;
import dev.gatehouse.server.store.EmptyTenant;
import dev.gatehouse.server.store.OnEveryDatabase;
import dev.gatehouse.server.store.Sequence;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@OnEveryDatabase
class PermissionStoreTest {
    private static final Permission READ = new Permission("https://api/", "read:a");
    private static final Permission WRITE = new Permission("https://api/", "write:a");
    private static final Permission OTHER = new Permission("https://API/", "write:a");

    private final EmptyTenant tenant;
    private final EmptyTenant neighbour;
    private final PermissionStore permissions = new PermissionStore();

    PermissionStoreTest(Backend backend) {
        tenant = backend.newTenant();
        neighbour = backend.newTenant();
    }

    @ParameterizedTest
    @EnumSource
    void givesAndTakes(Holder holder) {
        add(holder, "h", WRITE, READ, OTHER, READ);
        add(holder, "i", READ);
        neighbour.run(tx -> permissions.add(tx, holder, "h", new Permission("x", "x")));

        assertThat(of(holder, "h")).containsExactly(OTHER, READ, WRITE);

        tenant.run(tx -> permissions.remove(tx, holder, "h", READ));
        tenant.run(tx -> permissions.remove(tx, holder, "h", READ));
        assertThat(of(holder, "h")).containsExactly(OTHER, WRITE);
        assertThat(of(holder, "i")).containsExactly(READ);
    }

    @Test
    void namesEveryWayInWhichAUserHasAPermission() {
        RoleAssignments roles = new RoleAssignments(new Sequence(InstantSource.system()));
        tenant.run(tx -> List.of("rol_a", "rol_b").forEach(role -> roles.assign(tx, "u", role)));
        add(Holder.ROLE, "rol_b", READ, WRITE);
        add(Holder.ROLE, "rol_a", READ);
        add(Holder.ROLE, "rol_c", OTHER);
        add(Holder.USER, "u", READ);
        add(Holder.USER, "v", OTHER);

        assertThat(tenant.list(tx -> permissions.grantedTo(tx, "u")))
                .containsExactly(
                        new Granted(READ, null),
                        new Granted(READ, "rol_a"),
                        new Granted(READ, "rol_b"),
                        new Granted(WRITE, "rol_b"));
        assertThat(neighbour.list(tx -> permissions.grantedTo(tx, "u"))).isEmpty();
    }

    @Test
    void takesEverythingFromARole() {
        add(Holder.ROLE, "r", READ, WRITE);
        add(Holder.USER, "r", READ);

        tenant.run(tx -> permissions.deleteByRole(tx, "r"));

        assertThat(of(Holder.ROLE, "r")).isEmpty();
        assertThat(of(Holder.USER, "r")).containsExactly(READ);
    }

    @Test
    void takesWhatAnApiNoLongerHasFromEveryHolder() {
        add(Holder.ROLE, "r", READ, WRITE, OTHER);
        add(Holder.USER, "u", READ, OTHER);

        tenant.run(tx -> permissions.deleteByResourceServer(tx, "https://api/", List.of("write:a")));
        assertThat(of(Holder.ROLE, "r")).containsExactly(OTHER, WRITE);
        assertThat(of(Holder.USER, "u")).containsExactly(OTHER);

        tenant.run(tx -> permissions.deleteByResourceServer(tx, "https://api/", List.of()));
        assertThat(of(Holder.ROLE, "r")).containsExactly(OTHER);
    }

    private void add(Holder holder, String id, Permission... given) {
        tenant.run(tx -> List.of(given).forEach(each -> permissions.add(tx, holder, id, each)));
    }

    private List<Permission> of(Holder holder, String id) {
        return tenant.read(tx -> permissions.of(tx, holder, id));
    }
}
