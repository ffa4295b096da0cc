package dev.gatehouse.server.management.selfserviceprofiles;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.server.api.ApiRequest;
import dev.gatehouse.server.api.ApiResponse;
import dev.gatehouse.server.api.Operations;
import dev.gatehouse.server.api.Resource;
import dev.gatehouse.server.error.ErrorCode;
import dev.gatehouse.server.identifier.SecretHash;
import dev.gatehouse.server.management.Services;
import dev.gatehouse.server.selfservice.SelfServiceProfile;
import dev.gatehouse.server.selfservice.SsoTicket;
import dev.gatehouse.server.store.Transaction;
import dev.gatehouse.server.store.document.DocumentCollection;
import dev.gatehouse.server.time.WireTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Tickets with which someone sets up an enterprise connection. A ticket is shown once; only its hash is kept. */
public final class SsoTickets implements Resource {
    private static final int TICKET_LENGTH = 32;
    private static final String PROFILE = "profile_id";

    private final Services services;
    private final DocumentCollection<SelfServiceProfile> profiles;
    private final DocumentCollection<SsoTicket> tickets;

    public SsoTickets(Services services) {
        this.services = services;
        profiles = services.documents().of(SelfServiceProfile.KIND, SelfServiceProfile::new);
        tickets = services.documents().of(SsoTicket.KIND, SsoTicket::new);
    }

    @Override
    public void mount(Operations operations) {
        operations.write("selfServiceProfiles.createSsoTicket", this::create);
        operations.write("selfServiceProfiles.revokeSsoTicket", this::revoke);
    }

    private ApiResponse create(Transaction tx, ApiRequest request) {
        profiles.requireExists(tx, request.id());
        check(tx, request.body());
        Instant now = services.clock().instant();
        deleteExpired(tx, request.id(), now);
        String ticket = services.identifiers().alphanumeric(TICKET_LENGTH);
        ObjectNode document = JsonNodeFactory.instance
                .objectNode()
                .put("id", SecretHash.of(ticket))
                .put(PROFILE, request.id())
                .put(
                        "expires_at",
                        WireTime.of(
                                now.plusSeconds(request.body().path("ttl_sec").asLong())));
        document.set("settings", request.body());
        tickets.insert(tx, document);
        String address = request.tenant().issuer() + "self-service/connections-flow?ticket=" + ticket;
        return ApiResponse.of(JsonNodeFactory.instance.objectNode().put("ticket", address));
    }

    /** A ticket is for a connection that exists or is to be made, and for clients that exist. */
    private void check(Transaction tx, ObjectNode sent) {
        if (sent.has("connection_id") == sent.has("connection_config")) {
            throw ErrorCode.INVALID_BODY.refuse("Give either connection_id or connection_config");
        }
        String connection = sent.path("connection_id").asText();
        if (sent.has("connection_id")
                && services.connections().connections().find(tx, connection).isEmpty()) {
            throw ErrorCode.UNKNOWN_CONNECTION.refuse();
        }
        List<String> clients = new ArrayList<>();
        sent.path("enabled_clients").forEach(client -> clients.add(client.asText()));
        services.connections().requireClients(tx, clients);
    }

    private void deleteExpired(Transaction tx, String profile, Instant now) {
        tickets.all(tx, Map.of(PROFILE, profile)).stream()
                .filter(ticket -> ticket.isExpired(now))
                .forEach(ticket -> tickets.delete(tx, ticket.id()));
    }

    /** One that is not there needs no revoking. */
    private ApiResponse revoke(Transaction tx, ApiRequest request) {
        profiles.requireExists(tx, request.pathParameter("profileId"));
        tickets.find(tx, SecretHash.of(request.id()))
                .filter(ticket -> ticket.profileId().equals(request.pathParameter("profileId")))
                .ifPresent(ticket -> tickets.delete(tx, ticket.id()));
        return ApiResponse.empty();
    }
}
