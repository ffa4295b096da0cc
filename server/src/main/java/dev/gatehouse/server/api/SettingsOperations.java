package dev.gatehouse.server.api;

import dev.gatehouse.server.api.DocumentOperations.Rule;
import dev.gatehouse.server.store.document.SingleDocument;
import dev.gatehouse.server.store.document.View;

/**
 * The operations of a kind of which a tenant has one document: it is read, and changed as the contract says that its schema is
 * changed.
 *
 * @param <V> the view
 */
public final class SettingsOperations<V extends View> {
    private final Operations operations;
    private final SingleDocument<V> settings;

    public SettingsOperations(Operations operations, SingleDocument<V> settings) {
        this.operations = operations;
        this.settings = settings;
    }

    public SettingsOperations<V> get(String operationId) {
        operations.read(operationId, (tx, request) -> ApiResponse.document(settings.get(tx)));
        return this;
    }

    public SettingsOperations<V> update(String operationId) {
        return update(operationId, Rule.NONE);
    }

    /** As {@link #update(String)}, under a rule on the settings after the change. */
    public SettingsOperations<V> update(String operationId, Rule rule) {
        operations.write(operationId, (tx, request) -> {
            V changed = settings.get(tx);
            request.patch(changed.json());
            rule.apply(tx, request, changed.json());
            return ApiResponse.document(settings.put(tx, changed.json()));
        });
        return this;
    }
}
