package dev.gatehouse.server.management.clients;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.server.api.ApiRequest;
import dev.gatehouse.server.api.ApiResponse;
import dev.gatehouse.server.api.Operations;
import dev.gatehouse.server.api.Resource;
import dev.gatehouse.server.api.Transactions;
import dev.gatehouse.server.client.Client;
import dev.gatehouse.server.client.ClientIdMetadata;
import dev.gatehouse.server.client.ClientStore;
import dev.gatehouse.server.error.ErrorCode;
import dev.gatehouse.server.management.Services;
import dev.gatehouse.server.management.clients.MetadataFetcher.UnavailableException;
import dev.gatehouse.server.store.Transaction;
import org.jspecify.annotations.Nullable;

/** Clients of others, registered by the document in which they describe themselves. */
public final class ClientRegistrations implements Resource {
    private final ClientStore clients;
    private final MetadataFetcher fetcher;

    public ClientRegistrations(Services services) {
        clients = new ClientStore(services.documents(), services.identifiers(), services.clock());
        fetcher = new MetadataFetcher(services.outbound());
    }

    @Override
    public void mount(Operations operations) {
        operations.prepare("clients.previewMetadata", this::fetch, this::preview);
        operations.prepare("clients.registerByMetadata", this::fetch, this::register);
    }

    /**
     * What was found at the address.
     *
     * @param metadata null when nothing was
     * @param error why; null when something was
     */
    private record FetchedMetadata(
            @Nullable ClientIdMetadata metadata, @Nullable String error) {}

    private static String address(ApiRequest request) {
        return request.body().path("external_client_id").asText();
    }

    /** A transaction comes first: a token that was revoked has no call made. */
    private FetchedMetadata fetch(Transactions transactions, ApiRequest request) {
        transactions.read(tx -> clients.findRegistered(tx, address(request)));
        try {
            return new FetchedMetadata(fetcher.fetch(address(request)), null);
        } catch (UnavailableException e) {
            return new FetchedMetadata(null, e.getMessage());
        }
    }

    private ApiResponse preview(Transaction tx, ApiRequest request, FetchedMetadata fetched) {
        ObjectNode shown = JsonNodeFactory.instance.objectNode();
        clients.findRegistered(tx, address(request)).ifPresent(client -> shown.put("client_id", client.id()));
        ClientIdMetadata metadata = fetched.metadata();
        if (metadata == null) {
            shown.putArray("errors").add(fetched.error());
        } else {
            describe(shown, metadata);
        }
        return ApiResponse.of(shown);
    }

    private ApiResponse register(Transaction tx, ApiRequest request, FetchedMetadata fetched) {
        ClientIdMetadata metadata = fetched.metadata();
        if (metadata == null) {
            throw ErrorCode.BAD_REQUEST.refuse("The client metadata document cannot be read: " + fetched.error());
        }
        if (!metadata.violations().isEmpty()) {
            throw ErrorCode.BAD_REQUEST.refuse(
                    "The client metadata document is not valid: " + String.join("; ", metadata.violations()));
        }
        Client client = clients.register(tx, metadata);
        ObjectNode shown = JsonNodeFactory.instance.objectNode().put("client_id", client.id());
        describe(shown, metadata);
        return ApiResponse.of(shown);
    }

    private static void describe(ObjectNode shown, ClientIdMetadata metadata) {
        ObjectNode mapped = metadata.mapped();
        for (JsonNode each : mapped.at("/client_authentication_methods/private_key_jwt/credentials")) {
            ((ObjectNode) each).remove("pem");
        }
        shown.set("mapped_fields", mapped);
        ObjectNode validation = shown.putObject("validation");
        validation.put("valid", metadata.violations().isEmpty());
        ArrayNode violations = validation.putArray("violations");
        metadata.violations().forEach(violations::add);
        ArrayNode warnings = validation.putArray("warnings");
        metadata.warnings().forEach(warnings::add);
    }
}
