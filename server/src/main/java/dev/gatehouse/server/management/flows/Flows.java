package dev.gatehouse.server.management.flows;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.server.api.ApiRequest;
import dev.gatehouse.server.api.ApiResponse;
import dev.gatehouse.server.api.Operations;
import dev.gatehouse.server.api.Resource;
import dev.gatehouse.server.flow.Flow;
import dev.gatehouse.server.flow.FlowExecution;
import dev.gatehouse.server.flow.FlowForm;
import dev.gatehouse.server.management.Services;
import dev.gatehouse.server.store.Transaction;
import dev.gatehouse.server.store.document.DocumentCollection;
import java.util.Map;

/** Flows and what ran of them. */
public final class Flows implements Resource {
    private final Services services;
    private final DocumentCollection<Flow> flows;
    private final DocumentCollection<FlowExecution> executions;
    private final DocumentCollection<FlowForm> forms;

    public Flows(Services services) {
        this.services = services;
        flows = services.documents().of(Flow.KIND, Flow::new);
        executions = services.documents().of(FlowExecution.KIND, FlowExecution::new);
        forms = services.documents().of(FlowForm.KIND, FlowForm::new);
    }

    @Override
    public void mount(Operations operations) {
        services.operations(operations, flows)
                .list("flows.getAll", this::hydrate, "synchronous")
                .create("flows.create")
                .get("flows.get", this::hydrate)
                .update("flows.update")
                .delete("flows.delete");
        operations.read("flows.getExecutions", this::listExecutions);
        operations.read("flows.getExecution", (tx, request) -> ApiResponse.document(execution(tx, request)));
        operations.write("flows.deleteExecution", this::deleteExecution);
    }

    /** Adds what {@code hydrate} asks for. */
    private void hydrate(Transaction tx, ApiRequest request, ObjectNode flow) {
        if (request.texts("hydrate").contains("form_count")) {
            flow.put("form_count", forms.count(tx, Map.of("flow_id", new Flow(flow).id())));
        }
    }

    private ApiResponse listExecutions(Transaction tx, ApiRequest request) {
        String flow = request.pathParameter("flow_id");
        flows.requireExists(tx, flow);
        return ApiResponse.documents(executions.list(tx, Map.of("flow_id", flow), request.window()));
    }

    private FlowExecution execution(Transaction tx, ApiRequest request) {
        String id = request.pathParameter("execution_id");
        return executions
                .find(tx, id)
                .filter(execution -> execution.flowId().equals(request.pathParameter("flow_id")))
                .orElseThrow(() -> FlowExecution.KIND.refuseMissing(id));
    }

    private ApiResponse deleteExecution(Transaction tx, ApiRequest request) {
        executions.delete(tx, execution(tx, request).id());
        return ApiResponse.empty();
    }
}
