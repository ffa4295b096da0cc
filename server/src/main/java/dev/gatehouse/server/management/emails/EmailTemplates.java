package dev.gatehouse.server.management.emails;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.server.api.ApiRequest;
import dev.gatehouse.server.api.Operations;
import dev.gatehouse.server.api.Resource;
import dev.gatehouse.server.error.ErrorCode;
import dev.gatehouse.server.mail.EmailTemplate;
import dev.gatehouse.server.management.Services;
import dev.gatehouse.server.store.Transaction;
import dev.gatehouse.server.store.document.DocumentCollection;
import java.util.List;

/** The mails of a tenant's own. */
public final class EmailTemplates implements Resource {
    private static final List<String> LIQUID = List.of("body", "subject", "from", "resultUrl");

    private final Services services;
    private final DocumentCollection<EmailTemplate> templates;

    public EmailTemplates(Services services) {
        this.services = services;
        templates = services.documents().of(EmailTemplate.KIND, EmailTemplate::new);
    }

    @Override
    public void mount(Operations operations) {
        services.operations(operations, templates)
                .checking(this::checkLiquid)
                .create("emailTemplates.create", this::refuseAnother)
                .get("emailTemplates.get")
                .update("emailTemplates.update")
                .replace("emailTemplates.replace", EmailTemplates::keepName);
    }

    private void checkLiquid(ObjectNode template) {
        LIQUID.forEach(member -> services.liquid().requireTemplate(template, member));
    }

    private void refuseAnother(Transaction tx, ApiRequest request, ObjectNode template) {
        String name = template.path("template").asText();
        if (templates.exists(tx, name)) {
            throw ErrorCode.EMAIL_TEMPLATE_CONFLICT.refuse("Template " + name + " already exists.");
        }
    }

    /** The name in the path counts, whatever the body says. */
    private static void keepName(Transaction tx, ApiRequest request, ObjectNode template) {
        template.put("template", request.lastPathParameter());
    }
}
