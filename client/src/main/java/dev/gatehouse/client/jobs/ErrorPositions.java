package dev.gatehouse.client.jobs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.client.json.JsonObject;
import dev.gatehouse.client.json.JsonValues;
import dev.gatehouse.client.model.JobError;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;

/**
 * Finds the users that the API names in its errors in the file that was sent: the API shows them without their secrets, and
 * does not say where they stand. Used for the errors of one file.
 */
final class ErrorPositions {
    /** So that a file in which all are alike does not take long. */
    private static final int MAX_COMPARED = 100;

    private static final List<String> IDENTITY = List.of("user_id", "email", "username", "phone_number");

    private final ImportFile file;
    private final JsonNode users;
    /** By what identifies them, where those that are not found yet stand in the file. */
    private final Map<String, List<Integer>> places = new HashMap<>();

    private ErrorPositions(ImportFile file) throws IOException {
        this.file = file;
        this.users = JsonValues.parse(file.json().getBytes(StandardCharsets.UTF_8));
        for (int place = 0; place < users.size(); place++) {
            places.computeIfAbsent(identity(users.get(place)), identity -> new LinkedList<>())
                    .add(place);
        }
    }

    static List<ImportError> of(ImportFile file, List<JobError> errors) {
        if (errors.isEmpty()) {
            return List.of();
        }
        try {
            ErrorPositions positions = new ErrorPositions(file);
            List<ImportError> found = new ArrayList<>(errors.size());
            errors.forEach(error -> found.add(positions.find(error)));
            return found;
        } catch (IOException e) {
            throw new IllegalStateException("what was sent as JSON is none", e);
        }
    }

    private ImportError find(JobError error) {
        JsonNode shown = error.json().path("user");
        List<ImportError.Problem> problems = new ArrayList<>();
        error.json().path("errors").forEach(problem -> problems.add(ImportError.Problem.of(problem)));
        return new ImportError(
                position(shown), shown instanceof ObjectNode user ? new JsonObject(user) : new JsonObject(), problems);
    }

    /** Of several users with one identity, the first that is just as it is shown; else the first. */
    private OptionalLong position(JsonNode shown) {
        List<Integer> candidates = places.getOrDefault(identity(shown), List.of());
        if (candidates.isEmpty()) {
            return OptionalLong.empty();
        }
        Iterator<Integer> each = candidates.iterator();
        for (int compared = 0; compared < MAX_COMPARED && each.hasNext(); compared++) {
            int place = each.next();
            if (shows(shown, users.get(place))) {
                each.remove();
                return OptionalLong.of(file.positions()[place]);
            }
        }
        return OptionalLong.of(file.positions()[candidates.remove(0)]);
    }

    private static boolean shows(JsonNode shown, JsonNode user) {
        return shown.properties().stream().allMatch(member -> member.getValue().equals(user.get(member.getKey())));
    }

    private static String identity(JsonNode user) {
        StringBuilder identity = new StringBuilder();
        for (String member : IDENTITY) {
            identity.append(user.path(member).asText().toLowerCase(Locale.ROOT)).append('\n');
        }
        return identity.toString();
    }
}
