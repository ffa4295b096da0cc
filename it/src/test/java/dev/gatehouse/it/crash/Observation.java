package dev.gatehouse.it.crash;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.client.ManagementClient;
import dev.gatehouse.client.error.NotFoundException;
import dev.gatehouse.client.model.Role;
import dev.gatehouse.client.model.RoleQuery;
import dev.gatehouse.client.model.User;
import dev.gatehouse.client.model.UserQuery;
import dev.gatehouse.it.crash.UserState.Second;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Reads the state of a writer through every read operation of the API, which must agree. */
final class Observation {
    private static final int PAGE = 50;

    private final int writer;
    private final RoleIds roleIds;

    Observation(int writer, RoleIds roleIds) {
        this.writer = writer;
        this.roleIds = roleIds;
    }

    WriterState of(ManagementClient client) {
        Map<String, String> roles = roles(client);
        roleIds.set(roles);
        SortedMap<Integer, UserState> users = new TreeMap<>();
        for (User found : search(client, "user_metadata.writer:" + writer)) {
            users.put(Names.number(String.valueOf(found.userId())), user(client, found));
        }
        WriterState observed = new WriterState(users, new TreeSet<>(roles.keySet()));
        roles.forEach((name, id) -> assertThat(usersOf(client, id))
                .as("the users of %s", name)
                .isEqualTo(observed.users().entrySet().stream()
                        .filter(entry -> entry.getValue().roles().contains(name))
                        .map(entry -> Names.userId(entry.getKey()))
                        .collect(Collectors.toSet())));
        return observed;
    }

    private Map<String, String> roles(ManagementClient client) {
        return client
                .roles()
                .getAll(new RoleQuery()
                        .nameFilter("writer-%d-".formatted(writer))
                        .perPage(PAGE))
                .items()
                .stream()
                .collect(Collectors.toMap(role -> String.valueOf(role.name()), role -> String.valueOf(role.id())));
    }

    private static SortedSet<String> usersOf(ManagementClient client, String role) {
        return client.roles().getUsers(role).items().stream()
                .map(user -> String.valueOf(user.userId()))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static UserState user(ManagementClient client, User found) {
        String id = String.valueOf(found.userId());
        int number = Names.number(id);
        assertThat(client.users().get(id)).as("by id").isEqualTo(found);
        assertThat(client.users().getByEmail(Names.email(number)))
                .as("by email")
                .containsExactly(found);
        int version = found.json().path("user_metadata").path("version").asInt(-1);
        assertThat(found.name()).as("updated as a whole").isEqualTo(Names.name(number, version));
        assertThat(search(client, "email:\"" + Names.email(number) + "\" AND user_metadata.version:" + version))
                .as("by search")
                .containsExactly(found);
        SortedSet<String> roles = client.users().getRoles(id).items().stream()
                .map(Role::name)
                .map(String::valueOf)
                .collect(Collectors.toCollection(TreeSet::new));
        return new UserState(version, second(client, found, number), roles);
    }

    private static Second second(ManagementClient client, User found, int number) {
        boolean linked = found.json().path("identities").size() == 2;
        boolean separate = exists(client, "email|" + Names.second(number));
        assertThat(linked && separate).as("linked, and there by itself").isFalse();
        assertThat(client.users().getByEmail(Names.secondEmail(number)))
                .as("by the email of the second")
                .hasSize(separate ? 1 : 0);
        return linked ? Second.LINKED : separate ? Second.SEPARATE : Second.NONE;
    }

    private static boolean exists(ManagementClient client, String userId) {
        try {
            client.users().get(userId);
            return true;
        } catch (NotFoundException e) {
            return false;
        }
    }

    private static List<User> search(ManagementClient client, String query) {
        return client.users()
                .getAll(new UserQuery().searchEngine("v3").q(query).perPage(PAGE))
                .items();
    }
}
