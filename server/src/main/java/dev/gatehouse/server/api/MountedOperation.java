package dev.gatehouse.server.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.contract.Operation;
import dev.gatehouse.server.api.validation.Schema;
import dev.gatehouse.server.api.validation.Schemas;
import org.jspecify.annotations.Nullable;

/** An operation, its handler, and what its requests are checked with. */
final class MountedOperation {
    private final Operation operation;
    private final Handler handler;
    private final Parameters parameters;
    private final Schemas schemas;
    private volatile @Nullable Schema body;

    MountedOperation(Operation operation, Handler handler, Schemas schemas) {
        this.operation = operation;
        this.handler = handler;
        this.schemas = schemas;
        this.parameters = new Parameters(operation.parameters(), schemas);
    }

    Operation operation() {
        return operation;
    }

    Handler handler() {
        return handler;
    }

    Parameters parameters() {
        return parameters;
    }

    /** The schema of the body, compiled at its first use; null when the operation takes no JSON. */
    @Nullable
    Schema body() {
        ObjectNode source = operation.body();
        if (body == null && source != null && operation.file().isEmpty()) {
            body = schemas.of(source);
        }
        return body;
    }
}
