package dev.gatehouse.server.settings;

import dev.gatehouse.server.store.Transaction;
import dev.gatehouse.server.store.document.DocumentCollection;
import dev.gatehouse.server.store.document.DocumentStore;

/** The one document with the settings of a tenant. Thread-safe. */
public final class TenantSettingsStore {
    private final DocumentCollection<TenantSettings> settings;

    public TenantSettingsStore(DocumentStore documents) {
        settings = documents.of(TenantSettings.KIND, TenantSettings::new);
    }

    /** The settings, with defaults for what was never changed. */
    public TenantSettings get(Transaction tx) {
        return settings.find(tx, TenantSettings.ID).orElseGet(TenantSettings::initial);
    }

    /** Stores settings that were changed. */
    public TenantSettings put(Transaction tx, TenantSettings changed) {
        changed.keepLifetimesInHours();
        changed.dropEmptyPages();
        changed.check();
        return settings.put(tx, changed.json());
    }
}
