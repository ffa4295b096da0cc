package dev.gatehouse.server.management.tenantsettings;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.server.api.ApiRequest;
import dev.gatehouse.server.api.ApiResponse;
import dev.gatehouse.server.api.Operations;
import dev.gatehouse.server.api.Resource;
import dev.gatehouse.server.branding.PageTemplate;
import dev.gatehouse.server.branding.Theme;
import dev.gatehouse.server.management.Services;
import dev.gatehouse.server.prompt.PromptSettings;
import dev.gatehouse.server.settings.TenantSettings;
import dev.gatehouse.server.settings.TenantSettingsStore;
import dev.gatehouse.server.store.Transaction;
import dev.gatehouse.server.store.document.DocumentCollection;
import dev.gatehouse.server.store.document.SingleDocument;
import java.util.Map;

/** The settings of a tenant. */
public final class Settings implements Resource {
    private final TenantSettingsStore store;
    private final SingleDocument<PromptSettings> prompts;
    private final SingleDocument<PageTemplate> template;
    private final DocumentCollection<Theme> themes;

    public Settings(Services services) {
        store = new TenantSettingsStore(services.documents());
        prompts = PromptSettings.in(services.documents());
        template = PageTemplate.in(services.documents());
        themes = services.documents().of(Theme.KIND, Theme::new);
    }

    @Override
    public void mount(Operations operations) {
        operations.read(
                "tenant.getSettings",
                (tx, request) -> ApiResponse.of(store.get(tx).shown()));
        operations.write("tenant.updateSettings", this::update);
    }

    private ApiResponse update(Transaction tx, ApiRequest request) {
        TenantSettings settings = store.get(tx);
        request.patch(settings.json());
        return ApiResponse.of(store.put(tx, settings).shownAfterAChange(pages(tx)));
    }

    private ObjectNode pages(Transaction tx) {
        PromptSettings pages = prompts.get(tx);
        return JsonNodeFactory.instance
                .objectNode()
                .put("is_custom_theme_set", themes.count(tx, Map.of()) > 0)
                .put("is_custom_template_set", template.find(tx).isPresent())
                .put("identifier_first", pages.flag("identifier_first"))
                .put("webauthn_platform_first_factor", pages.flag("webauthn_platform_first_factor"));
    }
}
