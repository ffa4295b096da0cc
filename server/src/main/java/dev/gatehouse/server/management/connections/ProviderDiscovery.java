package dev.gatehouse.server.management.connections;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.server.api.Json;
import dev.gatehouse.server.error.Rejection;
import dev.gatehouse.server.outbound.OutboundClient;
import dev.gatehouse.server.outbound.OutboundException;
import dev.gatehouse.server.outbound.OutboundRequest;
import dev.gatehouse.server.outbound.OutboundResponse;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/**
 * Reads the metadata of OpenID Connect providers (OpenID Connect Discovery 1.0 §4), from where the guard of outgoing calls
 * lets it.
 */
final class ProviderDiscovery {
    private static final String STRATEGY = "oidc";
    private static final Duration DEADLINE = Duration.ofSeconds(5);
    private static final int MAX_DOCUMENT = 64 << 10;

    private final OutboundClient outbound;

    ProviderDiscovery(OutboundClient outbound) {
        this.outbound = outbound;
    }

    /** Whether these options ask for the metadata of their provider: by its address, and without bringing their own. */
    static boolean isAsked(JsonNode options) {
        return !address(options).isEmpty() && !options.hasNonNull("oidc_metadata");
    }

    private static String address(JsonNode options) {
        return options.path("discovery_url").asText("");
    }

    /** The metadata of the provider that these options name; empty where the strategy has none, or it cannot be read. */
    Optional<ObjectNode> read(String strategy, JsonNode options) {
        if (!strategy.equals(STRATEGY)) {
            return Optional.empty();
        }
        try {
            OutboundRequest request =
                    OutboundRequest.get(URI.create(address(options))).within(DEADLINE, MAX_DOCUMENT);
            OutboundResponse response = outbound.send(request);
            return response.isSuccess() && Json.parse(response.body()) instanceof ObjectNode metadata
                    ? Optional.of(metadata)
                    : Optional.empty();
        } catch (OutboundException | IllegalArgumentException | Rejection e) {
            return Optional.empty(); // no address, nobody there, or no JSON
        }
    }
}
