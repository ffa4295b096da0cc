package dev.gatehouse.server.management.clientgrants;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.server.api.ApiRequest;
import dev.gatehouse.server.api.MergePatch;
import dev.gatehouse.server.api.Operations;
import dev.gatehouse.server.api.Reply;
import dev.gatehouse.server.api.Resource;
import dev.gatehouse.server.error.ErrorCode;
import dev.gatehouse.server.identifier.Identifiers;
import dev.gatehouse.server.management.Services;
import dev.gatehouse.server.store.Database;
import dev.gatehouse.server.store.DuplicateKeyException;
import dev.gatehouse.server.store.Transaction;
import dev.gatehouse.server.store.document.DocumentStore;
import dev.gatehouse.server.store.document.Kinds;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Which clients may be given tokens for which APIs. */
public final class ClientGrants implements Resource {
    private static final List<String> FILTERS =
            List.of("audience", "client_id", "allow_any_organization", "subject_type", "default_for");

    private final Database database;
    private final DocumentStore documents;
    private final Identifiers identifiers;

    public ClientGrants(Services services) {
        database = services.database();
        documents = services.documents();
        identifiers = services.identifiers();
    }

    @Override
    public void mount(Operations operations) {
        operations.serve("clientGrants.getAll", this::list);
        operations.serve("clientGrants.create", this::create);
        operations.serve("clientGrants.get", this::get);
        operations.serve("clientGrants.update", this::update);
        operations.serve("clientGrants.delete", this::delete);
    }

    private Reply list(ApiRequest request) {
        Map<String, String> keys = new HashMap<>();
        for (String filter : FILTERS) {
            String value = request.text(filter);
            if (value != null) {
                keys.put(filter, value);
            }
        }
        return Reply.page(
                database.read(request.tenant(), tx -> documents.list(tx, Kinds.CLIENT_GRANT, keys, request.window())));
    }

    private Reply create(ApiRequest request) {
        ObjectNode sent = request.body();
        String id = identifiers.prefixed("cgr_");
        ObjectNode grant = JsonNodeFactory.instance.objectNode().put("id", id);
        MergePatch.apply(grant, sent);
        if (!grant.has("subject_type")) {
            grant.put("subject_type", "client");
        }
        if (!grant.has("scope")) {
            grant.putArray("scope");
        }
        try {
            return Reply.of(database.write(request.tenant(), tx -> {
                requireClient(tx, grant);
                requireScopes(tx, grant);
                documents.insert(tx, Kinds.CLIENT_GRANT, id, grant);
                return grant;
            }));
        } catch (DuplicateKeyException e) {
            throw ErrorCode.CLIENT_GRANT_CONFLICT.refuse();
        }
    }

    private void requireClient(Transaction tx, ObjectNode grant) {
        if (!grant.has("client_id")) {
            if (grant.has("default_for")) {
                return;
            }
            throw ErrorCode.INVALID_BODY.refuse("Payload validation error: 'Missing required property: client_id'.");
        }
        ObjectNode client = documents
                .find(tx, Kinds.CLIENT, grant.path("client_id").asText())
                .orElseThrow(ErrorCode.INEXISTENT_CLIENT::refuse);
        if (client.path("app_type").asText().equals("express_configuration")) {
            throw ErrorCode.VALIDATION_ERROR.refuse("Client of type express_configuration cannot be used");
        }
    }

    private void requireScopes(Transaction tx, ObjectNode grant) {
        ObjectNode api = documents
                .findBy(
                        tx,
                        Kinds.RESOURCE_SERVER,
                        "identifier",
                        grant.path("audience").asText())
                .orElseThrow(ErrorCode.INEXISTENT_RESOURCE_SERVER::refuse);
        Set<String> known = new HashSet<>();
        api.path("scopes").forEach(scope -> known.add(scope.path("value").asText()));
        for (JsonNode scope : grant.path("scope")) {
            if (!known.contains(scope.asText())) {
                throw ErrorCode.BAD_REQUEST.refuse("Scope " + scope.asText() + " does not exist on "
                        + grant.path("audience").asText() + ".");
            }
        }
    }

    private Reply get(ApiRequest request) {
        return Reply.of(database.read(request.tenant(), tx -> grant(tx, request.id())));
    }

    /** Scopes are taken as they are: the real API looks only at those of a new grant. */
    private Reply update(ApiRequest request) {
        ObjectNode sent = request.body();
        return Reply.of(database.write(request.tenant(), tx -> {
            ObjectNode grant = grant(tx, request.id());
            requireNotSystem(grant);
            MergePatch.apply(grant, sent);
            documents.update(tx, Kinds.CLIENT_GRANT, request.id(), grant);
            return grant;
        }));
    }

    private Reply delete(ApiRequest request) {
        database.write(request.tenant(), tx -> {
            documents.find(tx, Kinds.CLIENT_GRANT, request.id()).ifPresent(ClientGrants::requireNotSystem);
            return documents.delete(tx, Kinds.CLIENT_GRANT, request.id());
        });
        return Reply.empty();
    }

    private static void requireNotSystem(ObjectNode grant) {
        if (grant.path("is_system").asBoolean()) {
            throw ErrorCode.OPERATION_NOT_SUPPORTED.refuse(
                    "The grant is a system one: it goes with its client and cannot be changed or deleted.");
        }
    }

    private ObjectNode grant(Transaction tx, String id) {
        return documents.find(tx, Kinds.CLIENT_GRANT, id).orElseThrow(ErrorCode.INEXISTENT_CLIENT_GRANT::refuse);
    }
}
