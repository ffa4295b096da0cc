package dev.gatehouse.server.api;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.server.identifier.Identifiers;
import dev.gatehouse.server.store.Slice;
import dev.gatehouse.server.store.Transaction;
import dev.gatehouse.server.store.document.DocumentCollection;
import dev.gatehouse.server.store.document.Kind;
import dev.gatehouse.server.store.document.View;
import dev.gatehouse.server.time.WireTime;
import java.time.InstantSource;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The operations of a kind whose documents are what was sent: listed, created, read, changed and deleted by what the contract
 * and the kind say. A resource names the operations and adds only what is particular to it:
 *
 * <pre>{@code
 * new DocumentOperations<>(operations, roles, identifiers, clock)
 *         .list("roles.getAll")
 *         .create("roles.create", (tx, request, role) -> {})
 *         .get("roles.get")
 *         .update("roles.update", (tx, request, role) -> {})
 *         .delete("roles.delete");
 * }</pre>
 *
 * @param <V> the view
 */
public final class DocumentOperations<V extends View> {
    private final Operations operations;
    private final DocumentCollection<V> documents;
    private final Kind kind;
    private final Identifiers identifiers;
    private final InstantSource clock;
    private Consumer<ObjectNode> check = body -> {};

    public DocumentOperations(
            Operations operations, DocumentCollection<V> documents, Identifiers identifiers, InstantSource clock) {
        this.operations = operations;
        this.documents = documents;
        this.kind = documents.kind();
        this.identifiers = identifiers;
        this.clock = clock;
    }

    /**
     * A rule on a document before it is stored or shown: it may refuse it, or change what is stored or shown.
     */
    @FunctionalInterface
    public interface Rule {
        /** No rule. */
        Rule NONE = (tx, request, document) -> {};

        /**
         * @param document as it will be stored or shown; of a change, the whole document after it
         * @throws dev.gatehouse.server.error.Rejection to refuse it
         */
        void apply(Transaction tx, ApiRequest request, ObjectNode document);
    }

    /**
     * Has the bodies of what follows checked before the transaction, which is held up by what takes its time.
     *
     * @param bodyCheck throws {@link dev.gatehouse.server.error.Rejection} to refuse a body
     */
    public DocumentOperations<V> checking(Consumer<ObjectNode> bodyCheck) {
        check = bodyCheck;
        return this;
    }

    private void write(String operationId, Operations.Work work) {
        Consumer<ObjectNode> bodyCheck = check;
        operations.prepare(
                operationId,
                (transactions, request) -> {
                    bodyCheck.accept(request.body());
                    return true;
                },
                (tx, request, checked) -> work.run(tx, request));
    }

    /** Lists them, oldest first, narrowed by the query parameters that are keys of the kind. */
    public DocumentOperations<V> list(String operationId, String... filters) {
        return list(operationId, Rule.NONE, filters);
    }

    /** As {@link #list(String, String...)}, under a rule on each document before it is shown. */
    public DocumentOperations<V> list(String operationId, Rule shown, String... filters) {
        operations.read(operationId, (tx, request) -> {
            Slice<V> slice = documents.list(tx, request.filters(filters), request.window());
            slice.items().forEach(document -> shown.apply(tx, request, document.json()));
            return ApiResponse.documents(slice);
        });
        return this;
    }

    /** Lists all of them at once, oldest first, for an operation that has no pages. */
    public DocumentOperations<V> listAll(String operationId) {
        operations.read(
                operationId,
                (tx, request) -> ApiResponse.array(
                        documents.all(tx, Map.of()).stream().map(View::json).toList()));
        return this;
    }

    /** Reads one. */
    public DocumentOperations<V> get(String operationId) {
        return get(operationId, Rule.NONE);
    }

    /** As {@link #get(String)}, under a rule on the document before it is shown. */
    public DocumentOperations<V> get(String operationId, Rule shown) {
        operations.refuses(operationId, kind.missing());
        operations.read(operationId, (tx, request) -> {
            V document = documents.require(tx, id(request));
            shown.apply(tx, request, document.json());
            return ApiResponse.document(document);
        });
        return this;
    }

    /** Creates one of what was sent, under an id of its own where the kind makes ids. */
    public DocumentOperations<V> create(String operationId) {
        return create(operationId, Rule.NONE);
    }

    /** As {@link #create(String)}, under a rule. */
    public DocumentOperations<V> create(String operationId, Rule rule) {
        refusesTaken(operationId);
        write(operationId, (tx, request) -> {
            ObjectNode document = JsonNodeFactory.instance.objectNode();
            String id = kind.newId(identifiers);
            if (id != null) {
                document.put(kind.idMember(), id);
            }
            document.setAll(request.body());
            stamp(document, kind.createdAt(), kind.updatedAt());
            rule.apply(tx, request, document);
            return ApiResponse.document(documents.insert(tx, document));
        });
        return this;
    }

    /** Puts what was sent under the id in the path, whether or not there was one. */
    public DocumentOperations<V> put(String operationId) {
        return put(operationId, Rule.NONE);
    }

    /** As {@link #put(String)}, under a rule. */
    public DocumentOperations<V> put(String operationId, Rule rule) {
        refusesTaken(operationId);
        write(operationId, (tx, request) -> {
            ObjectNode document = JsonNodeFactory.instance.objectNode().put(kind.idMember(), id(request));
            document.setAll(request.body());
            rule.apply(tx, request, document);
            return ApiResponse.document(documents.put(tx, document));
        });
        return this;
    }

    /**
     * Puts what was sent in the place of a document, which keeps its id and the time of its creation; under a rule on the
     * document after it.
     */
    public DocumentOperations<V> replace(String operationId, Rule rule) {
        operations.refuses(operationId, kind.missing());
        write(operationId, (tx, request) -> {
            ObjectNode before = documents.require(tx, id(request)).json();
            ObjectNode document = JsonNodeFactory.instance.objectNode();
            keep(before, document, kind.idMember(), kind.createdAt());
            document.setAll(request.body());
            stamp(document, kind.updatedAt());
            rule.apply(tx, request, document);
            return ApiResponse.document(documents.update(tx, document));
        });
        return this;
    }

    /** Changes one as the contract says that its schema is changed. */
    public DocumentOperations<V> update(String operationId) {
        return update(operationId, Rule.NONE);
    }

    /** As {@link #update(String)}, under a rule on the document after the change. */
    public DocumentOperations<V> update(String operationId, Rule rule) {
        operations.refuses(operationId, kind.missing());
        write(operationId, (tx, request) -> {
            ObjectNode document = documents.require(tx, id(request)).json();
            request.patch(document);
            stamp(document, kind.updatedAt());
            rule.apply(tx, request, document);
            return ApiResponse.document(documents.update(tx, document));
        });
        return this;
    }

    /** Deletes one, and refuses when there is none. */
    public DocumentOperations<V> delete(String operationId) {
        operations.refuses(operationId, kind.missing());
        operations.write(operationId, (tx, request) -> {
            documents.requireExists(tx, id(request));
            documents.delete(tx, id(request));
            return ApiResponse.empty();
        });
        return this;
    }

    /** Deletes one; that there is none is no error. */
    public DocumentOperations<V> deleteIfPresent(String operationId) {
        operations.write(operationId, (tx, request) -> {
            documents.delete(tx, id(request));
            return ApiResponse.empty();
        });
        return this;
    }

    private static void keep(ObjectNode before, ObjectNode document, @Nullable String... members) {
        for (String member : members) {
            if (member != null && before.has(member)) {
                document.set(member, before.get(member));
            }
        }
    }

    private void refusesTaken(String operationId) {
        if (kind.keys().stream().anyMatch(Kind.Key::unique)) {
            operations.refuses(operationId, kind.conflict());
        }
    }

    private void stamp(ObjectNode document, @Nullable String... members) {
        for (String member : members) {
            if (member != null) {
                document.put(member, WireTime.of(clock.instant()));
            }
        }
    }

    /** A path of a resource within another names its own id last. */
    private static String id(ApiRequest request) {
        return request.lastPathParameter();
    }
}
