package dev.gatehouse.server.management.connections;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.server.api.ApiRequest;
import dev.gatehouse.server.api.ApiResponse;
import dev.gatehouse.server.api.Operations;
import dev.gatehouse.server.api.Resource;
import dev.gatehouse.server.connection.Connection;
import dev.gatehouse.server.connection.ScimConfiguration;
import dev.gatehouse.server.error.ErrorCode;
import dev.gatehouse.server.management.Services;
import dev.gatehouse.server.store.Transaction;
import dev.gatehouse.server.store.document.DocumentCollection;
import dev.gatehouse.server.time.WireTime;
import java.time.InstantSource;

/** How connections are provisioned by SCIM. */
public final class ScimConfigurations implements Resource {
    private final Services services;
    private final DocumentCollection<Connection> connections;
    private final DocumentCollection<ScimConfiguration> configurations;
    private final InstantSource clock;

    public ScimConfigurations(Services services) {
        this.services = services;
        connections = services.connections().connections();
        configurations = services.documents().of(ScimConfiguration.KIND, ScimConfiguration::new);
        clock = services.clock();
    }

    @Override
    public void mount(Operations operations) {
        services.operations(operations, configurations)
                .get("connections.getScimConfiguration")
                .update("connections.updateScimConfiguration");
        operations.write("connections.deleteScimConfiguration", this::delete);
        operations.write("connections.createScimConfiguration", this::create);
        operations.read("connections.getScimDefaultMapping", this::defaultMapping);
    }

    /** That the connection has no configuration is no error. */
    private ApiResponse delete(Transaction tx, ApiRequest request) {
        connection(tx, request);
        configurations.delete(tx, request.id());
        return ApiResponse.empty();
    }

    private ApiResponse create(Transaction tx, ApiRequest request) {
        String now = WireTime.of(clock.instant());
        ObjectNode configuration = ScimConfiguration.initial(connection(tx, request))
                .put("tenant_name", tx.tenant().id())
                .put("created_at", now)
                .put("updated_on", now);
        if (request.hasBody()) {
            configuration.setAll(request.body());
        }
        return ApiResponse.document(configurations.insert(tx, configuration));
    }

    private ApiResponse defaultMapping(Transaction tx, ApiRequest request) {
        ObjectNode response = JsonNodeFactory.instance.objectNode();
        response.set("mapping", ScimConfiguration.defaultMapping(connection(tx, request)));
        return ApiResponse.of(response);
    }

    private Connection connection(Transaction tx, ApiRequest request) {
        return connections.find(tx, request.id()).orElseThrow(ErrorCode.NOT_FOUND::refuse);
    }
}
