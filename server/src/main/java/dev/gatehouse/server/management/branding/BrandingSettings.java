package dev.gatehouse.server.management.branding;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.server.api.ApiRequest;
import dev.gatehouse.server.api.ApiResponse;
import dev.gatehouse.server.api.Operations;
import dev.gatehouse.server.api.Resource;
import dev.gatehouse.server.api.Transactions;
import dev.gatehouse.server.branding.Branding;
import dev.gatehouse.server.branding.PageTemplate;
import dev.gatehouse.server.branding.Theme;
import dev.gatehouse.server.error.ErrorCode;
import dev.gatehouse.server.management.Services;
import dev.gatehouse.server.store.StoredJson;
import dev.gatehouse.server.store.Transaction;
import dev.gatehouse.server.store.document.DocumentCollection;
import dev.gatehouse.server.store.document.SingleDocument;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Colours, logo and font of the pages, their template and themes. */
public final class BrandingSettings implements Resource {
    private static final List<String> TAGS = List.of("auth0:head", "auth0:widget");

    /** How the pages of a new theme ask for names to sign in with. */
    private static final JsonNode IDENTIFIERS = StoredJson.read("""
            {"login_display": "unified", "otp_autocomplete": true,
             "phone_display": {"masking": "mask_digits", "formatting": "international"}}
            """);

    private final Services services;
    private final SingleDocument<Branding> branding;
    private final SingleDocument<PageTemplate> template;
    private final DocumentCollection<Theme> themes;

    public BrandingSettings(Services services) {
        this.services = services;
        branding = new SingleDocument<>(services.documents(), Branding.KIND, Branding::new, "{}");
        template = PageTemplate.in(services.documents());
        themes = services.documents().of(Theme.KIND, Theme::new);
    }

    @Override
    public void mount(Operations operations) {
        services.settings(operations, branding)
                .get("branding.getSettings")
                .update("branding.updateSettings", (tx, request, changed) -> dropEmpty(changed));
        operations.read(
                "branding.getUniversalLoginTemplate", (tx, request) -> ApiResponse.document(template.require(tx)));
        operations.prepare("branding.setUniversalLoginTemplate", this::checkTemplate, this::setTemplate);
        operations.write("branding.deleteUniversalLoginTemplate", (tx, request) -> {
            template.delete(tx);
            return ApiResponse.empty();
        });
        services.operations(operations, themes)
                .create(
                        "branding.createTheme",
                        (tx, request, theme) -> theme.putIfAbsent("identifiers", IDENTIFIERS.deepCopy()))
                .get("branding.getTheme")
                .update("branding.updateTheme");
        operations.write("branding.deleteTheme", (tx, request) -> {
            if (!themes.delete(tx, request.lastPathParameter())) {
                throw ErrorCode.THEME_NOT_FOUND.refuse(
                        "There was an error deleting branding settings: invalid theme ID");
            }
            return ApiResponse.empty();
        });
        operations.read("branding.getDefaultTheme", this::defaultTheme);
    }

    /** Colours of which none is left are no colours: the API shows no empty object. */
    private static void dropEmpty(ObjectNode changed) {
        changed.properties()
                .removeIf(member ->
                        member.getValue().isObject() && member.getValue().isEmpty());
    }

    /** Clients send the page itself, as a JSON string, or an object with it. */
    private String checkTemplate(Transactions transactions, ApiRequest request) {
        JsonNode body = request.bodyValue();
        String text = body.isTextual() ? body.asText() : body.path("template").asText();
        String plain = text;
        for (String tag : TAGS) {
            Pattern pattern = Pattern.compile("\\{%-?\\s*" + tag + "\\s*-?%}");
            if (!pattern.matcher(text).find()) {
                throw ErrorCode.INVALID_BODY.refuse("The template must have the tag {%- " + tag + " -%}");
            }
            // These two are the page's own. Spaces in their place leave the places of faults as they are.
            plain = pattern.matcher(plain)
                    .replaceAll(found -> " ".repeat(found.group().length()));
        }
        services.liquid().requireTemplate(JsonNodeFactory.instance.objectNode().put("template", plain), "template");
        return text;
    }

    private ApiResponse setTemplate(Transaction tx, ApiRequest request, String text) {
        template.put(tx, JsonNodeFactory.instance.objectNode().put("body", text));
        return ApiResponse.empty();
    }

    /** The pages have the theme that was made first. */
    private ApiResponse defaultTheme(Transaction tx, ApiRequest request) {
        return themes.all(tx, Map.of()).stream()
                .findFirst()
                .map(ApiResponse::document)
                .orElseThrow(ErrorCode.THEME_NOT_FOUND::refuse);
    }
}
