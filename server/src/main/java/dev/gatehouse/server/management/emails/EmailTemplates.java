package dev.gatehouse.server.management.emails;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.server.api.ApiRequest;
import dev.gatehouse.server.api.Operations;
import dev.gatehouse.server.api.Reply;
import dev.gatehouse.server.api.Resource;
import dev.gatehouse.server.error.ErrorCode;
import dev.gatehouse.server.mail.EmailTemplate;
import dev.gatehouse.server.management.Services;
import dev.gatehouse.server.store.Transaction;
import dev.gatehouse.server.store.document.DocumentCollection;

/** The mails of a tenant's own. */
public final class EmailTemplates implements Resource {
    private final Services services;
    private final DocumentCollection<EmailTemplate> templates;

    public EmailTemplates(Services services) {
        this.services = services;
        templates = services.documents().of(EmailTemplate.KIND, EmailTemplate::new);
    }

    @Override
    public void mount(Operations operations) {
        services.operations(operations, templates)
                .create("emailTemplates.create", this::refuseAnother)
                .get("emailTemplates.get")
                .update("emailTemplates.update");
        operations.write("emailTemplates.replace", this::replace);
    }

    private void refuseAnother(Transaction tx, ApiRequest request, ObjectNode template) {
        String name = template.path("template").asText();
        if (templates.exists(tx, name)) {
            throw ErrorCode.EMAIL_TEMPLATE_CONFLICT.refuse("Template " + name + " already exists.");
        }
    }

    private Reply replace(Transaction tx, ApiRequest request) {
        templates.requireExists(tx, request.lastPathParameter());
        ObjectNode template = request.body();
        return Reply.document(templates.update(tx, template.put("template", request.lastPathParameter())));
    }
}
