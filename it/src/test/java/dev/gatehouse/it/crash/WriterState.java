package dev.gatehouse.it.crash;

import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.UnaryOperator;

/**
 * The users and roles of one {@link Writer} on the server. Immutable.
 *
 * @param users by their numbers
 * @param roles by their names
 */
record WriterState(SortedMap<Integer, UserState> users, SortedSet<String> roles) {
    static final WriterState EMPTY = new WriterState(new TreeMap<>(), new TreeSet<>());

    UserState user(int number) {
        UserState user = users.get(number);
        if (user == null) {
            throw new IllegalArgumentException("there is no user " + number);
        }
        return user;
    }

    List<Integer> numbers() {
        return List.copyOf(users.keySet());
    }

    /** With that user, new or in place of the one before. */
    WriterState with(int number, UserState user) {
        SortedMap<Integer, UserState> changed = new TreeMap<>(users);
        changed.put(number, user);
        return new WriterState(changed, roles);
    }

    WriterState without(int number) {
        SortedMap<Integer, UserState> changed = new TreeMap<>(users);
        changed.remove(number);
        return new WriterState(changed, roles);
    }

    WriterState withRole(String role) {
        SortedSet<String> changed = new TreeSet<>(roles);
        changed.add(role);
        return new WriterState(users, changed);
    }

    /** Without it, also in the users that had it. */
    WriterState withoutRole(String role) {
        SortedSet<String> changed = new TreeSet<>(roles);
        changed.remove(role);
        return new WriterState(users, changed).each(user -> user.withoutRole(role));
    }

    WriterState each(UnaryOperator<UserState> change) {
        SortedMap<Integer, UserState> changed = new TreeMap<>(users);
        changed.replaceAll((number, user) -> change.apply(user));
        return new WriterState(changed, roles);
    }

    /** How many users it has, those counted that are yet to be linked. */
    int userCount() {
        long separate = users.values().stream()
                .filter(user -> user.second() == UserState.Second.SEPARATE)
                .count();
        return users.size() + (int) separate;
    }
}
