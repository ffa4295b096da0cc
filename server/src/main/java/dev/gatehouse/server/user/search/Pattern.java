package dev.gatehouse.server.user.search;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * A value with wildcards: a star for any characters, a question mark for one. Matching takes time in proportion to both lengths,
 * whatever the wildcards, so that no query can hold up a read for long. Immutable.
 */
public final class Pattern {
    private static final int ANY = -1;
    private static final int ONE = -2;

    /** Characters by their code points, and the two above. */
    private final List<Integer> steps;

    private Pattern(List<Integer> steps) {
        this.steps = List.copyOf(steps);
    }

    /** Of a text in which a backslash stands before what is meant literally. */
    static Pattern of(String text) {
        List<Integer> steps = new ArrayList<>();
        int at = 0;
        while (at < text.length()) {
            int character = text.codePointAt(at);
            at += Character.charCount(character);
            if (character == '*') {
                steps.add(ANY);
            } else if (character == '?') {
                steps.add(ONE);
            } else if (character == '\\' && at < text.length()) {
                steps.add(text.codePointAt(at));
                at += Character.charCount(text.codePointAt(at));
            } else {
                steps.add(character);
            }
        }
        return new Pattern(steps);
    }

    /** Whether it is one star, which every value fits. */
    boolean isAny() {
        return steps.stream().allMatch(step -> step == ANY) && !steps.isEmpty();
    }

    boolean beginsWithWildcard() {
        return !steps.isEmpty() && steps.get(0) < 0;
    }

    long wildcards() {
        return steps.stream().filter(step -> step < 0).count();
    }

    /** Whether it is some characters with one star after them. */
    boolean isPrefix() {
        return wildcards() == 1 && steps.get(steps.size() - 1) == ANY;
    }

    /** The characters before the first wildcard. */
    String beginning() {
        StringBuilder beginning = new StringBuilder();
        for (int step : steps) {
            if (step < 0) {
                return beginning.toString();
            }
            beginning.appendCodePoint(step);
        }
        return beginning.toString();
    }

    /** The same with its characters changed. */
    public Pattern map(UnaryOperator<String> change) {
        List<Integer> changed = new ArrayList<>();
        for (int step : steps) {
            if (step < 0) {
                changed.add(step);
            } else {
                change.apply(Character.toString(step)).codePoints().forEach(changed::add);
            }
        }
        return new Pattern(changed);
    }

    /** In the words of SQL, where {@code !} stands before what is meant literally. */
    String like() {
        StringBuilder like = new StringBuilder();
        for (int step : steps) {
            switch (step) {
                case ANY -> like.append('%');
                case ONE -> like.append('_');
                case '!', '%', '_' -> like.append('!').appendCodePoint(step);
                default -> like.appendCodePoint(step);
            }
        }
        return like.toString();
    }

    /** Whether the whole of {@code value} is matched. A mismatch goes back to the last star alone, which takes one more. */
    public boolean matches(String value) {
        int[] characters = value.codePoints().toArray();
        int step = 0;
        int star = -1;
        int afterStar = 0;
        int at = 0;
        while (at < characters.length) {
            if (step < steps.size() && steps.get(step) == ANY) {
                star = step++;
                afterStar = at;
            } else if (step < steps.size() && (steps.get(step) == ONE || steps.get(step) == characters[at])) {
                step++;
                at++;
            } else if (star >= 0) {
                step = star + 1;
                at = ++afterStar;
            } else {
                return false;
            }
        }
        while (step < steps.size() && steps.get(step) == ANY) {
            step++;
        }
        return step == steps.size();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Pattern pattern && pattern.steps.equals(steps);
    }

    @Override
    public int hashCode() {
        return steps.hashCode();
    }

    @Override
    public String toString() {
        return like();
    }
}
