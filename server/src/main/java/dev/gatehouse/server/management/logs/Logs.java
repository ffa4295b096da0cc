package dev.gatehouse.server.management.logs;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.server.api.ApiRequest;
import dev.gatehouse.server.api.ApiResponse;
import dev.gatehouse.server.api.ManagementApi;
import dev.gatehouse.server.api.Operations;
import dev.gatehouse.server.api.Resource;
import dev.gatehouse.server.error.ErrorCode;
import dev.gatehouse.server.event.LogStore;
import dev.gatehouse.server.event.LogStore.Criteria;
import dev.gatehouse.server.store.Transaction;
import dev.gatehouse.server.store.Window;
import dev.gatehouse.server.user.search.InvalidQueryException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The tenant's log: listed, searched and read by checkpoint. */
public final class Logs implements Resource {
    private static final String NEWEST_FIRST = "date:-1";

    private final LogStore logs = new LogStore();

    @Override
    public void mount(Operations operations) {
        operations.read("logs.getAll", this::list);
        operations.read("logs.get", this::get);
        operations.read("users.logs", (tx, request) -> page(tx, request, request.id()));
    }

    private ApiResponse list(Transaction tx, ApiRequest request) {
        return request.window() instanceof Window.Checkpoint checkpoint
                ? after(tx, request, checkpoint)
                : page(tx, request, null);
    }

    /** A checkpoint answers a bare array, oldest first, and says in a header where it goes on. */
    private ApiResponse after(Transaction tx, ApiRequest request, Window.Checkpoint checkpoint) {
        List<ObjectNode> events =
                logs.after(tx, checkpoint.from() == null ? "" : checkpoint.from(), checkpoint.limit());
        ApiResponse response = ApiResponse.array(events);
        if (events.isEmpty()) {
            return response;
        }
        String last = events.get(events.size() - 1).path("log_id").asText();
        String next = "https://" + request.tenant().domain() + ManagementApi.BASE_PATH + "/logs?from=" + last + "&take="
                + checkpoint.limit();
        return response.withHeader("link", "<" + next + ">; rel=\"next\"");
    }

    private ApiResponse page(Transaction tx, ApiRequest request, @Nullable String userId) {
        String sort = request.text("sort") == null ? NEWEST_FIRST : String.valueOf(request.text("sort"));
        String member = sort.substring(0, sort.lastIndexOf(':'));
        // The older name of q.
        String query = request.text("q") == null ? request.text("search") : request.text("q");
        try {
            return ApiResponse.page(logs.find(
                    tx, new Criteria(query, userId, member, sort.endsWith("-1")), (Window.Offset) request.window()));
        } catch (InvalidQueryException e) {
            throw ErrorCode.INVALID_QUERY_STRING.refuse("Query validation error: 'Not a search query: " + e.getMessage()
                    + "' on property q (A search in Lucene's syntax).");
        }
    }

    private ApiResponse get(Transaction tx, ApiRequest request) {
        return ApiResponse.of(logs.find(tx, request.id())
                .orElseThrow(() -> ErrorCode.NOT_FOUND.refuse("The log event does not exist.")));
    }
}
