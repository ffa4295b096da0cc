package dev.gatehouse.server.event;

import java.util.ArrayList;
import java.util.List;

/**
 * Lucene's wildcards: a star for any characters, a question mark for one, and a backslash before either for itself. Matching
 * takes time in proportion to both lengths, whatever the wildcards, so that no query can hold up a read for long.
 */
final class Glob {
    private static final int ANY = -1;
    private static final int ONE = -2;

    private final int[] steps;

    private Glob(int[] steps) {
        this.steps = steps;
    }

    static Glob of(String text) {
        List<Integer> steps = new ArrayList<>();
        for (int i = 0; i < text.length(); i++) {
            char character = text.charAt(i);
            if (character == '*') {
                steps.add(ANY);
            } else if (character == '?') {
                steps.add(ONE);
            } else {
                boolean escape = character == '\\' && i + 1 < text.length();
                steps.add((int) (escape ? text.charAt(++i) : character));
            }
        }
        return new Glob(steps.stream().mapToInt(Integer::intValue).toArray());
    }

    /** Whether the whole of {@code value} is matched. A mismatch goes back to the last star alone, which takes one more. */
    boolean matches(String value) {
        int step = 0;
        int star = -1;
        int afterStar = 0;
        int at = 0;
        while (at < value.length()) {
            if (step < steps.length && steps[step] == ANY) {
                star = step++;
                afterStar = at;
            } else if (step < steps.length && (steps[step] == ONE || steps[step] == value.charAt(at))) {
                step++;
                at++;
            } else if (star >= 0) {
                step = star + 1;
                at = ++afterStar;
            } else {
                return false;
            }
        }
        while (step < steps.length && steps[step] == ANY) {
            step++;
        }
        return step == steps.length;
    }
}
