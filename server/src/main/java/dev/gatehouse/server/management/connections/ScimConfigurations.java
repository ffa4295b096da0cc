package dev.gatehouse.server.management.connections;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.server.api.ApiRequest;
import dev.gatehouse.server.api.Operations;
import dev.gatehouse.server.api.Reply;
import dev.gatehouse.server.api.Resource;
import dev.gatehouse.server.error.ErrorCode;
import dev.gatehouse.server.management.Services;
import dev.gatehouse.server.store.Database;
import dev.gatehouse.server.store.DuplicateKeyException;
import dev.gatehouse.server.store.Transaction;
import dev.gatehouse.server.store.document.DocumentStore;
import dev.gatehouse.server.store.document.Kinds;
import dev.gatehouse.server.time.WireTime;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** How connections are provisioned by SCIM; the document has the id of its connection. */
public final class ScimConfigurations implements Resource {
    private static final Map<String, String> MAPPING = new LinkedHashMap<>();

    static {
        MAPPING.put("userName", "preferred_username");
        MAPPING.put("emails[primary eq true].value", "email");
        MAPPING.put("externalId", "app_metadata.external_id");
        MAPPING.put("active", "blocked");
        MAPPING.put("displayName", "name");
        MAPPING.put("name.givenName", "given_name");
        MAPPING.put("name.familyName", "family_name");
        for (String part : List.of("middleName", "honorificPrefix", "honorificSuffix")) {
            MAPPING.put(
                    "name." + part,
                    "app_metadata." + part.replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT));
        }
        MAPPING.put("nickName", "nickname");
        MAPPING.put("photos[type eq \"photo\"].value", "picture");
    }

    private final Database database;
    private final DocumentStore documents;
    private final InstantSource clock;

    public ScimConfigurations(Services services) {
        database = services.database();
        documents = services.documents();
        clock = services.clock();
    }

    @Override
    public void mount(Operations operations) {
        operations.serve("connections.getScimConfiguration", this::get);
        operations.serve("connections.createScimConfiguration", this::create);
        operations.serve("connections.updateScimConfiguration", this::update);
        operations.serve("connections.deleteScimConfiguration", this::delete);
        operations.serve("connections.getScimDefaultMapping", this::defaultMapping);
    }

    private Reply get(ApiRequest request) {
        return Reply.of(database.read(request.tenant(), tx -> configuration(tx, request)));
    }

    private Reply create(ApiRequest request) {
        ObjectNode sent = request.hasBody() ? request.body() : JsonNodeFactory.instance.objectNode();
        String now = now();
        try {
            return Reply.of(database.write(request.tenant(), tx -> {
                ObjectNode connection = connection(tx, request);
                ObjectNode configuration = JsonNodeFactory.instance
                        .objectNode()
                        .put("tenant_name", request.tenant().id())
                        .put("connection_id", request.id())
                        .put("connection_name", connection.path("name").asText())
                        .put("strategy", connection.path("strategy").asText())
                        .put("user_id_attribute", defaultUserId(connection))
                        .put("created_at", now)
                        .put("updated_on", now);
                configuration.set("mapping", mapping(connection));
                configuration.setAll(sent);
                documents.insert(tx, Kinds.SCIM_CONFIGURATION, request.id(), configuration);
                return configuration;
            }));
        } catch (DuplicateKeyException e) {
            throw ErrorCode.SCIM_CONFIGURATION_CONFLICT.refuse();
        }
    }

    private Reply update(ApiRequest request) {
        ObjectNode sent = request.body();
        return Reply.of(database.write(request.tenant(), tx -> {
            ObjectNode configuration = configuration(tx, request);
            configuration.setAll(sent);
            configuration.put("updated_on", now());
            documents.update(tx, Kinds.SCIM_CONFIGURATION, request.id(), configuration);
            return configuration;
        }));
    }

    private Reply delete(ApiRequest request) {
        database.write(request.tenant(), tx -> {
            documents.deleteAll(tx, Kinds.SCIM_TOKEN, Map.of("connection_id", request.id()));
            return documents.delete(tx, Kinds.SCIM_CONFIGURATION, request.id());
        });
        return Reply.empty();
    }

    private Reply defaultMapping(ApiRequest request) {
        ObjectNode connection = database.read(request.tenant(), tx -> connection(tx, request));
        return Reply.of(JsonNodeFactory.instance.objectNode().set("mapping", mapping(connection)));
    }

    /** SAML has names of its own for what OpenID Connect calls preferred_username. */
    private static JsonNode mapping(ObjectNode connection) {
        var mapping = JsonNodeFactory.instance.arrayNode();
        MAPPING.forEach((scim, auth0) -> mapping.addObject()
                .put("auth0", auth0.equals("preferred_username") && isSaml(connection) ? "username" : auth0)
                .put("scim", scim));
        return mapping;
    }

    private static String defaultUserId(ObjectNode connection) {
        return isSaml(connection) ? "userName" : "externalId";
    }

    private static boolean isSaml(ObjectNode connection) {
        return connection.path("strategy").asText().equals("samlp");
    }

    private String now() {
        return WireTime.of(clock.instant());
    }

    private ObjectNode configuration(Transaction tx, ApiRequest request) {
        return documents.find(tx, Kinds.SCIM_CONFIGURATION, request.id()).orElseThrow(ErrorCode.NOT_FOUND::refuse);
    }

    private ObjectNode connection(Transaction tx, ApiRequest request) {
        return documents.find(tx, Kinds.CONNECTION, request.id()).orElseThrow(ErrorCode.NOT_FOUND::refuse);
    }
}
