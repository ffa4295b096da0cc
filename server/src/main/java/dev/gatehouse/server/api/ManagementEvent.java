package dev.gatehouse.server.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.gatehouse.server.event.LogEvents;
import dev.gatehouse.server.http.Request;
import dev.gatehouse.server.store.Transaction;
import dev.gatehouse.server.token.AccessToken;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The event {@code sapi} that a successful write leaves in the tenant's log, in the transaction of the write itself, and the
 * event {@code mgmt_api_read} that a read leaves when it shows secrets. Secrets in either body are masked.
 */
final class ManagementEvent {
    private static final String WRITE = "sapi";
    private static final String READ = "mgmt_api_read";
    private static final JsonNode MASK = TextNode.valueOf("*****");
    /** Larger bodies are left out of the event: an event is for reading, and a page of them must stay small. */
    private static final int MAX_BODY = 16_384;

    private final LogEvents events;
    private final MountedOperation mounted;
    private final Request request;
    private final ApiRequest apiRequest;
    private @Nullable ObjectNode requested;

    ManagementEvent(LogEvents events, MountedOperation mounted, Request request, ApiRequest apiRequest) {
        this.events = events;
        this.mounted = mounted;
        this.request = request;
        this.apiRequest = apiRequest;
    }

    /** Makes what is known before a write, so that the one writer need not. */
    void prepare() {
        requested = requestDetails(request.header("user-agent"));
    }

    /** Tells of a write. */
    void append(Transaction tx, ApiResponse response) {
        append(tx, WRITE, response);
    }

    /** Tells of a read whose response shows secrets. */
    void appendRead(Transaction tx, ApiResponse response) {
        append(tx, READ, response);
    }

    private void append(Transaction tx, String type, ApiResponse response) {
        ObjectNode event = JsonNodeFactory.instance.objectNode();
        event.put("description", mounted.operation().title());
        AccessToken token = apiRequest.token();
        event.put("client_id", token.clientId());
        event.put("client_name", "");
        event.put("ip", request.remoteAddress());
        String agent = request.header("user-agent");
        event.put("user_agent", agent == null ? "" : agent);
        ObjectNode details = event.putObject("details");
        details.set("request", requested == null ? requestDetails(agent) : requested);
        ObjectNode sent = details.putObject("response");
        sent.set("body", responseBody(response));
        sent.put("statusCode", mounted.status(response));
        events.append(tx, type, event);
    }

    private ObjectNode requestDetails(@Nullable String agent) {
        ObjectNode details = JsonNodeFactory.instance.objectNode();
        ObjectNode auth = details.putObject("auth");
        AccessToken token = apiRequest.token();
        ObjectNode credentials = auth.putObject("credentials").put("jti", token.id());
        mounted.operation().scopes().stream()
                .filter(token.scopes()::contains)
                .forEach(credentials.withArrayProperty("scopes")::add);
        auth.put("strategy", "jwt");
        auth.putObject("user").put("user_id", token.subject());
        details.set("body", requestBody());
        details.put("channel", "api");
        details.put("ip", request.remoteAddress());
        details.put("method", request.method().toLowerCase(Locale.ROOT));
        details.put("path", request.path());
        details.set("query", apiRequest.queryAsJson());
        details.put("userAgent", agent == null ? "" : agent);
        return details;
    }

    private JsonNode requestBody() {
        if (request.upload() == null && (request.body().length == 0 || request.body().length > MAX_BODY)) {
            return JsonNodeFactory.instance.objectNode();
        }
        JsonNode body = apiRequest.bodyValue().deepCopy();
        mounted.requestSecrets().replace(body, secret -> MASK);
        return body;
    }

    private JsonNode responseBody(ApiResponse response) {
        if (response.body() == null || response.body().isArray()) {
            return JsonNodeFactory.instance.objectNode();
        }
        JsonNode body = mounted.shape().narrow(response.body().deepCopy());
        mounted.responseSecrets().replace(body, secret -> MASK);
        return body;
    }
}
