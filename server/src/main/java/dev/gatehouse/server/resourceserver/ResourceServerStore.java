package dev.gatehouse.server.resourceserver;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.server.error.ErrorCode;
import dev.gatehouse.server.identifier.Identifiers;
import dev.gatehouse.server.store.Transaction;
import dev.gatehouse.server.store.document.DocumentCollection;
import dev.gatehouse.server.store.document.DocumentStore;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** APIs. Every API is made and changed here. Thread-safe. */
public final class ResourceServerStore {
    private static final Set<String> CHANGEABLE_OF_SYSTEM = Set.of("token_lifetime", "token_lifetime_for_web");

    private final DocumentCollection<ResourceServer> apis;
    private final ResourceServerDefaults defaults;

    public ResourceServerStore(DocumentStore documents, Identifiers identifiers) {
        apis = documents.of(ResourceServer.KIND, ResourceServer::new);
        defaults = new ResourceServerDefaults(identifiers);
    }

    /** The APIs themselves. */
    public DocumentCollection<ResourceServer> apis() {
        return apis;
    }

    /** The API with that id or that identifier, which clients may have percent-encoded twice. */
    public Optional<ResourceServer> find(Transaction tx, String idOrIdentifier) {
        return apis.find(tx, idOrIdentifier)
                .or(() -> apis.findBy(tx, "identifier", idOrIdentifier))
                .or(() -> apis.findBy(tx, "identifier", decoded(idOrIdentifier)));
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return text; // it was not encoded twice
        }
    }

    /**
     * The API with that id or identifier.
     *
     * @throws dev.gatehouse.server.error.Rejection when there is none
     */
    public ResourceServer require(Transaction tx, String idOrIdentifier) {
        return find(tx, idOrIdentifier).orElseThrow(ErrorCode.INEXISTENT_RESOURCE_SERVER::refuse);
    }

    /**
     * Creates an API of what was sent.
     *
     * @throws dev.gatehouse.server.error.Rejection when no token can be issued for it, or its identifier is taken
     */
    public ResourceServer create(Transaction tx, ObjectNode sent) {
        ResourceServer api = defaults.complete(tx.tenant(), sent);
        requireUsable(api);
        return apis.insert(tx, api.json());
    }

    /** What cannot be read now would fail when the first token is issued. */
    private static void requireUsable(ResourceServer api) {
        try {
            api.tokens();
        } catch (IllegalArgumentException e) {
            throw ErrorCode.INVALID_BODY.refuse(String.valueOf(e.getMessage()));
        }
    }

    /**
     * Changes an API. The caller takes the permissions that it no longer has from everybody.
     *
     * @param sent the change, for the rules that look at what was sent
     * @param change changes the stored API as {@code sent} says
     * @throws dev.gatehouse.server.error.Rejection when there is none, or it would break a rule
     */
    public ResourceServer update(Transaction tx, String idOrIdentifier, ObjectNode sent, Consumer<ObjectNode> change) {
        ResourceServer api = require(tx, idOrIdentifier);
        requireChangeable(api, sent);
        change.accept(api.json());
        ResourceServerDefaults.completeObjects(api);
        requireUsable(api);
        return apis.update(tx, api.json());
    }

    private static void requireChangeable(ResourceServer api, ObjectNode sent) {
        boolean onlyLifetimes =
                sent.properties().stream().allMatch(change -> CHANGEABLE_OF_SYSTEM.contains(change.getKey()));
        if (api.isSystem() && !onlyLifetimes) {
            throw ErrorCode.OPERATION_NOT_SUPPORTED.refuse("The Management API is a system resource server: only its"
                    + " token_lifetime and token_lifetime_for_web can be changed.");
        }
    }

    /**
     * Deletes an API. The caller deletes its client grants and permissions.
     *
     * @return the API that was deleted; empty when there is none
     * @throws dev.gatehouse.server.error.Rejection when it is the Management API
     */
    public Optional<ResourceServer> delete(Transaction tx, String idOrIdentifier) {
        Optional<ResourceServer> found = find(tx, idOrIdentifier);
        found.ifPresent(api -> {
            if (api.identifier().equals(tx.tenant().managementAudience())) {
                throw ErrorCode.OPERATION_NOT_SUPPORTED.refuse(
                        "The Management API is a system resource server: it cannot be deleted.");
            }
            apis.delete(tx, api.id());
        });
        return found;
    }
}
