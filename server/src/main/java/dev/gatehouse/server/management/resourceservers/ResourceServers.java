package dev.gatehouse.server.management.resourceservers;

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
import dev.gatehouse.server.permission.PermissionStore;
import dev.gatehouse.server.store.Database;
import dev.gatehouse.server.store.DuplicateKeyException;
import dev.gatehouse.server.store.Slice;
import dev.gatehouse.server.store.Transaction;
import dev.gatehouse.server.store.document.DocumentStore;
import dev.gatehouse.server.store.document.Kinds;
import dev.gatehouse.server.token.ResourceServer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** APIs, by their ids and by their identifiers. */
public final class ResourceServers implements Resource {
    private static final int DEFAULT_LIFETIME = 86_400;
    private static final int DEFAULT_WEB_LIFETIME = 7_200;

    private final Database database;
    private final DocumentStore documents;
    private final PermissionStore permissions;
    private final Identifiers identifiers;

    public ResourceServers(Services services) {
        database = services.database();
        documents = services.documents();
        permissions = services.permissions();
        identifiers = services.identifiers();
    }

    @Override
    public void mount(Operations operations) {
        operations.serve("resourceServers.getAll", this::list);
        operations.serve("resourceServers.create", this::create);
        operations.serve("resourceServers.get", this::get);
        operations.serve("resourceServers.update", this::update);
        operations.serve("resourceServers.delete", this::delete);
    }

    private Reply list(ApiRequest request) {
        List<String> wanted = request.texts("identifiers");
        if (wanted.isEmpty()) {
            return Reply.page(database.read(
                    request.tenant(), tx -> documents.list(tx, Kinds.RESOURCE_SERVER, Map.of(), request.window())));
        }
        List<ObjectNode> found = database.read(
                request.tenant(),
                tx -> wanted.stream()
                        .distinct()
                        .map(identifier -> documents.findBy(tx, Kinds.RESOURCE_SERVER, "identifier", identifier))
                        .flatMap(Optional::stream)
                        .toList());
        return Reply.page(Slice.of(found, request.window()));
    }

    private Reply create(ApiRequest request) {
        ObjectNode sent = request.body();
        String id = identifiers.hex(24);
        ObjectNode api = JsonNodeFactory.instance.objectNode().put("id", id);
        api.set("name", sent.path("name").isTextual() ? sent.get("name") : sent.get("identifier"));
        api.set("identifier", sent.get("identifier"));
        api.put("signing_alg", "RS256")
                .put("allow_offline_access", false)
                .put("skip_consent_for_verifiable_first_party_clients", false)
                .put("token_lifetime", DEFAULT_LIFETIME)
                .put("token_lifetime_for_web", DEFAULT_WEB_LIFETIME);
        MergePatch.apply(api, sent);
        SystemApis.of(request.tenant(), sent.path("identifier").asText()).ifPresent(api::setAll);
        capWebLifetime(api);
        giveSecret(api);
        requireUsable(api);
        try {
            return Reply.of(database.write(request.tenant(), tx -> {
                documents.insert(tx, Kinds.RESOURCE_SERVER, id, api);
                return api;
            }));
        } catch (DuplicateKeyException e) {
            throw ErrorCode.RESOURCE_SERVER_CONFLICT.refuse();
        }
    }

    /** Tokens for a browser are never good for longer than the others. */
    private static void capWebLifetime(ObjectNode api) {
        int lifetime = api.path("token_lifetime").asInt(DEFAULT_LIFETIME);
        if (api.path("token_lifetime_for_web").asInt() > lifetime
                && !api.path("is_system").asBoolean()) {
            api.put("token_lifetime_for_web", lifetime);
        }
    }

    /** Each API has a secret, for when its tokens are signed with HS256. */
    private void giveSecret(ObjectNode api) {
        if (!api.path("signing_secret").isTextual()) {
            api.put("signing_secret", identifiers.secret(32));
        }
    }

    /** What cannot be read now would fail when the first token is issued. */
    private static void requireUsable(ObjectNode api) {
        try {
            ResourceServer.of(api);
        } catch (IllegalArgumentException e) {
            throw ErrorCode.INVALID_BODY.refuse(String.valueOf(e.getMessage()));
        }
    }

    private Reply get(ApiRequest request) {
        return Reply.of(database.read(request.tenant(), tx -> withLinkedClient(tx, api(tx, request.id()))));
    }

    /** With the client that was created for the API, if one was. */
    private ObjectNode withLinkedClient(Transaction tx, ObjectNode api) {
        String identifier = api.path("identifier").asText();
        documents.all(tx, Kinds.CLIENT, Map.of("resource_server_identifier", identifier)).stream()
                .findFirst()
                .ifPresent(client -> api.set("client_id", client.get("client_id")));
        return api;
    }

    private Reply update(ApiRequest request) {
        ObjectNode sent = request.body();
        return Reply.of(database.write(request.tenant(), tx -> {
            ObjectNode api = api(tx, request.id());
            requireNotSystem(api, sent);
            MergePatch.apply(api, sent);
            capWebLifetime(api);
            requireUsable(api);
            documents.update(tx, Kinds.RESOURCE_SERVER, api.path("id").asText(), api);
            permissions.deleteByResourceServer(tx, api.path("identifier").asText(), scopes(api));
            return api;
        }));
    }

    /** Of the Management API, only how long its tokens are good for may be changed. */
    private static void requireNotSystem(ObjectNode api, ObjectNode sent) {
        boolean onlyLifetimes =
                sent.properties().stream().allMatch(change -> change.getKey().startsWith("token_lifetime"));
        if (api.path("is_system").asBoolean() && !onlyLifetimes) {
            throw ErrorCode.OPERATION_NOT_SUPPORTED.refuse("The Management API is a system resource server: only its"
                    + " token_lifetime and token_lifetime_for_web can be changed.");
        }
    }

    private Reply delete(ApiRequest request) {
        database.write(request.tenant(), tx -> {
            ObjectNode api = find(tx, request.id()).orElse(null);
            if (api == null) {
                return false;
            }
            if (api.path("identifier").asText().equals(request.tenant().managementAudience())) {
                throw ErrorCode.OPERATION_NOT_SUPPORTED.refuse(
                        "The Management API is a system resource server: it cannot be deleted.");
            }
            String identifier = api.path("identifier").asText();
            permissions.deleteByResourceServer(tx, identifier, List.of());
            documents.deleteAll(tx, Kinds.CLIENT_GRANT, Map.of("audience", identifier));
            return documents.delete(tx, Kinds.RESOURCE_SERVER, api.path("id").asText());
        });
        return Reply.empty();
    }

    private ObjectNode api(Transaction tx, String idOrIdentifier) {
        return find(tx, idOrIdentifier).orElseThrow(ErrorCode.INEXISTENT_RESOURCE_SERVER::refuse);
    }

    private Optional<ObjectNode> find(Transaction tx, String idOrIdentifier) {
        return documents
                .find(tx, Kinds.RESOURCE_SERVER, idOrIdentifier)
                .or(() -> documents.findBy(tx, Kinds.RESOURCE_SERVER, "identifier", idOrIdentifier));
    }

    private static List<String> scopes(ObjectNode api) {
        List<String> scopes = new ArrayList<>();
        for (JsonNode scope : api.path("scopes")) {
            scopes.add(scope.path("value").asText());
        }
        return scopes;
    }
}
