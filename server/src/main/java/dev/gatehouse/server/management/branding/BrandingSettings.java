package dev.gatehouse.server.management.branding;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.server.api.ApiRequest;
import dev.gatehouse.server.api.Operations;
import dev.gatehouse.server.api.Reply;
import dev.gatehouse.server.api.Resource;
import dev.gatehouse.server.branding.Branding;
import dev.gatehouse.server.branding.PageTemplate;
import dev.gatehouse.server.branding.Theme;
import dev.gatehouse.server.error.ErrorCode;
import dev.gatehouse.server.management.Services;
import dev.gatehouse.server.store.Transaction;
import dev.gatehouse.server.store.document.DocumentCollection;
import dev.gatehouse.server.store.document.SingleDocument;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Colours, logo and font of the pages, their template and themes. */
public final class BrandingSettings implements Resource {
    private static final List<String> TAGS = List.of("auth0:head", "auth0:widget");

    private final Services services;
    private final SingleDocument<Branding> branding;
    private final SingleDocument<PageTemplate> template;
    private final DocumentCollection<Theme> themes;

    public BrandingSettings(Services services) {
        this.services = services;
        branding = new SingleDocument<>(services.documents(), Branding.KIND, Branding::new, "{}");
        template = new SingleDocument<>(services.documents(), PageTemplate.KIND, PageTemplate::new, "{}");
        themes = services.documents().of(Theme.KIND, Theme::new);
    }

    @Override
    public void mount(Operations operations) {
        services.settings(operations, branding)
                .get("branding.getSettings")
                .update("branding.updateSettings", (tx, request, changed) -> dropEmpty(changed));
        operations.read("branding.getUniversalLoginTemplate", (tx, request) -> Reply.document(template.require(tx)));
        operations.write("branding.setUniversalLoginTemplate", this::setTemplate);
        operations.write("branding.deleteUniversalLoginTemplate", (tx, request) -> {
            template.delete(tx);
            return Reply.empty();
        });
        services.operations(operations, themes)
                .create("branding.createTheme")
                .get("branding.getTheme")
                .update("branding.updateTheme")
                .delete("branding.deleteTheme");
        operations.read("branding.getDefaultTheme", this::defaultTheme);
    }

    /** Colours of which none is left are no colours: the API shows no empty object. */
    private static void dropEmpty(ObjectNode changed) {
        changed.properties()
                .removeIf(member ->
                        member.getValue().isObject() && member.getValue().isEmpty());
    }

    private Reply setTemplate(Transaction tx, ApiRequest request) {
        JsonNode body = request.bodyValue();
        // Clients send the page itself, as a JSON string, or an object with it.
        String text = body.isTextual() ? body.asText() : body.path("template").asText();
        for (String tag : TAGS) {
            if (!Pattern.compile("\\{%-?\\s*" + tag + "\\s*-?%}").matcher(text).find()) {
                throw ErrorCode.INVALID_BODY.refuse("The template must have the tag {%- " + tag + " -%}");
            }
        }
        ObjectNode document = JsonNodeFactory.instance.objectNode().put("body", text);
        template.put(tx, document);
        return Reply.empty();
    }

    /** The pages have the theme that was made first. */
    private Reply defaultTheme(Transaction tx, ApiRequest request) {
        return themes.all(tx, Map.of()).stream()
                .findFirst()
                .map(Reply::document)
                .orElseThrow(ErrorCode.THEME_NOT_FOUND::refuse);
    }
}
