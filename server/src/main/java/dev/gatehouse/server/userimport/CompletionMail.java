package dev.gatehouse.server.userimport;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.server.job.Job;
import dev.gatehouse.server.mail.EmailTemplate;
import dev.gatehouse.server.mail.Outbox;
import dev.gatehouse.server.settings.TenantSettingsStore;
import dev.gatehouse.server.store.Transaction;
import dev.gatehouse.server.store.document.DocumentStore;

/** The mail that tells whoever runs a tenant that an import has ended: to the tenant's support address, if it has one. */
public final class CompletionMail {
    private final Outbox outbox;
    private final TenantSettingsStore settings;

    public CompletionMail(Outbox outbox, DocumentStore documents) {
        this.outbox = outbox;
        this.settings = new TenantSettingsStore(documents);
    }

    void send(Transaction tx, Job job) {
        String to = settings.get(tx).text("support_email", "");
        if (!job.json().path("send_completion_email").asBoolean(true) || to.isEmpty()) {
            return;
        }
        ObjectNode about = JsonNodeFactory.instance.objectNode().put("to", to);
        about.put("connection", job.text("connection"));
        about.set("job", job.json().deepCopy());
        outbox.link(tx, EmailTemplate.USERS_IMPORT, "", about);
    }
}
