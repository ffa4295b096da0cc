package dev.gatehouse.server.management.tenantsettings;

import dev.gatehouse.server.api.ApiRequest;
import dev.gatehouse.server.api.Operations;
import dev.gatehouse.server.api.Reply;
import dev.gatehouse.server.api.Resource;
import dev.gatehouse.server.management.Services;
import dev.gatehouse.server.settings.TenantSettings;
import dev.gatehouse.server.settings.TenantSettingsStore;
import dev.gatehouse.server.store.Transaction;

/** The settings of a tenant. */
public final class Settings implements Resource {
    private final TenantSettingsStore store;

    public Settings(Services services) {
        store = new TenantSettingsStore(services.documents());
    }

    @Override
    public void mount(Operations operations) {
        operations.read(
                "tenant.getSettings", (tx, request) -> Reply.of(store.get(tx).shown()));
        operations.write("tenant.updateSettings", this::update);
    }

    private Reply update(Transaction tx, ApiRequest request) {
        TenantSettings settings = store.get(tx);
        request.patch(settings.json());
        return Reply.of(store.put(tx, settings).shownAfterAChange());
    }
}
