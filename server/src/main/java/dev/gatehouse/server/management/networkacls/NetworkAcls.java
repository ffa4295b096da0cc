package dev.gatehouse.server.management.networkacls;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.server.api.ApiRequest;
import dev.gatehouse.server.api.ApiResponse;
import dev.gatehouse.server.api.Operations;
import dev.gatehouse.server.api.Resource;
import dev.gatehouse.server.error.ErrorCode;
import dev.gatehouse.server.management.Services;
import dev.gatehouse.server.store.Transaction;
import dev.gatehouse.server.store.document.Document;
import dev.gatehouse.server.store.document.DocumentCollection;
import dev.gatehouse.server.store.document.Kind;
import java.util.stream.Stream;

/** Network access control lists. */
public final class NetworkAcls implements Resource {
    public static final Kind KIND = Kind.named("network_acl")
            .identified("id", identifiers -> identifiers.longPrefixed("acl_"))
            .missing("NetworkACL with this ID was not found")
            .timestamps("created_at", "updated_at")
            .build();

    private final Services services;
    private final DocumentCollection<Document> lists;

    public NetworkAcls(Services services) {
        this.services = services;
        lists = services.documents().of(KIND, Document::new);
    }

    @Override
    public void mount(Operations operations) {
        services.operations(operations, lists)
                .list("networkAcls.getAll")
                .create("networkAcls.create", NetworkAcls::check)
                .get("networkAcls.get", NetworkAcls::show)
                .replace("networkAcls.replace", NetworkAcls::check)
                .update("networkAcls.update", NetworkAcls::check);
        operations.write("networkAcls.delete", this::delete);
    }

    private static void show(Transaction tx, ApiRequest request, ObjectNode list) {
        list.put("tenant_id", tx.tenant().domain()).putNull("deleted_at");
    }

    private ApiResponse delete(Transaction tx, ApiRequest request) {
        lists.requireExists(tx, request.id());
        lists.delete(tx, request.id());
        // The API answers this content with status 200, where others answer 204.
        return ApiResponse.of(
                JsonNodeFactory.instance.objectNode().put("code", 204).put("object", ""));
    }

    /** A rule does one thing with a request, and a redirect says where to. */
    private static void check(Transaction tx, ApiRequest request, ObjectNode list) {
        JsonNode action = list.path("rule").path("action");
        long actions = Stream.of("allow", "block", "log", "redirect")
                .filter(action::has)
                .count();
        if (actions != 1) {
            throw ErrorCode.INVALID_BODY.refuse("rule.action must be one of allow, block, log and redirect");
        }
        if (action.has("redirect") != action.has("redirect_uri")) {
            throw ErrorCode.INVALID_BODY.refuse("rule.action.redirect and rule.action.redirect_uri go together");
        }
    }
}
