package dev.gatehouse.server.error;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Every error of the Management API: its status, its {@code errorCode} on the wire and its usual message. */
public enum ErrorCode {
    // The request itself
    INVALID_BODY(400, "invalid_body", "Invalid request payload JSON format"),
    INVALID_QUERY_STRING(400, "invalid_query_string", "Query validation error"),
    INVALID_URI(400, "invalid_uri", "Path validation error"),
    INVALID_PAGING(400, "invalid_paging", "You can only page through the first 1000 records."),
    BAD_REQUEST(400, null, "Bad Request"),
    OPERATION_NOT_SUPPORTED(400, "operation_not_supported", "This operation is not supported."),
    VALIDATION_ERROR(400, "validation_error", "The request is not valid."),
    MALFORMED_AUTHORIZATION(400, "Bearer", "Bad HTTP authentication header format"),
    MISSING_TOKEN(401, null, "Missing authentication"),
    INVALID_TOKEN(401, null, "Invalid token"),
    INSUFFICIENT_SCOPE(403, "insufficient_scope", "Insufficient scope"),
    FORBIDDEN(403, null, "Forbidden"),
    NOT_FOUND(404, null, "Not Found"),
    METHOD_NOT_ALLOWED(405, null, "Method Not Allowed"),
    REQUEST_TIMEOUT(408, null, "The request body came too slowly"),
    RESOURCE_CONFLICT(409, "resource_conflict", "A resource with the same identifier already exists."),
    EXPIRED_CURSOR(410, "cursor_expired", "The events after this offset are no longer kept."),
    PAYLOAD_TOO_LARGE(413, null, "The payload is larger than this server accepts."),
    URI_TOO_LONG(414, null, "URI Too Long"),
    UNSUPPORTED_MEDIA_TYPE(415, null, "Unsupported Media Type"),
    TOO_MANY_REQUESTS(429, "too_many_requests", "Global limit has been reached"),
    HEADERS_TOO_LARGE(431, null, "Request Header Fields Too Large"),
    INTERNAL(500, null, "An internal server error occurred"),
    SERVICE_UNAVAILABLE(503, "service_unavailable", "The service is unavailable for the moment. Try again."),
    QUERY_TIMEOUT(503, null, "The query exceeded the timeout. Please try refining your search criteria."),

    // Attack protection
    TOO_MANY_ATTEMPTS(429, "too_many_attempts", "The account is blocked after too many failed sign-ins."),
    TOO_MANY_LOGINS(429, "too_many_logins", "Too many sign-ins failed from this address. Try again later."),

    // Users
    INEXISTENT_USER(404, "inexistent_user", "The user does not exist."),
    USER_CONFLICT(409, "auth0_idp_error", "The user already exists."),
    INEXISTENT_AUTHENTICATION_METHOD(404, null, "Authentication method not found."),
    AUTH0_IDP_ERROR(400, "auth0_idp_error", "The identity provider refused the request."),
    TOO_MANY_IMPORTS(
            429,
            "too_many_requests",
            "There are 2 active import users jobs, please wait until some of them are finished and try again"),

    // Roles and permissions
    INEXISTENT_ROLE(404, null, "The role does not exist."),
    INEXISTENT_PERMISSION(404, "inexistent_permission", "The permission does not exist."),
    ROLE_CONFLICT(409, "role_conflict", "A role with this name already exists."),

    // Resource servers and grants
    INEXISTENT_RESOURCE_SERVER(404, "inexistent_resource_server", "The resource server does not exist"),
    RESOURCE_SERVER_CONFLICT(
            409, "resource_server_conflict", "A resource server with the same identifier already exists."),
    INEXISTENT_CLIENT_GRANT(404, "inexistent_client_grant", "The grant does not exist."),
    CLIENT_GRANT_CONFLICT(409, "resource_conflict", "A resource with the same identifier already exists."),

    // Clients
    INEXISTENT_CLIENT(404, "inexistent_client", "The client does not exist"),
    CLIENT_CONFLICT(409, "resource_conflict", "A client with the same client_id already exists."),
    UNKNOWN_CLIENT(400, "inexistent_client", "The client does not exist"),
    INEXISTENT_CREDENTIAL(404, "inexistent_credential", "The credential does not exist"),

    // Scripts
    INEXISTENT_RULE(404, "inexistent_rule", "The rule does not exist"),
    RULE_CONFLICT(409, "rule_conflict", "A rule with the same name already exists"),
    INEXISTENT_HOOK(404, "HookDoesNotExist", "Error: Hook does not exist"),
    INEXISTENT_EVENT_STREAM(404, null, "The requested stream does not exist."),
    INEXISTENT_ACTION_MODULE(404, null, "That module does not exist."),
    ACTION_MODULE_IN_USE(412, null, "The module is used by an action. Take it out of its actions first."),
    INEXISTENT_LOG_STREAM(404, null, "The log stream does not exist."),
    INEXISTENT_ACTION(404, null, "That action does not exist."),
    INEXISTENT_ACTION_VERSION(404, null, "That version does not exist."),
    INEXISTENT_ACTION_TRIGGER(404, null, "That trigger does not exist."),
    INEXISTENT_ACTION_EXECUTION(404, null, "That execution does not exist."),
    ACTION_CONFLICT(409, null, "An action with that name already exists for this trigger."),
    ACTION_BOUND(409, null, "Unable to delete an action bound to a trigger."),
    // Mail, phone messages and domains
    INEXISTENT_EMAIL_PROVIDER(404, "inexistent_email_provider", "There is not a configured email provider"),
    EMAIL_PROVIDER_CONFLICT(409, "email_provider_conflict", "There is already a configured email provider"),
    INEXISTENT_EMAIL_TEMPLATE(404, "inexistent_email_template", "The template does not exist."),
    EMAIL_TEMPLATE_CONFLICT(409, null, "Template already exists."),
    INEXISTENT_PHONE_NOTIFICATION(404, null, "Notification Resource not found"),
    INEXISTENT_CUSTOM_DOMAIN(404, "inexistent_custom_domain", "The custom domain does not exist"),
    CUSTOM_DOMAIN_CONFLICT(409, "custom_domain_conflict", "The domain is already in use."),

    // Organizations
    INEXISTENT_ORGANIZATION(404, null, "No organization found by that id or name"),
    ORGANIZATION_CONFLICT(409, "resource_conflict", "An organization with this name already exists"),

    // Connections
    INEXISTENT_CONNECTION(404, "inexistent_connection", "The connection does not exist"),
    UNKNOWN_CONNECTION(400, "inexistent_connection", "The connection does not exist."),
    SCIM_CONFIGURATION_CONFLICT(409, "resource_conflict", "The connection has a SCIM configuration already."),
    CONNECTOR_OFFLINE(404, null, "The connector of the connection is not online."),
    CONNECTION_CONFLICT(409, "connection_conflict", "A connection with the same name already exists"),

    // What else a tenant has
    INEXISTENT_INVITATION(404, "inexistent_invitation", "The invitation does not exist."),
    ENROLLMENT_NOT_FOUND(404, "enrollment_not_found", "Enrollment not found"),
    THEME_NOT_FOUND(404, "theme_not_found", "There was an error retrieving branding settings: invalid theme ID");

    private final int status;
    private final @Nullable String wire;
    private final String message;

    ErrorCode(int status, @Nullable String wire, String message) {
        this.status = status;
        this.wire = wire;
        this.message = message;
    }

    /** The code as the contract names it in {@code x-error}: its own name in lower case. */
    public String contractName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The HTTP status. */
    public int status() {
        return status;
    }

    /** The {@code errorCode} in the body; null when the API gives none. */
    public @Nullable String wire() {
        return wire;
    }

    /** The message when the refusal has no other. */
    public String message() {
        return message;
    }

    /** A refusal with the usual message. */
    public Rejection refuse() {
        return new Rejection(this, message);
    }

    /** A refusal with a message of its own. */
    public Rejection refuse(String publicMessage) {
        return new Rejection(this, publicMessage);
    }

    /** The seconds after which the same request may succeed, for {@code Retry-After}; 0 when waiting is no help. */
    public int retryAfter() {
        return this == SERVICE_UNAVAILABLE ? 1 : 0;
    }
}
