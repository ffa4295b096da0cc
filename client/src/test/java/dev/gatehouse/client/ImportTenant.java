package dev.gatehouse.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a tenant answers to imports. It runs two jobs at once, each of which ends when it is looked at the second time. Users
 * whose address begins with {@code bad} are refused, those with {@code old} were there already.
 */
final class ImportTenant implements Function<ReceivedRequest, @Nullable ScriptedResponse> {
    private static final JsonMapper JSON = new JsonMapper();
    private static final Pattern PART =
            Pattern.compile("name=\"(\\w+)\"[^\n]*\r\n(?:content-type: [^\n]*\r\n)?\r\n(.*?)\r\n--", Pattern.DOTALL);

    private final Map<String, ObjectNode> jobs = new HashMap<>();
    private final Map<String, ArrayNode> errors = new HashMap<>();
    private final List<Map<String, String>> forms = new ArrayList<>();
    private int running;
    private int most;

    @Override
    public synchronized @Nullable ScriptedResponse apply(ReceivedRequest request) {
        String[] path = request.target().substring("/api/v2/jobs/".length()).split("/");
        if (request.method().equals("POST")) {
            return create(form(request.body()));
        }
        return path.length == 2 ? errors(path[0]) : look(path[0]);
    }

    static Map<String, String> form(String body) {
        Map<String, String> form = new HashMap<>();
        Matcher part = PART.matcher(body);
        while (part.find()) {
            form.put(part.group(1), part.group(2));
        }
        return form;
    }

    private ScriptedResponse create(Map<String, String> form) {
        if (running == 2) {
            return ScriptedResponse.json(
                    429,
                    "{\"statusCode\":429,\"error\":\"Too Many Requests\",\"message\":\"There are 2 active import users"
                            + " jobs, please wait until some of them are finished and try again\"}");
        }
        forms.add(form);
        running++;
        most = Math.max(most, running);
        ObjectNode job = JSON.createObjectNode().put("status", "pending").put("id", "job_" + forms.size());
        jobs.put(job.path("id").asText(), job);
        return ScriptedResponse.json(202, job.toString());
    }

    private ScriptedResponse look(String id) {
        ObjectNode job = jobs.get(id);
        if (job == null) {
            return ScriptedResponse.json(404, "{\"message\":\"None\",\"errorCode\":\"not_found\"}");
        }
        if (job.path("status").asText().equals("pending")) {
            job.put("status", "processing");
        } else if (job.path("status").asText().equals("processing")) {
            running--;
            end(id, job);
        }
        return ScriptedResponse.ok(job.toString());
    }

    private void end(String id, ObjectNode job) {
        ArrayNode refused = JSON.createArrayNode();
        JsonNode users = users(id);
        int old = 0;
        for (JsonNode user : users) {
            if (user.path("email").asText().startsWith("bad")) {
                refused.addObject().set("user", ((ObjectNode) user.deepCopy()).without("password_hash"));
            } else if (user.path("email").asText().startsWith("old")) {
                old++;
            }
        }
        refused.forEach(error -> ((ObjectNode) error)
                .putArray("errors")
                .addObject()
                .put("code", "INVALID_FORMAT")
                .put("message", "Not an address")
                .put("path", "email"));
        errors.put(id, refused);
        job.put("status", "completed")
                .putObject("summary")
                .put("total", users.size())
                .put("inserted", users.size() - old - refused.size())
                .put("updated", old)
                .put("failed", refused.size());
    }

    private JsonNode users(String id) {
        return users(Integer.parseInt(id.substring("job_".length())) - 1);
    }

    /** The users of a file, the first of which is 0. */
    synchronized JsonNode users(int file) {
        try {
            return JSON.readTree(files().get(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private ScriptedResponse errors(String id) {
        ArrayNode refused = errors.getOrDefault(id, JSON.createArrayNode());
        return refused.isEmpty() ? ScriptedResponse.empty(204) : ScriptedResponse.ok(refused.toString());
    }

    /** The members of each form that was sent, in order. */
    synchronized List<Map<String, String>> forms() {
        return List.copyOf(forms);
    }

    /** What was sent of users, in order. */
    synchronized List<String> files() {
        return forms.stream().map(form -> form.getOrDefault("users", "")).toList();
    }

    /** How many jobs there were at once, at most. */
    synchronized int most() {
        return most;
    }
}
