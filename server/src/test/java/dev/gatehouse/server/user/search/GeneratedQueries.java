package dev.gatehouse.server.user.search;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Queries with what they mean, made at random and together: neither the parser nor an index has a part in what a query is
 * expected to find.
 */
final class GeneratedQueries {
    private static final Set<String> IN_ANY_CASE =
            Set.of("email", "email.domain", "name", "given_name", "family_name", "nickname");
    private static final List<String> DEFAULT_FIELDS =
            List.of("email", "name", "nickname", "username", "given_name", "family_name", "phone_number", "user_id");
    private static final List<String> FIELDS = List.of(
            "email",
            "email.domain",
            "name",
            "nickname",
            "username",
            "family_name",
            "user_id",
            "email_verified",
            "blocked",
            "logins_count",
            "created_at",
            "last_login",
            "identities.connection",
            "identities.user_id",
            "user_metadata.colour",
            "user_metadata.age",
            "user_metadata.tags",
            "user_metadata.address.city",
            "app_metadata.plan",
            "nothing");

    private final Random random;
    private final List<ObjectNode> users;

    GeneratedQueries(Random random, List<ObjectNode> users) {
        this.random = random;
        this.users = users;
    }

    /**
     * @param text in the query language
     * @param fits what it means
     * @param parts what it is made of
     */
    record Generated(String text, Predicate<JsonNode> fits, List<Generated> parts) {
        Generated(String text, Predicate<JsonNode> fits) {
            this(text, fits, List.of());
        }
    }

    String field() {
        return FIELDS.get(random.nextInt(FIELDS.size()));
    }

    Generated query(int depth) {
        int kind = random.nextInt(depth == 0 ? 5 : 10);
        if (kind < 5) {
            return leaf();
        } else if (kind < 7) {
            Generated a = query(depth - 1);
            Generated b = query(depth - 1);
            return new Generated(
                    "(" + a.text + pick(" AND ", " && ") + b.text + ")",
                    user -> a.fits.test(user) && b.fits.test(user),
                    List.of(a, b));
        } else if (kind < 9) {
            Generated a = query(depth - 1);
            Generated b = query(depth - 1);
            Generated c = query(depth - 1);
            return new Generated(
                    "(" + pick("NOT ", "-", "!") + a.text + pick(" OR ", " || ") + b.text + " AND " + c.text + ")",
                    user -> !a.fits.test(user) || b.fits.test(user) && c.fits.test(user),
                    List.of(a, b, c));
        }
        Generated a = query(depth - 1);
        return new Generated(pick("NOT ", "-", "!") + a.text, user -> !a.fits.test(user), List.of(a));
    }

    private String pick(String... options) {
        return options[random.nextInt(options.length)];
    }

    private Generated leaf() {
        String field = field();
        return switch (random.nextInt(8)) {
            case 0, 1, 2 -> equal(field, value(field));
            case 3 ->
                new Generated("_exists_:" + field, user -> !values(user, field).isEmpty());
            case 4, 5 -> range(field);
            case 6 -> pattern(field);
            default -> words();
        };
    }

    private Generated equal(String field, String value) {
        boolean quoted = random.nextBoolean();
        String text = quoted ? '"' + value.replace("\\", "\\\\").replace("\"", "\\\"") + '"' : escaped(value);
        return new Generated(
                field + ":" + text, user -> values(user, field).stream().anyMatch(each -> isEqual(field, each, value)));
    }

    private Generated words() {
        String value = value(DEFAULT_FIELDS.get(random.nextInt(3)));
        return new Generated(
                '"' + value.replace("\\", "\\\\").replace("\"", "\\\"") + '"',
                user -> DEFAULT_FIELDS.stream()
                        .anyMatch(field -> values(user, field).stream().anyMatch(each -> isEqual(field, each, value))));
    }

    private static boolean isEqual(String field, JsonNode value, String wanted) {
        boolean number = isNumber(wanted);
        if (value.isNumber() && number) {
            return value.decimalValue().compareTo(new BigDecimal(wanted)) == 0;
        }
        String plain = number ? new BigDecimal(wanted).stripTrailingZeros().toPlainString() : wanted;
        return text(field, value).equals(cased(field, wanted))
                || text(field, value).equals(plain);
    }

    private Generated pattern(String field) {
        String value = value(field);
        int from = wholeCharacters(value, random.nextInt(value.length() + 1));
        int to = wholeCharacters(value, from + random.nextInt(value.length() + 1 - from));
        String before = value.substring(0, from);
        String middle = value.substring(from, to);
        String after = value.substring(to);
        String wildcard = middle.codePointCount(0, middle.length()) == 1 && random.nextBoolean() ? "?" : "*";
        boolean both = random.nextInt(3) == 0;
        String text = both ? "*" + escaped(middle) + "*" : escaped(before) + wildcard + escaped(after);
        String one = "[\\s\\S]";
        String regex = both
                ? one + "*" + Pattern.quote(cased(field, middle)) + one + "*"
                : Pattern.quote(cased(field, before))
                        + one
                        + (wildcard.equals("*") ? "*" : "")
                        + Pattern.quote(cased(field, after));
        Pattern compiled = Pattern.compile(regex);
        return new Generated(
                field + ":" + text,
                user -> values(user, field).stream()
                        .anyMatch(each -> compiled.matcher(text(field, each)).matches()));
    }

    private static int wholeCharacters(String value, int at) {
        boolean splitsPair = at > 0 && Character.isHighSurrogate(value.charAt(at - 1));
        return splitsPair ? at - 1 : at;
    }

    private Generated range(String field) {
        String low = random.nextInt(4) == 0 ? null : value(field);
        String high = random.nextInt(4) == 0 ? null : value(field);
        if (low == null && high != null && random.nextBoolean()) {
            boolean includes = random.nextBoolean();
            return new Generated(
                    field + ":<" + (includes ? "=" : "") + escaped(high),
                    user -> within(user, field, null, true, high, includes));
        }
        boolean includesLow = random.nextBoolean();
        boolean includesHigh = random.nextBoolean();
        String text = field + ":" + (includesLow ? "[" : "{") + bound(low) + " TO " + bound(high)
                + (includesHigh ? "]" : "}");
        return new Generated(text, user -> within(user, field, low, includesLow, high, includesHigh));
    }

    private String bound(@Nullable String bound) {
        return bound == null
                ? "*"
                : bound.isEmpty() || random.nextBoolean()
                        ? '"' + bound.replace("\\", "\\\\").replace("\"", "\\\"") + '"'
                        : escaped(bound);
    }

    private static boolean within(
            JsonNode user,
            String field,
            @Nullable String low,
            boolean includesLow,
            @Nullable String high,
            boolean includesHigh) {
        boolean numeric = (low == null || isNumber(low)) && (high == null || isNumber(high));
        return values(user, field).stream().anyMatch(value -> {
            if (low == null && high == null) {
                return true;
            } else if (value.isNumber()) {
                return numeric
                        && (low == null || isAbove(value.decimalValue().compareTo(new BigDecimal(low)), includesLow))
                        && (high == null
                                || isAbove(-value.decimalValue().compareTo(new BigDecimal(high)), includesHigh));
            }
            String text = text(field, value);
            return (low == null || isAbove(compareWithBound(field, text, low), includesLow))
                    && (high == null || isAbove(-compareWithBound(field, text, high), includesHigh));
        });
    }

    /** A time that begins with a bound is as late as the bound. */
    private static int compareWithBound(String field, String value, String bound) {
        boolean time = bound.matches("\\d{4}-\\d{2}.*");
        if (time && value.startsWith(bound)) {
            return 0;
        }
        return byCodePoints(value, cased(field, bound));
    }

    private static boolean isAbove(int compared, boolean includes) {
        return includes ? compared >= 0 : compared > 0;
    }

    private static boolean isNumber(String text) {
        return text.matches("-?\\d+(\\.\\d+)?");
    }

    /** A value that some user has there, or nearly. */
    private String value(String field) {
        for (int tries = 0; tries < 20; tries++) {
            List<JsonNode> values = values(users.get(random.nextInt(users.size())), field);
            if (!values.isEmpty()) {
                String text = values.get(random.nextInt(values.size())).asText();
                return switch (random.nextInt(6)) {
                    case 0 -> text.toUpperCase(Locale.ROOT);
                    case 1 ->
                        field.endsWith("_at") || field.equals("last_login")
                                ? text.substring(0, new int[] {7, 10, 16}[random.nextInt(3)])
                                : text;
                    default -> text;
                };
            }
        }
        return pick("x", "7", "true");
    }

    private static String escaped(String value) {
        return value.codePoints()
                .mapToObj(point ->
                        Character.isLetterOrDigit(point) ? Character.toString(point) : "\\" + Character.toString(point))
                .collect(Collectors.joining());
    }

    /** The scalars of a field, and of what is below it for the sake of {@code _exists_}. */
    static List<JsonNode> values(JsonNode user, String field) {
        List<JsonNode> values = new ArrayList<>();
        if (field.equals("email.domain")) {
            String email = user.path("email").asText();
            if (email.contains("@")) {
                values.add(TextNode.valueOf(email.substring(email.lastIndexOf('@') + 1)));
            }
            return values;
        }
        collect(user, List.of(field.split("\\.")), values);
        return values;
    }

    private static void collect(JsonNode node, List<String> path, List<JsonNode> values) {
        if (node instanceof ArrayNode) {
            node.forEach(each -> collect(each, path, values));
        } else if (!path.isEmpty()) {
            collect(node.path(path.get(0)), path.subList(1, path.size()), values);
        } else if (node.isValueNode() && !node.isNull()) {
            values.add(node);
        }
    }

    private static String cased(String field, String text) {
        return IN_ANY_CASE.contains(field) ? text.toLowerCase(Locale.ROOT) : text;
    }

    private static String text(String field, JsonNode value) {
        return value.isNumber()
                ? value.decimalValue().stripTrailingZeros().toPlainString()
                : cased(field, value.asText());
    }

    private static int byCodePoints(String one, String other) {
        int[] a = one.codePoints().toArray();
        int[] b = other.codePoints().toArray();
        return Arrays.compare(a, b);
    }

    /** By the least value; without one first, or last when descending; by creation, as they are given, otherwise, from the end. */
    static List<JsonNode> sorted(List<JsonNode> found, String field, boolean descending) {
        List<JsonNode> without =
                found.stream().filter(user -> values(user, field).isEmpty()).toList();
        Comparator<JsonNode> byValue = (one, other) -> {
            if (one.isNumber() && other.isNumber()) {
                return one.decimalValue().compareTo(other.decimalValue());
            }
            return one.isNumber() || other.isNumber()
                    ? Boolean.compare(other.isNumber(), one.isNumber())
                    : byCodePoints(text(field, one), text(field, other));
        };
        Comparator<JsonNode> byLeast = Comparator.comparing(
                user -> values(user, field).stream().min(byValue).orElseThrow(), byValue);
        List<JsonNode> with = new ArrayList<>(found.stream()
                .filter(user -> !values(user, field).isEmpty())
                .sorted(byLeast)
                .toList());
        if (descending) {
            Collections.reverse(with);
        }
        List<JsonNode> all = new ArrayList<>(descending ? with : without);
        all.addAll(descending ? without : with);
        return all;
    }
}
