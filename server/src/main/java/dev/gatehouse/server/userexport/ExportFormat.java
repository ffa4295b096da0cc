package dev.gatehouse.server.userexport;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.server.store.StoredJson;
import java.util.List;
import java.util.stream.Collectors;

/** How users are written to the file. */
enum ExportFormat {
    /** A JSON object a line. */
    JSON {
        @Override
        String head(List<ExportField> fields) {
            return "";
        }

        @Override
        String line(List<ExportField> fields, JsonNode user) {
            ObjectNode object = JsonNodeFactory.instance.objectNode();
            for (ExportField field : fields) {
                JsonNode value = field.of(user);
                if (!value.isMissingNode()) {
                    object.set(field.heading(), value);
                }
            }
            return StoredJson.write(object) + "\n";
        }
    },

    /** A line of cells for each user, after one of headings (RFC 4180). */
    CSV {
        @Override
        String head(List<ExportField> fields) {
            return fields.stream().map(field -> quoted(safe(field.heading()))).collect(Collectors.joining(","))
                    + "\r\n";
        }

        @Override
        String line(List<ExportField> fields, JsonNode user) {
            return fields.stream().map(field -> cell(field.of(user))).collect(Collectors.joining(",")) + "\r\n";
        }

        private String cell(JsonNode value) {
            if (value.isMissingNode()) {
                return "";
            }
            // What a user chose is text; a number or a boolean cannot be a formula.
            return value.isTextual()
                    ? quoted(safe(value.asText()))
                    : value.isValueNode() ? value.asText() : quoted(StoredJson.write(value));
        }
    };

    /** What a spreadsheet takes for the beginning of a formula. */
    private static final String FORMULA = "=+-@\t\r\n";

    static ExportFormat named(String name) {
        return name.equals("csv") ? CSV : JSON;
    }

    /** What a file begins with. */
    abstract String head(List<ExportField> fields);

    /** A user, with its line end. */
    abstract String line(List<ExportField> fields, JsonNode user);

    private static String safe(String text) {
        return !text.isEmpty() && FORMULA.indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
    }

    private static String quoted(String text) {
        return '"' + text.replace("\"", "\"\"") + '"';
    }
}
