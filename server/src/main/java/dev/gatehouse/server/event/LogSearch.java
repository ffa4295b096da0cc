package dev.gatehouse.server.event;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.server.user.Term;
import dev.gatehouse.server.user.search.Interval;
import dev.gatehouse.server.user.search.InvalidQueryException;
import dev.gatehouse.server.user.search.Pattern;
import dev.gatehouse.server.user.search.Query;
import dev.gatehouse.server.user.search.QueryParser;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;

/** A search of the log, in the query language of the search for users, held against one event after the other. */
final class LogSearch {
    /** Where words without a field are looked for. */
    private static final List<String> DEFAULT_FIELDS =
            List.of("description", "type", "connection", "client_id", "client_name", "ip", "user_id", "user_name");

    private LogSearch() {}

    /**
     * @throws InvalidQueryException when {@code text} is not a query
     */
    static Predicate<ObjectNode> of(String text) {
        return test(QueryParser.parse(text));
    }

    private static Predicate<ObjectNode> test(Query query) {
        if (query instanceof Query.And and) {
            return and.parts().stream().map(LogSearch::test).reduce(event -> true, Predicate::and);
        } else if (query instanceof Query.Or or) {
            return or.parts().stream().map(LogSearch::test).reduce(event -> false, Predicate::or);
        } else if (query instanceof Query.Not not) {
            return test(not.part()).negate();
        } else if (query instanceof Query.Exists exists) {
            return event -> !values(event, exists.field()).isEmpty();
        } else if (query instanceof Query.Equal equal) {
            return anyValue(equal.field(), normal(equal.text())::equals);
        } else if (query instanceof Query.Like like) {
            Pattern pattern = like.pattern().map(LogSearch::normal);
            return anyValue(like.field(), pattern::matches);
        } else if (query instanceof Query.Range range) {
            return inRange(range);
        }
        return event -> true;
    }

    private static Predicate<ObjectNode> inRange(Query.Range range) {
        return event -> fields(range.field()).stream()
                .anyMatch(field -> Interval.of(field, range).stream()
                        .anyMatch(interval -> values(event, field).stream()
                                .anyMatch(value -> interval.contains(new Term(field, value, null).value()))));
    }

    private static List<String> fields(String field) {
        return field.equals(Query.ANY_FIELD) ? DEFAULT_FIELDS : List.of(field);
    }

    private static Predicate<ObjectNode> anyValue(String field, Predicate<String> test) {
        return event -> fields(field).stream()
                .flatMap(name -> values(event, name).stream())
                .anyMatch(value -> test.test(normal(value)));
    }

    private static List<String> values(JsonNode event, String field) {
        List<String> values = new ArrayList<>();
        collect(event, List.of(field.split("\\.")), values);
        return values;
    }

    private static void collect(JsonNode node, List<String> path, List<String> values) {
        if (node.isArray()) {
            node.forEach(each -> collect(each, path, values));
        } else if (!path.isEmpty()) {
            collect(node.path(path.get(0)), path.subList(1, path.size()), values);
        } else if (node.isValueNode() && !node.isNull()) {
            values.add(node.asText());
        }
    }

    private static String normal(String text) {
        return text.toLowerCase(Locale.ROOT);
    }
}
