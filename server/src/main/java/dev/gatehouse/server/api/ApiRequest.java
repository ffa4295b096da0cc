package dev.gatehouse.server.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.server.api.validation.Schema;
import dev.gatehouse.server.api.validation.Violation;
import dev.gatehouse.server.error.ErrorCode;
import dev.gatehouse.server.error.Rejection;
import dev.gatehouse.server.http.Upload.UploadedFile;
import dev.gatehouse.server.store.Window;
import dev.gatehouse.server.tenant.Tenant;
import dev.gatehouse.server.token.AccessToken;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A request that has been let in: its token has the scope, its parameters and its body are valid. */
public final class ApiRequest {
    private static final int DEFAULT_PAGE_SIZE = 50;

    private final Tenant tenant;
    private final AccessToken token;
    private final Map<String, String> path;
    private final Map<String, JsonNode> query;
    private final @Nullable JsonNode body;
    private final @Nullable Schema bodySchema;
    private final boolean alwaysTotals;
    private final @Nullable UploadedFile file;

    ApiRequest(
            Tenant tenant,
            AccessToken token,
            Map<String, String> path,
            Map<String, JsonNode> query,
            @Nullable JsonNode body,
            @Nullable Schema bodySchema,
            boolean alwaysTotals,
            @Nullable UploadedFile file) {
        this.tenant = tenant;
        this.token = token;
        this.path = path;
        this.query = query;
        this.body = body;
        this.bodySchema = bodySchema;
        this.alwaysTotals = alwaysTotals;
        this.file = file;
    }

    public Tenant tenant() {
        return tenant;
    }

    public AccessToken token() {
        return token;
    }

    /**
     * A path parameter, percent-decoded.
     *
     * @throws IllegalArgumentException when the operation's path has none of that name
     */
    public String pathParameter(String name) {
        String value = path.get(name);
        if (value == null) {
            throw new IllegalArgumentException("no path parameter " + name);
        }
        return value;
    }

    /**
     * The path parameter {@code id}: that of the resource.
     *
     * @throws IllegalArgumentException when the operation's path has none of that name
     */
    public String id() {
        return pathParameter("id");
    }

    /** The last path parameter: the id of what the path leads to. */
    public String lastPathParameter() {
        String last = null;
        for (String value : path.values()) {
            last = value;
        }
        if (last == null) {
            throw new IllegalArgumentException("the path has no parameter");
        }
        return last;
    }

    /** A query parameter as text; null when it was not sent. */
    public @Nullable String text(String name) {
        JsonNode value = query.get(name);
        return value == null ? null : value.asText();
    }

    /** A boolean query parameter. */
    public boolean flag(String name, boolean otherwise) {
        JsonNode value = query.get(name);
        return value == null ? otherwise : value.asBoolean();
    }

    /** A boolean query parameter; null when it was not sent. */
    public @Nullable Boolean flag(String name) {
        JsonNode value = query.get(name);
        return value == null ? null : value.asBoolean();
    }

    /** An integer query parameter; beyond the range of an {@code int} it is the nearest one. */
    public int number(String name, int otherwise) {
        JsonNode value = query.get(name);
        return value == null
                ? otherwise
                : (int) Math.max(Integer.MIN_VALUE, Math.min(Integer.MAX_VALUE, value.asLong()));
    }

    /** The values of a query parameter that takes several; empty when it was not sent. */
    public List<String> texts(String name) {
        List<String> values = new ArrayList<>();
        query.getOrDefault(name, MissingNode.getInstance()).forEach(value -> values.add(value.asText()));
        return values;
    }

    /** The query parameters of these names that were sent, as the key values to narrow a list by. */
    public Map<String, String> filters(String... names) {
        Map<String, String> keys = new HashMap<>();
        for (String name : names) {
            String value = text(name);
            if (value != null) {
                keys.put(name, value);
            }
        }
        return keys;
    }

    /** Whether a body was sent. */
    public boolean hasBody() {
        return body != null;
    }

    /**
     * The body, an object of this request's own: it may be changed. Except in a PATCH, members that are null were taken out
     * of it where the contract knows the object's shape, and the contract's defaults were filled in, also inside objects that
     * were sent.
     *
     * @throws IllegalStateException when the operation's body is not an object
     */
    public ObjectNode body() {
        if (body instanceof ObjectNode object) {
            return object;
        }
        throw new IllegalStateException("the body of this operation is not an object");
    }

    /**
     * The file that came with the form.
     *
     * @throws IllegalStateException when the operation takes none
     */
    public UploadedFile file() {
        if (file == null) {
            throw new IllegalStateException("this operation takes no file");
        }
        return file;
    }

    /**
     * Changes {@code target} as the body says: objects of fixed shape are merged at every depth, null takes a member away,
     * and lists and maps are replaced, unless the contract says otherwise ({@code x-merge}). Objects that were sent get the
     * contract's defaults for what they lack.
     *
     * @throws Rejection when the change has what {@code target}, as it is, does not take: options of another strategy
     */
    public void patch(ObjectNode target) {
        if (bodySchema == null) {
            throw new IllegalStateException("this operation takes no body");
        }
        List<Violation> violations = bodySchema.checkChange(target, body());
        if (!violations.isEmpty()) {
            throw refusal(violations);
        }
        bodySchema.merge(target, body());
    }

    /** What a body is refused with. */
    static Rejection refusal(List<Violation> violations) {
        return ErrorCode.INVALID_BODY.refuse(Violation.report("Payload validation error", violations));
    }

    /** The same request with a body of its own, which may be changed. */
    ApiRequest copy() {
        return new ApiRequest(
                tenant, token, path, query, body == null ? null : body.deepCopy(), bodySchema, alwaysTotals, file);
    }

    /** The query parameters, typed. */
    ObjectNode queryAsJson() {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.setAll(query);
        return json;
    }

    /** The body, of any JSON type; missing when none was sent. */
    public JsonNode bodyValue() {
        return body == null ? MissingNode.getInstance() : body;
    }

    /** Whether the list is asked for by {@code from} and {@code take}. */
    boolean byCheckpoint() {
        return query.containsKey("from") || query.containsKey("take");
    }

    boolean wantsTotals() {
        return alwaysTotals || flag("include_totals", false);
    }

    /** The part of the list asked for: by {@code from} and {@code take} when either was sent, else by page. */
    public Window window() {
        if (byCheckpoint()) {
            return new Window.Checkpoint(text("from"), number("take", DEFAULT_PAGE_SIZE));
        }
        int size = number("per_page", DEFAULT_PAGE_SIZE);
        int start = (int) Math.min(Integer.MAX_VALUE, (long) number("page", 0) * size);
        return new Window.Offset(start, size, wantsTotals());
    }
}
