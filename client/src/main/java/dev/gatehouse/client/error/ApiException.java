package dev.gatehouse.client.error;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.gatehouse.client.http.ApiResponse;
import dev.gatehouse.client.http.RateLimit;
import dev.gatehouse.client.http.RetryAfter;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The API refused a call. Subclasses stand for the statuses that programs tell apart. Immutable; its message names the
 * operation's method and path, the status, the error code and what the API said.
 */
public class ApiException extends ManagementException {
    private static final long serialVersionUID = 1L;

    private final String operation;
    private final int status;
    private final @Nullable String errorCode;
    private final @Nullable String error;
    private final String apiMessage;
    private final @Nullable String requestId;
    private final int attempts;
    private final transient @Nullable ApiResponse response;
    private final transient @Nullable JsonNode body;

    /** Builds the message from the details. */
    protected ApiException(Details details) {
        super(details.describe(), null);
        operation = details.operation();
        status = details.response().status();
        errorCode = details.text("errorCode");
        error = details.text("error");
        apiMessage = details.message();
        requestId = details.response().header("x-request-id");
        attempts = details.attempts();
        response = details.response();
        body = details.body();
    }

    /** The exception class for the status of the response. */
    public static ApiException of(Details details) {
        if ("invalid_paging".equals(details.text("errorCode"))) {
            return new PagingLimitException(details);
        }
        return switch (details.response().status()) {
            case 401 -> new UnauthorizedException(details);
            case 403 -> new ForbiddenException(details);
            case 404 -> new NotFoundException(details);
            case 409 -> new ConflictException(details);
            case 429 -> new RateLimitException(details);
            default -> new ApiException(details);
        };
    }

    /**
     * The details of an error response.
     *
     * @param operation the operation, as in {@code users.get}
     * @param request method and path, for messages
     * @param body the response as JSON; missing when it is none
     * @param attempts how many requests were sent
     */
    public record Details(String operation, String request, ApiResponse response, JsonNode body, int attempts) {
        @Nullable
        String text(String name) {
            return body.path(name).isTextual() ? body.path(name).asText() : null;
        }

        String message() {
            String message = text("message");
            return message == null ? "the response has no message" : message;
        }

        /** The rate limit and its reset, for the message. */
        private String limit() {
            RateLimit limit = response.status() == 429 ? RateLimit.of(response) : null;
            return limit == null ? "" : " (limit " + limit.limit() + ", reset at " + limit.reset() + ")";
        }

        String describe() {
            String code = text("errorCode") == null ? "" : " " + text("errorCode");
            String tries = attempts > 1 ? " (after " + attempts + " attempts)" : "";
            return request + " returned " + response.status() + code + ": " + message() + limit() + tries;
        }
    }

    /** The operation, as in {@code users.get}. */
    public String operation() {
        return operation;
    }

    /** The HTTP status. */
    public int status() {
        return status;
    }

    /** The API's name for the refusal, as in {@code inexistent_user}; null where it has none. */
    public @Nullable String errorCode() {
        return errorCode;
    }

    /** The status in words, as the API gave it; null when it gave none. */
    public @Nullable String error() {
        return error;
    }

    /** What the API said; a text that says so when it said nothing that can be read. */
    public String apiMessage() {
        return apiMessage;
    }

    /** The server's id of the request; null when it gave none. */
    public @Nullable String requestId() {
        return requestId;
    }

    /** The response with its status, headers and body; null when this was serialized. */
    public @Nullable ApiResponse response() {
        return response;
    }

    /** A header of the response; null when it is absent, or this was serialized. */
    public @Nullable String header(String name) {
        return response == null ? null : response.header(name);
    }

    /** The body of the response as JSON; missing when it is none, or this was serialized. */
    public JsonNode body() {
        return body == null ? MissingNode.getInstance() : body;
    }

    /**
     * How long to wait before another attempt, as the response says ({@code Retry-After}, or after a 429 {@code
     * x-ratelimit-reset}); null when it does not say.
     */
    public @Nullable Duration retryAfter() {
        return response == null ? null : RetryAfter.of(response);
    }

    /** How often the call was sent, at least 1. */
    public int attempts() {
        return attempts;
    }
}
