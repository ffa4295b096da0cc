package dev.gatehouse.it.crash;

import dev.gatehouse.client.ManagementClient;
import dev.gatehouse.client.model.Role;
import dev.gatehouse.client.model.RoleCreate;
import dev.gatehouse.client.model.UserCreate;
import dev.gatehouse.client.model.UserLink;
import dev.gatehouse.client.model.UserUpdate;
import dev.gatehouse.it.crash.UserState.Second;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;

/** The changes that a {@link Writer} makes: of users, links, roles, and of many assignments at once. */
final class Changes {
    private static final int MAX_USERS = 6;
    private static final int MAX_ROLES = 3;

    private final int writer;
    private final AtomicInteger numbers;
    private final Random random;
    private final RoleIds roleIds;

    Changes(int writer, AtomicInteger numbers, Random random, RoleIds roleIds) {
        this.writer = writer;
        this.numbers = numbers;
        this.random = random;
        this.roleIds = roleIds;
    }

    Change next(WriterState state) {
        if (state.users().isEmpty() || state.users().size() < MAX_USERS && random.nextInt(4) == 0) {
            return create(numbers.getAndIncrement());
        }
        if (state.roles().isEmpty() || state.roles().size() < MAX_ROLES && random.nextInt(6) == 0) {
            return createRole("writer-%d-role-%d".formatted(writer, numbers.getAndIncrement()));
        }
        List<Integer> all = state.numbers();
        int number = all.get(random.nextInt(all.size()));
        String role =
                List.copyOf(state.roles()).get(random.nextInt(state.roles().size()));
        return switch (random.nextInt(10)) {
            case 0, 1, 2 -> update(number, state.user(number));
            case 3, 4, 5 -> secondUserOrLink(number, state.user(number));
            case 6 -> assignRoles(number, List.copyOf(state.roles()));
            case 7 -> assignUsers(role, all);
            case 8 -> deleteRole(role);
            default -> delete(number, state.user(number));
        };
    }

    private Change create(int number) {
        UserCreate request = new UserCreate()
                .connection(Names.connection(number))
                .userId(Integer.toString(number))
                .email(Names.email(number))
                .name(Names.name(number, 0))
                .userMetadata(Map.of("writer", writer, "version", 0));
        UserCreate whole = Names.hasPassword(number) ? request.password("Tulip-" + number + "-Harbour") : request;
        return new Change(
                "create " + number,
                state -> state.with(number, UserState.NEW),
                client -> client.users().create(whole));
    }

    private static Change update(int number, UserState user) {
        int version = user.version() + 1;
        UserUpdate request =
                new UserUpdate().name(Names.name(number, version)).userMetadata(Map.of("version", version));
        return new Change(
                "update %d to version %d".formatted(number, version),
                state -> state.with(number, user.updated()),
                client -> client.users().update(Names.userId(number), request));
    }

    private static Change secondUserOrLink(int number, UserState user) {
        return switch (user.second()) {
            case NONE ->
                new Change(
                        "create the second of " + number,
                        state -> state.with(number, user.with(Second.SEPARATE)),
                        client -> createSecond(client, number));
            case SEPARATE ->
                new Change(
                        "link " + number,
                        state -> state.with(number, user.with(Second.LINKED)),
                        client -> client.users()
                                .link(
                                        Names.userId(number),
                                        new UserLink().provider("email").userId(Names.second(number))));
            case LINKED ->
                new Change(
                        "unlink " + number,
                        state -> state.with(number, user.with(Second.SEPARATE)),
                        client -> client.users().unlink(Names.userId(number), "email", Names.second(number)));
        };
    }

    private static void createSecond(ManagementClient client, int number) {
        client.users()
                .create(new UserCreate()
                        .connection("email")
                        .userId(Names.second(number))
                        .email(Names.secondEmail(number)));
    }

    private Change assignRoles(int number, List<String> roles) {
        return new Change(
                "assign " + roles + " to " + number,
                state -> state.with(number, state.user(number).withRoles(roles)),
                client -> client.users().assignRoles(Names.userId(number), roleIds.of(roles)));
    }

    private Change assignUsers(String role, List<Integer> all) {
        return new Change(
                "assign " + role + " to " + all,
                state -> state.each(user -> user.withRoles(List.of(role))),
                client -> client.roles()
                        .assignUsers(
                                roleIds.of(role),
                                all.stream().map(Names::userId).toList()));
    }

    private Change createRole(String name) {
        return new Change("create " + name, state -> state.withRole(name), client -> {
            Role created = client.roles().create(new RoleCreate().name(name));
            roleIds.put(name, Objects.requireNonNull(created.id()));
        });
    }

    private Change deleteRole(String name) {
        return new Change(
                "delete " + name,
                state -> state.withoutRole(name),
                client -> client.roles().delete(roleIds.of(name)));
    }

    /** Deleting a user takes one that is linked with it along; one that is not would be left behind, so it is linked first. */
    private static Change delete(int number, UserState user) {
        if (user.second() == Second.SEPARATE) {
            return secondUserOrLink(number, user);
        }
        return new Change(
                "delete " + number,
                state -> state.without(number),
                client -> client.users().delete(Names.userId(number)));
    }
}
