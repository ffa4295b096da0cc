package dev.gatehouse.server.management.branding;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.server.api.ApiRequest;
import dev.gatehouse.server.api.ApiResponse;
import dev.gatehouse.server.api.Operations;
import dev.gatehouse.server.api.Resource;
import dev.gatehouse.server.api.Transactions;
import dev.gatehouse.server.branding.PhoneProvider;
import dev.gatehouse.server.branding.PhoneTemplate;
import dev.gatehouse.server.error.ErrorCode;
import dev.gatehouse.server.liquid.InvalidTemplateException;
import dev.gatehouse.server.management.Services;
import dev.gatehouse.server.store.Transaction;
import dev.gatehouse.server.store.document.DocumentCollection;
import dev.gatehouse.server.store.document.View;
import dev.gatehouse.server.time.WireTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Who delivers text messages and calls, and what these say. */
public final class PhoneMessages implements Resource {
    private final Services services;
    private final DocumentCollection<PhoneProvider> providers;
    private final DocumentCollection<PhoneTemplate> templates;

    public PhoneMessages(Services services) {
        this.services = services;
        providers = services.documents().of(PhoneProvider.KIND, PhoneProvider::new);
        templates = services.documents().of(PhoneTemplate.KIND, PhoneTemplate::new);
    }

    @Override
    public void mount(Operations operations) {
        operations.read(
                "brandingPhone.getProviders", (tx, request) -> list(request, "providers", providers.all(tx, Map.of())));
        services.operations(operations, providers)
                .create("brandingPhone.createProvider", PhoneMessages::complete)
                .get("brandingPhone.getProvider")
                .update("brandingPhone.updateProvider")
                .delete("brandingPhone.deleteProvider");
        operations.write("brandingPhone.tryProvider", this::tryProvider);
        operations.prepare("brandingPhone.tryTemplate", this::renderTest, this::tryTemplate);
        operations.read("brandingPhone.getTemplates", (tx, request) -> list(request, "templates", allTemplates(tx)));
        services.operations(operations, templates)
                .checking(this::checkLiquid)
                .create("brandingPhone.createTemplate", PhoneMessages::completeTemplate)
                .get("brandingPhone.getTemplate")
                .update("brandingPhone.updateTemplate")
                .delete("brandingPhone.deleteTemplate");
        operations.write("brandingPhone.resetTemplate", this::reset);
    }

    private void checkLiquid(ObjectNode template) {
        List.of("content/body/text", "content/body/voice", "content/from")
                .forEach(member -> services.liquid().requireTemplate(template, member));
    }

    private static void complete(Transaction tx, ApiRequest request, ObjectNode document) {
        document.put("tenant", tx.tenant().id()).put("channel", "phone");
        if (!document.has("disabled")) {
            document.put("disabled", false);
        }
    }

    private static void completeTemplate(Transaction tx, ApiRequest request, ObjectNode document) {
        complete(tx, request, document);
        document.putIfAbsent("type", document.textNode("otp_verify"));
        new PhoneTemplate(document).complete();
    }

    /** The tenant's own, then the original ones of the types that it has none for; both in the order of their types. */
    private List<PhoneTemplate> allTemplates(Transaction tx) {
        List<PhoneTemplate> all = new ArrayList<>(templates.all(tx, Map.of()));
        all.sort(Comparator.comparing(each -> each.text("type", "")));
        Set<String> own = all.stream().map(each -> each.text("type", "")).collect(Collectors.toSet());
        PhoneTemplate.SHOWN.stream()
                .filter(type -> !own.contains(type))
                .map(type -> original(tx, type))
                .forEach(all::add);
        return all;
    }

    private PhoneTemplate original(Transaction tx, String type) {
        String now = WireTime.of(services.clock().instant());
        ObjectNode original = JsonNodeFactory.instance.objectNode();
        original.put("tenant", tx.tenant().id()).put("channel", "phone").put("type", type);
        original.put("disabled", false).put("created_at", now).put("updated_at", now);
        PhoneTemplate template = new PhoneTemplate(original);
        template.complete();
        return template;
    }

    private ApiResponse tryProvider(Transaction tx, ApiRequest request) {
        providers.requireExists(tx, request.id());
        ObjectNode message = request.body().put("provider_id", request.id());
        services.outbox().phone(tx, message.put("body", "This is a test message."));
        return accepted();
    }

    /** Rendering takes its time: it is done before the write. */
    private PhoneTemplate renderTest(Transactions transactions, ApiRequest request) {
        PhoneTemplate template = transactions.read(tx -> templates.require(tx, request.id()));
        ObjectNode variables =
                JsonNodeFactory.instance.objectNode().put("code", "123456").put("pause", "");
        variables.put("friendly_name", request.tenant().domain());
        variables.putObject("user").put("source_ip", "192.0.2.1");
        String method = request.body().path("delivery_method").asText("text");
        try {
            String text = services.liquid().render(template.content(method), variables);
            template.json().put("rendered", text);
        } catch (InvalidTemplateException e) {
            throw ErrorCode.OPERATION_NOT_SUPPORTED.refuse(String.valueOf(e.getMessage()));
        }
        return template;
    }

    private ApiResponse tryTemplate(Transaction tx, ApiRequest request, PhoneTemplate rendered) {
        ObjectNode message = request.body();
        message.put("from", rendered.text("content/from", "")).put("body", rendered.text("rendered", ""));
        services.outbox().phone(tx, message);
        return accepted();
    }

    private static ApiResponse accepted() {
        return ApiResponse.of(JsonNodeFactory.instance
                .objectNode()
                .put("code", 202)
                .put("message", "Test notification successfully sent for processing"));
    }

    private static ApiResponse list(ApiRequest request, String member, List<? extends View> documents) {
        Boolean disabled = request.flag("disabled");
        List<? extends View> shown = documents.stream()
                .filter(each -> disabled == null || each.flag("disabled") == disabled)
                .toList();
        ObjectNode response = JsonNodeFactory.instance.objectNode();
        shown.forEach(each -> {
            each.json().remove("credentials");
            response.withArrayProperty(member).add(each.json());
        });
        response.withArrayProperty(member);
        return ApiResponse.of(response);
    }

    private ApiResponse reset(Transaction tx, ApiRequest request) {
        PhoneTemplate template = templates.require(tx, request.id());
        template.reset();
        template.json().put("updated_at", WireTime.of(services.clock().instant()));
        return ApiResponse.document(templates.update(tx, template.json()));
    }
}
