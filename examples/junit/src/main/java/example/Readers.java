package example;

import dev.gatehouse.client.ManagementClient;
import dev.gatehouse.client.model.Role;
import dev.gatehouse.client.model.RoleList;
import dev.gatehouse.client.model.User;
import java.util.List;
import java.util.NoSuchElementException;

/** Who may read. */
public final class Readers {
    private final ManagementClient tenant;

    public Readers(ManagementClient tenant) {
        this.tenant = tenant;
    }

    /** Lets everybody with that address read. */
    public void admit(String email) {
        String reader = tenant.roles().getAll().stream()
                .filter(role -> "reader".equals(role.name()))
                .map(Role::id)
                .findFirst()
                .orElseThrow(() -> new NoSuchElementException("the tenant has no role 'reader'"));
        for (User user : tenant.users().getByEmail(email)) {
            tenant.users().assignRoles(user.userId(), new RoleList().roles(List.of(reader)));
        }
    }

    public boolean mayRead(String email) {
        return tenant.users().getByEmail(email).stream()
                .flatMap(user -> tenant.users().getRoles(user.userId()).stream())
                .anyMatch(role -> "reader".equals(role.name()));
    }
}
