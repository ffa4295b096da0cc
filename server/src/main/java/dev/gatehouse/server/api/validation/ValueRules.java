package dev.gatehouse.server.api.validation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.server.api.validation.Schema.Rule;
import java.math.BigDecimal;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The keywords that look at one value: type, enum, lengths, ranges, pattern, format. */
final class ValueRules {
    /** A list of the names between the bars, as in {@code ^((name)|(script))(,((name)|(script)))*$}. */
    private static final Pattern LIST_OF_NAMES = Pattern.compile(
            "\\^\\((?<names>\\([\\w.\\\\-]+\\)(\\|\\([\\w.\\\\-]+\\))*)\\)\\(,\\(\\k<names>\\)\\)\\*\\$");

    private ValueRules() {}

    static void addTo(List<Rule> rules, ObjectNode source) {
        addType(rules, source.path("type"));
        addEnum(rules, source);
        addLengths(rules, source);
        addRanges(rules, source);
        addPattern(rules, source);
        addFormat(rules, source);
    }

    private static void addType(List<Rule> rules, JsonNode type) {
        if (type.isMissingNode()) {
            return;
        }
        Set<String> allowed = new LinkedHashSet<>();
        if (type.isTextual()) {
            allowed.add(type.asText());
        } else {
            type.forEach(t -> allowed.add(t.asText()));
        }
        String expected = String.join(",", allowed);
        rules.add((schema, value, property, found) -> {
            String actual = typeOf(value);
            if (!allowed.contains(actual) && !(actual.equals("integer") && allowed.contains("number"))) {
                found.add(schema.violation("Expected type " + expected + " but found type " + actual, property));
            }
        });
    }

    static String typeOf(JsonNode value) {
        return switch (value.getNodeType()) {
            case OBJECT, POJO -> "object";
            case ARRAY -> "array";
            case BOOLEAN -> "boolean";
            case STRING, BINARY -> "string";
            case NUMBER -> isWhole(value) ? "integer" : "number";
            case NULL, MISSING -> "null";
        };
    }

    private static boolean isWhole(JsonNode number) {
        return number.isIntegralNumber()
                || number.decimalValue().stripTrailingZeros().scale() <= 0;
    }

    private static void addEnum(List<Rule> rules, ObjectNode source) {
        Set<JsonNode> allowed = new HashSet<>();
        source.path("enum").forEach(allowed::add);
        if (source.has("const")) {
            allowed.add(source.get("const"));
        }
        if (!allowed.isEmpty()) {
            rules.add((schema, value, property, found) -> {
                if (!allowed.contains(value)) {
                    found.add(schema.violation("Invalid value \"" + shown(value) + "\"", property));
                }
            });
        }
    }

    /** At most 100 characters of what was sent come back in a message. */
    private static String shown(JsonNode value) {
        String text = value.isTextual() ? value.asText() : value.toString();
        return text.length() <= 100 ? text : text.substring(0, 100) + "…";
    }

    private static void addLengths(List<Rule> rules, ObjectNode source) {
        int minimum = source.path("minLength").asInt(0);
        int maximum = source.path("maxLength").asInt(Integer.MAX_VALUE);
        if (minimum == 0 && maximum == Integer.MAX_VALUE) {
            return;
        }
        rules.add((schema, value, property, found) -> {
            String text = value.isTextual() ? value.asText() : null;
            int length = text == null ? minimum : text.codePointCount(0, text.length());
            if (length < minimum) {
                found.add(schema.violation("String is too short (" + length + " chars), minimum " + minimum, property));
            } else if (length > maximum) {
                found.add(schema.violation("String is too long (" + length + " chars), maximum " + maximum, property));
            }
        });
    }

    private static void addRanges(List<Rule> rules, ObjectNode source) {
        @Nullable BigDecimal minimum = number(source, "minimum");
        @Nullable BigDecimal maximum = number(source, "maximum");
        if (minimum == null && maximum == null) {
            return;
        }
        rules.add((schema, value, property, found) -> {
            if (!value.isNumber()) {
                return;
            }
            if (minimum != null && value.decimalValue().compareTo(minimum) < 0) {
                found.add(schema.violation("Value " + value + " is less than minimum " + minimum, property));
            } else if (maximum != null && value.decimalValue().compareTo(maximum) > 0) {
                found.add(schema.violation("Value " + value + " is greater than maximum " + maximum, property));
            }
        });
    }

    private static @Nullable BigDecimal number(ObjectNode source, String keyword) {
        return source.has(keyword) ? source.get(keyword).decimalValue() : null;
    }

    private static void addPattern(List<Rule> rules, ObjectNode source) {
        if (!source.has("pattern")) {
            return;
        }
        Pattern pattern = Pattern.compile(source.get("pattern").asText());
        int longest = source.path("maxLength").asInt(Integer.MAX_VALUE);
        String choice = choice(pattern.pattern());
        rules.add((schema, value, property, found) -> {
            if (isShort(value, longest) && !pattern.matcher(value.asText()).find()) {
                found.add(schema.violation(
                        choice == null
                                ? "String does not match pattern " + pattern + ": " + shown(value)
                                : "String '" + shown(value) + "' does not match pattern. Must be a comma separated list"
                                        + " of the following values: " + choice,
                        property));
            }
        });
    }

    /** Whether it is a text, and not refused for its length already: a pattern may go as deep as a text is long. */
    private static boolean isShort(JsonNode value, int longest) {
        return value.isTextual() && value.asText().length() / 2 <= longest;
    }

    /** The names that a pattern lets be listed, separated by commas; null when it is none for such lists. */
    private static @Nullable String choice(String pattern) {
        Matcher list = LIST_OF_NAMES.matcher(pattern);
        return list.matches() ? list.group("names").replace(")|(", ",").replaceAll("[()\\\\]", "") : null;
    }

    private static void addFormat(List<Rule> rules, ObjectNode source) {
        Format format = Format.named(source.path("format").asText());
        if (format == null) {
            return;
        }
        String name = source.path("format").asText();
        rules.add((schema, value, property, found) -> {
            if (value.isTextual() && !format.accepts(value.asText())) {
                found.add(schema.violation(
                        "Object didn't pass validation for format " + name + ": " + shown(value), property));
            }
        });
    }
}
