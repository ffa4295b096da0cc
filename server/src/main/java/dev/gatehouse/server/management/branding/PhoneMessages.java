package dev.gatehouse.server.management.branding;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.server.api.ApiRequest;
import dev.gatehouse.server.api.Operations;
import dev.gatehouse.server.api.Reply;
import dev.gatehouse.server.api.Resource;
import dev.gatehouse.server.branding.PhoneProvider;
import dev.gatehouse.server.branding.PhoneTemplate;
import dev.gatehouse.server.management.Services;
import dev.gatehouse.server.store.Transaction;
import dev.gatehouse.server.store.document.DocumentCollection;
import dev.gatehouse.server.store.document.View;
import dev.gatehouse.server.time.WireTime;
import java.util.List;
import java.util.Map;

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
        operations.read("brandingPhone.getProviders", (tx, request) -> list(tx, request, "providers", providers));
        services.operations(operations, providers)
                .create("brandingPhone.createProvider", PhoneMessages::complete)
                .get("brandingPhone.getProvider")
                .update("brandingPhone.updateProvider")
                .delete("brandingPhone.deleteProvider");
        operations.read("brandingPhone.getTemplates", (tx, request) -> list(tx, request, "templates", templates));
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
        if (!document.path("content").has("body")) {
            new PhoneTemplate(document).reset();
        }
        document.withObjectProperty("content").putIfAbsent("syntax", document.textNode("liquid"));
    }

    private static Reply list(
            Transaction tx, ApiRequest request, String member, DocumentCollection<? extends View> documents) {
        Boolean disabled = request.flag("disabled");
        List<? extends View> shown = documents.all(tx, Map.of()).stream()
                .filter(each -> disabled == null || each.flag("disabled") == disabled)
                .toList();
        ObjectNode reply = JsonNodeFactory.instance.objectNode();
        shown.forEach(each -> {
            each.json().remove("credentials");
            reply.withArrayProperty(member).add(each.json());
        });
        reply.withArrayProperty(member);
        return Reply.of(reply);
    }

    private Reply reset(Transaction tx, ApiRequest request) {
        PhoneTemplate template = templates.require(tx, request.id());
        template.reset();
        template.json().put("updated_at", WireTime.of(services.clock().instant()));
        return Reply.document(templates.update(tx, template.json()));
    }
}
