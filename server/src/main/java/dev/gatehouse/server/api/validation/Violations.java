package dev.gatehouse.server.api.validation;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** What is wrong with a value: at most as many as are wanted, the rest is left out. Not thread-safe. */
final class Violations {
    private final int most;
    private final List<Violation> found = new ArrayList<>(0);

    Violations(int most) {
        this.most = most;
    }

    /** Whether there are as many as are wanted, so that nothing more needs to be looked at. */
    boolean isFull() {
        return found.size() >= most;
    }

    void add(Violation violation) {
        if (!isFull() && !found.contains(violation)) {
            found.add(violation);
        }
    }

    /** How many there are, for {@link #lastFirst}. */
    int count() {
        return found.size();
    }

    /**
     * Moves those of the member or item that was looked at last before those of its siblings, as the API reports them.
     *
     * @param siblings how many there were before the first sibling
     * @param before how many there were before this one
     */
    void lastFirst(int siblings, int before) {
        if (siblings < before && before < found.size()) {
            Collections.rotate(found.subList(siblings, found.size()), found.size() - before);
        }
    }

    List<Violation> list() {
        return List.copyOf(found);
    }
}
