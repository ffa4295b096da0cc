package dev.gatehouse.server.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.gatehouse.contract.Parameter;
import dev.gatehouse.server.api.validation.Schema;
import dev.gatehouse.server.api.validation.Schemas;
import dev.gatehouse.server.api.validation.Violation;
import dev.gatehouse.server.error.ErrorCode;
import dev.gatehouse.server.http.PercentEncoding;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads and checks the path and query parameters of one operation. */
final class Parameters {
    private static final Pattern PATH_SEGMENT = Pattern.compile("([A-Za-z0-9._~!$&'()*+,;=:@-]|%[0-9A-Fa-f]{2})*");

    private static final Pattern INTEGER = Pattern.compile("-?\\d{1,18}");
    private static final Pattern NUMBER = Pattern.compile("-?\\d{1,18}(\\.\\d{1,18})?");

    private final Map<String, ParameterSchema> path = new LinkedHashMap<>();
    private final Map<String, ParameterSchema> query = new LinkedHashMap<>();
    private final List<Parameter> required;

    /** A parameter and its schema, compiled. */
    private record ParameterSchema(Parameter parameter, Schema schema) {}

    Parameters(List<Parameter> parameters, Schemas schemas) {
        for (Parameter parameter : parameters) {
            ParameterSchema checked = new ParameterSchema(parameter, schemas.of(parameter.schema()));
            (parameter.inPath() ? path : query).put(parameter.name(), checked);
        }
        required = parameters.stream()
                .filter(parameter -> !parameter.inPath() && parameter.required())
                .toList();
    }

    /** The path parameters, decoded and valid. */
    Map<String, String> path(Map<String, String> encoded) {
        Map<String, String> values = new LinkedHashMap<>();
        encoded.forEach((name, raw) -> {
            String value = decodedPath(raw);
            if (value == null || value.indexOf('\0') >= 0) {
                throw ErrorCode.INVALID_URI.refuse(
                        "Path validation error: 'Not a valid percent-encoding' on property " + name + ".");
            }
            ParameterSchema checked = path.get(name);
            if (checked != null) {
                List<Violation> violations = violations(checked, TextNode.valueOf(value));
                if (!violations.isEmpty()) {
                    throw ErrorCode.INVALID_URI.refuse(Violation.report("Path validation error", violations));
                }
            }
            values.put(name, value);
        });
        return values;
    }

    /**
     * A path parameter, which clients may have encoded twice. It was when what decoding it once gives still is a path segment with
     * escapes (RFC 3986 §3.3); the value itself hardly can be one: user ids have a bar, and identifiers of APIs have slashes.
     */
    private static @Nullable String decodedPath(String raw) {
        String once = PercentEncoding.decode(raw, false);
        if (once == null || once.indexOf('%') < 0 || !PATH_SEGMENT.matcher(once).matches()) {
            return once;
        }
        String twice = PercentEncoding.decode(once, false);
        return twice == null ? once : twice;
    }

    /** The query parameters that the contract knows, typed as it says. Others are ignored, as the API ignores them. */
    Map<String, JsonNode> query(@Nullable String raw) {
        Map<String, JsonNode> values = new LinkedHashMap<>();
        List<Violation> violations = new ArrayList<>();
        QueryString.parse(raw).forEach((name, texts) -> {
            ParameterSchema checked = query.get(name);
            if (checked != null) {
                JsonNode value = typed(checked.parameter(), texts);
                violations.addAll(0, violations(checked, value));
                values.put(name, value);
            }
        });
        for (Parameter parameter : required) {
            if (!values.containsKey(parameter.name())) {
                violations.add(0, new Violation("Missing required property: " + parameter.name(), "", ""));
            }
        }
        if (!violations.isEmpty()) {
            throw ErrorCode.INVALID_QUERY_STRING.refuse(Violation.report("Query validation error", violations));
        }
        return values;
    }

    /** What is wrong with a parameter, in the words of the contract where its schema has none. */
    private static List<Violation> violations(ParameterSchema checked, JsonNode value) {
        Parameter parameter = checked.parameter();
        return checked.schema().check(value, parameter.name()).stream()
                .map(each -> each.description().isEmpty()
                        ? new Violation(each.rule(), each.property(), parameter.description())
                        : each)
                .toList();
    }

    /** Text that is not of the type the contract says stays text, and the schema refuses it. */
    private static JsonNode typed(Parameter parameter, List<String> texts) {
        if (parameter.schema().path("type").asText().equals("array")) {
            return array(parameter, texts);
        }
        if (texts.size() > 1) {
            ArrayNode several = JsonNodeFactory.instance.arrayNode();
            texts.forEach(several::add);
            return several;
        }
        return scalar(parameter.schema().path("type").asText(), texts.get(0));
    }

    private static ArrayNode array(Parameter parameter, List<String> texts) {
        String itemType = parameter.schema().path("items").path("type").asText();
        List<String> items = new ArrayList<>();
        for (String text : texts) {
            items.addAll(List.of(text.split(",", -1)));
        }
        ArrayNode array = JsonNodeFactory.instance.arrayNode();
        items.stream().filter(item -> !item.isEmpty()).forEach(item -> array.add(scalar(itemType, item)));
        return array;
    }

    private static JsonNode scalar(String type, String text) {
        return switch (type) {
            case "integer" ->
                INTEGER.matcher(text).matches()
                        ? JsonNodeFactory.instance.numberNode(new BigInteger(text))
                        : TextNode.valueOf(text);
            case "number" ->
                NUMBER.matcher(text).matches()
                        ? JsonNodeFactory.instance.numberNode(new BigDecimal(text))
                        : TextNode.valueOf(text);
            case "boolean" ->
                text.equals("true") || text.equals("false")
                        ? BooleanNode.valueOf(text.equals("true"))
                        : TextNode.valueOf(text);
            default -> TextNode.valueOf(text);
        };
    }
}
