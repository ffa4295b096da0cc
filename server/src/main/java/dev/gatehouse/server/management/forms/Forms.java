package dev.gatehouse.server.management.forms;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.server.api.ApiRequest;
import dev.gatehouse.server.api.Operations;
import dev.gatehouse.server.api.Resource;
import dev.gatehouse.server.flow.FlowForm;
import dev.gatehouse.server.management.Services;
import dev.gatehouse.server.store.Transaction;

/** Forms shown during a sign-in. */
public final class Forms implements Resource {
    private final Services services;

    public Forms(Services services) {
        this.services = services;
    }

    @Override
    public void mount(Operations operations) {
        services.operations(operations, services.documents().of(FlowForm.KIND, FlowForm::new))
                .list("forms.getAll", Forms::countFlows)
                .create("forms.create")
                .get("forms.get", Forms::hydrate)
                .update("forms.update")
                .delete("forms.delete");
    }

    /** Adds what {@code hydrate} asks for. */
    private static void hydrate(Transaction tx, ApiRequest request, ObjectNode form) {
        if (request.texts("hydrate").contains("flow_count")) {
            countFlows(tx, request, form);
        }
    }

    /** A list tells it of every form, whatever {@code hydrate} asks for. */
    private static void countFlows(Transaction tx, ApiRequest request, ObjectNode form) {
        form.put("flow_count", new FlowForm(form).flows().size());
    }
}
