package dev.gatehouse.server.userexport;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Something of each user that is exported.
 *
 * @param heading what it is called in the file
 * @param steps the way to it: names of members, and places in lists
 */
record ExportField(String heading, List<Object> steps) {
    private static final Pattern STEP = Pattern.compile("\\[(\\d{1,6})]|\\[(['\"])(.*?)\\2]|\\.?([^.\\[]+)");

    /** What is exported when nothing is named. */
    private static final List<ExportField> STANDARD = List.of(
            of("user_id", "Id"),
            of("given_name", "Given Name"),
            of("family_name", "Family Name"),
            of("nickname", "Nickname"),
            of("name", "Name"),
            of("email", "Email"),
            of("email_verified", "Email Verified"),
            of("picture", "Picture"),
            of("identities[0].connection", "Connection"),
            of("created_at", "Created At"),
            of("updated_at", "Updated At"));

    /**
     * @param path as in {@code identities[0].connection} or {@code user_metadata['plan.name']}
     */
    static ExportField of(String path, String heading) {
        List<Object> steps = new ArrayList<>();
        Matcher step = STEP.matcher(path);
        int end = 0;
        while (end < path.length() && step.find(end) && step.start() == end) {
            if (step.group(1) != null) {
                steps.add(Integer.valueOf(step.group(1)));
            } else {
                steps.add(step.group(3) == null ? step.group(4) : step.group(3));
            }
            end = step.end();
        }
        return new ExportField(heading, end < path.length() ? List.of(path) : List.copyOf(steps));
    }

    /**
     * The fields that are asked for.
     *
     * @param asked objects with a {@code name} and perhaps an {@code export_as}; the standard fields when there are none
     */
    static List<ExportField> all(JsonNode asked) {
        List<ExportField> fields = new ArrayList<>();
        asked.forEach(field -> {
            String name = field.path("name").asText();
            fields.add(of(name, field.path("export_as").asText(name)));
        });
        return fields.isEmpty() ? STANDARD : fields;
    }

    /** Its value for a user; missing when the user has none. */
    JsonNode of(JsonNode user) {
        JsonNode value = user;
        for (Object step : steps) {
            value = step instanceof Integer place ? value.path(place) : value.path(String.valueOf(step));
        }
        return value.isNull() ? MissingNode.getInstance() : value;
    }
}
