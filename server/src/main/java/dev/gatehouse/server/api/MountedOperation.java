package dev.gatehouse.server.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.contract.Contract;
import dev.gatehouse.contract.MarkedMembers;
import dev.gatehouse.contract.Operation;
import dev.gatehouse.server.api.validation.Schema;
import dev.gatehouse.server.api.validation.Schemas;
import dev.gatehouse.server.store.document.SecretMembers;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** An operation, its handler, and what its requests are checked with. */
final class MountedOperation {
    private final Operation operation;
    private final Handler handler;
    private final Parameters parameters;
    private final Schemas schemas;
    private final Contract contract;
    private volatile @Nullable ResponseShape shape;
    private volatile @Nullable MarkedMembers requestSecrets;
    private volatile @Nullable MarkedMembers responseSecrets;
    private volatile @Nullable Schema body;

    MountedOperation(Contract contract, Operation operation, Handler handler, Schemas schemas) {
        this.contract = contract;
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

    /** The schema of the body, or of the form where the operation takes a file; compiled at its first use; null for none. */
    @Nullable
    Schema body() {
        ObjectNode source = operation.body();
        if (body == null && source != null) {
            ObjectNode creation = operation.method().equals("PATCH") ? creation() : null;
            body = creation == null ? schemas.of(source) : schemas.ofChange(source, creation);
        }
        return body;
    }

    /**
     * What the contract says of the form.
     *
     * @throws IllegalStateException when the operation has no body
     */
    ObjectNode formSchema() {
        ObjectNode source = operation.body();
        if (source == null) {
            throw new IllegalStateException("this operation has no body");
        }
        return source.has("$ref") ? contract.schema(Contract.referredName(source)) : source;
    }

    /** The body that makes what this operation changes; null when nothing does. */
    private @Nullable ObjectNode creation() {
        String collection = operation.path().replaceFirst("/\\{[^/]*}$", "");
        return contract.operations().stream()
                .filter(each -> each.method().equals("POST") && each.path().equals(collection))
                .map(Operation::body)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    /** What of a document it answers. */
    ResponseShape shape() {
        ResponseShape known = shape;
        if (known == null) {
            known = ResponseShape.of(contract, operation);
            shape = known;
        }
        return known;
    }

    /** The secrets in its body. */
    MarkedMembers requestSecrets() {
        MarkedMembers known = requestSecrets;
        if (known == null) {
            known = secrets(operation.body());
            requestSecrets = known;
        }
        return known;
    }

    /** The secrets in its response. */
    MarkedMembers responseSecrets() {
        MarkedMembers known = responseSecrets;
        if (known == null) {
            known = secrets(operation.response());
            responseSecrets = known;
        }
        return known;
    }

    private MarkedMembers secrets(@Nullable ObjectNode schema) {
        return schema == null ? MarkedMembers.none() : MarkedMembers.of(contract, schema, SecretMembers.KEYWORD);
    }

    /** The status of a response: the operation's own, unless the handler says otherwise. */
    int status(ApiResponse response) {
        return response.status() == 0 ? operation.status() : response.status();
    }
}
