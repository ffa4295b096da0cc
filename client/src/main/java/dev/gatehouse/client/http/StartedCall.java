package dev.gatehouse.client.http;

/** A call that begins. Immutable. */
public final class StartedCall {
    private final String operation;
    private final String method;
    private final String pathTemplate;

    /** A call of that operation. */
    public StartedCall(String operation, String method, String pathTemplate) {
        this.operation = operation;
        this.method = method;
        this.pathTemplate = pathTemplate;
    }

    /** The operation, as in {@code users.get}; suits the name of a metric or a span. */
    public String operation() {
        return operation;
    }

    /** The HTTP method. */
    public String method() {
        return method;
    }

    /** The path template, as in {@code /api/v2/users/{id}}. */
    public String pathTemplate() {
        return pathTemplate;
    }

    @Override
    public String toString() {
        return operation;
    }
}
