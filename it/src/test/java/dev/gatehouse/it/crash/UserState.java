package dev.gatehouse.it.crash;

import java.util.Collection;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * A user of a {@link Writer}, as it should be on the server. Immutable.
 *
 * @param version raised by each update, in two members of the user at once
 * @param second what became of the second user, to be linked with it
 * @param roles the names of its roles
 */
record UserState(int version, Second second, SortedSet<String> roles) {
    static final UserState NEW = new UserState(0, Second.NONE, new TreeSet<>());

    enum Second {
        NONE,
        SEPARATE,
        LINKED
    }

    UserState updated() {
        return new UserState(version + 1, second, roles);
    }

    UserState with(Second other) {
        return new UserState(version, other, roles);
    }

    UserState withRoles(Collection<String> more) {
        SortedSet<String> all = new TreeSet<>(roles);
        all.addAll(more);
        return new UserState(version, second, all);
    }

    UserState withoutRole(String role) {
        SortedSet<String> rest = new TreeSet<>(roles);
        rest.remove(role);
        return new UserState(version, second, rest);
    }
}
