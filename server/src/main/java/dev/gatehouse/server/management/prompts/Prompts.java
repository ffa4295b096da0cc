package dev.gatehouse.server.management.prompts;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.server.api.ApiRequest;
import dev.gatehouse.server.api.ApiResponse;
import dev.gatehouse.server.api.MapOperations;
import dev.gatehouse.server.api.Operations;
import dev.gatehouse.server.api.Resource;
import dev.gatehouse.server.management.Services;
import dev.gatehouse.server.prompt.PromptPartials;
import dev.gatehouse.server.prompt.PromptSettings;
import dev.gatehouse.server.prompt.PromptText;
import dev.gatehouse.server.prompt.PushApp;
import dev.gatehouse.server.prompt.ScreenRendering;
import dev.gatehouse.server.store.Transaction;
import dev.gatehouse.server.store.document.DocumentCollection;
import dev.gatehouse.server.store.document.SingleDocument;

/** Which pages people see, their texts, and how they are rendered. */
public final class Prompts implements Resource {
    private final Services services;
    private final SingleDocument<PromptSettings> settings;
    private final SingleDocument<PushApp> pushApp;
    private final DocumentCollection<PromptText> texts;
    private final DocumentCollection<PromptPartials> partials;
    private final DocumentCollection<ScreenRendering> renderings;

    public Prompts(Services services) {
        this.services = services;
        settings = PromptSettings.in(services.documents());
        pushApp = new SingleDocument<>(services.documents(), PushApp.KIND, PushApp::new, "{}");
        texts = services.documents().of(PromptText.KIND, PromptText::new);
        partials = services.documents().of(PromptPartials.KIND, PromptPartials::new);
        renderings = services.documents().of(ScreenRendering.KIND, ScreenRendering::new);
    }

    @Override
    public void mount(Operations operations) {
        services.settings(operations, settings).get("prompts.getSettings").update("prompts.updateSettings");
        services.settings(operations, pushApp).get("prompts.getPushApp").update("prompts.updatePushApp");
        new MapOperations(operations, texts, Prompts::textId)
                .get("prompts.getCustomTextByLanguage")
                .put("prompts.updateCustomTextByLanguage");
        new MapOperations(operations, partials, Prompts::promptOf)
                .get("prompts.getPartials")
                .put("prompts.setPartials");
        services.operations(operations, renderings)
                .list("prompts.getAllRendering", "prompt", "screen", "rendering_mode");
        operations.read("prompts.getRendering", this::rendering);
        operations.write("prompts.updateRendering", this::updateRendering);
        operations.write("prompts.updateAllRendering", this::updateAllRendering);
    }

    private static String promptOf(ApiRequest request) {
        return request.pathParameter("prompt");
    }

    private static String textId(ApiRequest request) {
        return promptOf(request) + "/" + request.pathParameter("language");
    }

    private ApiResponse rendering(Transaction tx, ApiRequest request) {
        ScreenRendering rendering = find(tx, promptOf(request), request.pathParameter("screen"));
        rendering.json().put("tenant", tx.tenant().id());
        return ApiResponse.document(rendering);
    }

    private ScreenRendering find(Transaction tx, String prompt, String screen) {
        return renderings
                .find(tx, ScreenRendering.id(prompt, screen))
                .orElseGet(() -> ScreenRendering.initial(prompt, screen));
    }

    private ApiResponse updateRendering(Transaction tx, ApiRequest request) {
        ScreenRendering rendering = find(tx, promptOf(request), request.pathParameter("screen"));
        request.patch(rendering.json());
        return ApiResponse.document(renderings.put(tx, rendering.json()));
    }

    private ApiResponse updateAllRendering(Transaction tx, ApiRequest request) {
        for (JsonNode change : request.body().path("configs")) {
            ScreenRendering rendering = find(
                    tx, change.path("prompt").asText(), change.path("screen").asText());
            rendering.json().setAll((ObjectNode) change);
            renderings.put(tx, rendering.json());
        }
        return ApiResponse.of(request.body());
    }
}
