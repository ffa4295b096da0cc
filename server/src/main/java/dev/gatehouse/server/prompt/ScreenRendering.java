package dev.gatehouse.server.prompt;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.server.store.document.Kind;
import dev.gatehouse.server.store.document.View;

/** How a screen of a prompt is rendered. */
public record ScreenRendering(ObjectNode json) implements View {
    public static final Kind KIND = Kind.named("prompt_rendering")
            .key("prompt", "/prompt")
            .key("screen", "/screen")
            .key("rendering_mode", "/rendering_mode")
            .build();

    /** The id of the rendering of a screen. */
    public static String id(String prompt, String screen) {
        return prompt + "/" + screen;
    }

    /** How a screen is rendered before anybody changed it. */
    public static ScreenRendering initial(String prompt, String screen) {
        ObjectNode rendering = JsonNodeFactory.instance
                .objectNode()
                .put("id", id(prompt, screen))
                .put("prompt", prompt)
                .put("screen", screen)
                .put("rendering_mode", "standard");
        rendering.putArray("context_configuration");
        rendering.put("default_head_tags_disabled", false);
        rendering.putArray("head_tags");
        rendering.put("use_page_template", false);
        return new ScreenRendering(rendering);
    }
}
