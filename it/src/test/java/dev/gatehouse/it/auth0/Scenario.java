package dev.gatehouse.it.auth0;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.auth0.client.mgmt.core.ManagementApiException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** One file of calls, whose format {@code src/test/managers/README.md} describes. */
final class Scenario {
    private static final Pattern WHOLE = Pattern.compile("\\$([\\w.]+)");
    private static final Pattern WITHIN = Pattern.compile("\\$\\{([\\w.]+)}");
    private static final JsonNode NOTHING = JsonNodeFactory.instance.objectNode();

    private final Managers managers;
    private final Map<String, JsonNode> known = new HashMap<>();
    private final Set<String> called = new TreeSet<>();

    Scenario(Managers managers) {
        this.managers = managers;
    }

    /** The methods that were called. */
    Set<String> called() {
        return called;
    }

    /** Makes the calls of one step, and looks at what they answer. */
    void run(JsonNode step) throws ReflectiveOperationException {
        JsonNode filled = filled(step);
        if (filled.has("crud")) {
            crud(filled);
        } else if (filled.has("refused")) {
            refused(
                    filled.path("call").asText(),
                    list(filled.path("with")),
                    filled.path("refused").asInt());
        } else {
            call(filled);
        }
    }

    private void call(JsonNode step) throws ReflectiveOperationException {
        JsonNode response = call(step.path("call").asText(), list(step.path("with")));
        if (step.has("shows")) {
            assertShows(response, step.path("shows"));
        }
        if (step.has("equals")) {
            assertShows(response, step.path("equals"));
            assertShows(step.path("equals"), response);
        }
        if (step.has("lists")) {
            assertThat(items(response)).anyMatch(item -> shows(item, step.path("lists")));
        }
        if (step.has("lacks")) {
            assertThat(items(response)).noneMatch(item -> shows(item, step.path("lacks")));
        }
        step.path("hides")
                .forEach(member -> assertThat(response.has(member.asText())).isFalse());
        if (step.has("as")) {
            known.put(step.path("as").asText(), response);
        }
    }

    private void crud(JsonNode step) throws ReflectiveOperationException {
        String manager = step.path("crud").asText();
        String id = step.path("id").asText("id");
        List<JsonNode> under = list(step.path("under"));
        JsonNode shown = without(step.path("create"), step.path("hides"));

        JsonNode created = call(manager + ".create", with(under, step.path("create")));
        assertShows(created, shown);
        List<JsonNode> path = with(under, created.path(id));
        JsonNode read = call(manager + ".get", path);
        assertShows(read, shown);
        JsonNode query = step.has("list") ? step.path("list") : NOTHING;
        assertThat(items(call(manager + ".list", query.isNull() ? under : with(under, query))))
                .filteredOn(item -> item.path(id).equals(created.path(id)))
                .hasSize(1);
        if (step.has("update")) {
            update(step, manager, path, read);
        }
        if (step.has("as")) {
            known.put(step.path("as").asText(), call(manager + ".get", path));
        } else {
            call(manager + ".delete", path);
            refused(manager + ".get", path, 404);
        }
    }

    private void update(JsonNode step, String manager, List<JsonNode> path, JsonNode before)
            throws ReflectiveOperationException {
        ObjectNode changed = without(step.path("update"), step.path("hides"));
        changed.setAll((ObjectNode) (step.has("changes") ? step.path("changes") : NOTHING));
        JsonNode updated = call(manager + ".update", with(path, step.path("update")));
        if (!step.path("silent").asBoolean()) {
            assertShows(updated, changed);
        }
        ObjectNode expected = before.deepCopy();
        if (step.has("varies")) {
            step.path("varies").forEach(name -> expected.remove(name.asText()));
        } else {
            expected.remove("updated_at");
        }
        merge(expected, changed);
        assertShows(call(manager + ".get", path), expected);
    }

    private void refused(String name, List<JsonNode> arguments, int status) {
        assertThatThrownBy(() -> call(name, arguments))
                .isInstanceOfSatisfying(
                        ManagementApiException.class,
                        refusal -> assertThat(refusal.statusCode()).isEqualTo(status));
    }

    private JsonNode call(String name, List<JsonNode> arguments) throws ReflectiveOperationException {
        called.add(name);
        return managers.call(name, arguments);
    }

    /** The step with members of what is known in the place of their names. */
    private JsonNode filled(JsonNode value) {
        if (value.isTextual()) {
            return filled(value.asText());
        }
        if (value instanceof ObjectNode object) {
            ObjectNode copy = JsonNodeFactory.instance.objectNode();
            object.properties().forEach(each -> copy.set(each.getKey(), filled(each.getValue())));
            return copy;
        }
        if (value instanceof ArrayNode array) {
            ArrayNode copy = JsonNodeFactory.instance.arrayNode();
            array.forEach(each -> copy.add(filled(each)));
            return copy;
        }
        return value;
    }

    private JsonNode filled(String text) {
        Matcher whole = WHOLE.matcher(text);
        if (text.startsWith("$$")) {
            return TextNode.valueOf(text.substring(1));
        }
        return whole.matches()
                ? find(whole.group(1))
                : TextNode.valueOf(WITHIN.matcher(text)
                        .replaceAll(part ->
                                Matcher.quoteReplacement(find(part.group(1)).asText())));
    }

    private JsonNode find(String path) {
        String[] names = path.split("\\.");
        JsonNode found = Objects.requireNonNull(known.get(names[0]), "$" + path);
        for (String name : List.of(names).subList(1, names.length)) {
            found = found.isArray() ? found.path(Integer.parseInt(name)) : found.path(name);
        }
        assertThat(found.isMissingNode())
                .as("$" + path + " of " + known.get(names[0]))
                .isFalse();
        return found;
    }

    private static List<JsonNode> list(JsonNode array) {
        List<JsonNode> items = new ArrayList<>();
        array.forEach(items::add);
        return items;
    }

    private static List<JsonNode> with(List<JsonNode> arguments, JsonNode more) {
        return Stream.concat(arguments.stream(), Stream.of(more)).toList();
    }

    /** A list as it is, or the one list that an object has. */
    private static List<JsonNode> items(JsonNode response) {
        if (response.isArray()) {
            return list(response);
        }
        List<JsonNode> lists = StreamSupport.stream(response.spliterator(), false)
                .filter(JsonNode::isArray)
                .toList();
        assertThat(lists).as(response.toString()).hasSize(1);
        return list(lists.get(0));
    }

    private static ObjectNode without(JsonNode object, JsonNode names) {
        ObjectNode copy = object.deepCopy();
        names.forEach(name -> copy.remove(name.asText()));
        return copy;
    }

    private static void merge(ObjectNode target, JsonNode changes) {
        changes.properties().forEach(change -> {
            if (change.getValue().isObject() && target.path(change.getKey()) instanceof ObjectNode inner) {
                merge(inner, change.getValue());
            } else {
                target.set(change.getKey(), change.getValue());
            }
        });
    }

    private static void assertShows(JsonNode actual, JsonNode expected) {
        if (!shows(actual, expected)) {
            assertThat(actual.toPrettyString()).isEqualTo(expected.toPrettyString());
        }
    }

    /** Whether all that is expected is there; there may be more in objects, not in lists. */
    private static boolean shows(JsonNode actual, JsonNode expected) {
        if (expected.isObject()) {
            return actual.isObject()
                    && expected.properties().stream()
                            .allMatch(each -> shows(actual.path(each.getKey()), each.getValue()));
        }
        if (expected.isArray()) {
            boolean same = actual.isArray() && actual.size() == expected.size();
            for (int i = 0; same && i < expected.size(); i++) {
                same = shows(actual.path(i), expected.path(i));
            }
            return same;
        }
        return expected.isNumber()
                ? actual.isNumber() && actual.decimalValue().compareTo(expected.decimalValue()) == 0
                : actual.equals(expected);
    }
}
