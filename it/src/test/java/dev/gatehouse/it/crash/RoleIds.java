package dev.gatehouse.it.crash;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The ids that the server gave to roles, by their names. Used by one thread at a time. */
final class RoleIds {
    private Map<String, String> ids = Map.of();

    void set(Map<String, String> observed) {
        ids = Map.copyOf(observed);
    }

    void put(String name, String id) {
        Map<String, String> changed = new TreeMap<>(ids);
        changed.put(name, id);
        ids = changed;
    }

    String of(String name) {
        String id = ids.get(name);
        if (id == null) {
            throw new IllegalArgumentException("no role " + name);
        }
        return id;
    }

    List<String> of(Collection<String> names) {
        return names.stream().map(this::of).toList();
    }
}
