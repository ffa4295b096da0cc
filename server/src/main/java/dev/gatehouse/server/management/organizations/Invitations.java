package dev.gatehouse.server.management.organizations;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.server.api.ApiRequest;
import dev.gatehouse.server.api.ApiResponse;
import dev.gatehouse.server.api.Operations;
import dev.gatehouse.server.api.Resource;
import dev.gatehouse.server.client.Client;
import dev.gatehouse.server.error.ErrorCode;
import dev.gatehouse.server.identifier.Identifiers;
import dev.gatehouse.server.mail.EmailTemplate;
import dev.gatehouse.server.mail.Outbox;
import dev.gatehouse.server.management.Services;
import dev.gatehouse.server.organization.Organization;
import dev.gatehouse.server.organization.OrganizationInvitation;
import dev.gatehouse.server.role.Role;
import dev.gatehouse.server.store.Slice;
import dev.gatehouse.server.store.Transaction;
import dev.gatehouse.server.store.document.DocumentCollection;
import dev.gatehouse.server.time.WireTime;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Invitations to organizations. */
public final class Invitations implements Resource {
    private static final int DEFAULT_SECONDS = 604_800;
    private static final int TICKET_LENGTH = 32;

    private final DocumentCollection<Organization> organizations;
    private final DocumentCollection<OrganizationInvitation> invitations;
    private final DocumentCollection<Role> roles;
    private final DocumentCollection<Client> clients;
    private final Outbox outbox;
    private final Identifiers identifiers;
    private final InstantSource clock;

    public Invitations(Services services) {
        clients = services.documents().of(Client.KIND, Client::new);
        organizations = services.documents().of(Organization.KIND, Organization::new);
        invitations = services.documents().of(OrganizationInvitation.KIND, OrganizationInvitation::new);
        roles = services.roles().roles();
        outbox = services.outbox();
        identifiers = services.identifiers();
        clock = services.clock();
    }

    @Override
    public void mount(Operations operations) {
        operations.read("organizations.getInvitations", this::list);
        operations.write("organizations.createInvitation", this::create);
        operations.read("organizations.getInvitation", (tx, request) -> ApiResponse.document(require(tx, request)));
        operations.write("organizations.deleteInvitation", this::delete);
    }

    private ApiResponse list(Transaction tx, ApiRequest request) {
        organizations.requireExists(tx, request.id());
        String now = WireTime.of(clock.instant());
        List<OrganizationInvitation> open =
                new ArrayList<>(invitations.all(tx, Map.of("organization_id", request.id())));
        open.removeIf(invitation -> invitation.text("expires_at", "").compareTo(now) <= 0);
        if (String.valueOf(request.text("sort")).endsWith("-1")) {
            Collections.reverse(open);
        }
        return ApiResponse.documents(Slice.of(open, request.window()));
    }

    private ApiResponse create(Transaction tx, ApiRequest request) {
        Organization organization = organizations.require(tx, request.id());
        ObjectNode sent = request.body();
        Client client = clients.require(tx, sent.path("client_id").asText());
        sent.path("roles").forEach(role -> roles.requireExists(tx, role.asText()));
        Instant now = clock.instant();
        String ticket = identifiers.alphanumeric(TICKET_LENGTH);
        ObjectNode invitation = JsonNodeFactory.instance
                .objectNode()
                .put("id", Objects.requireNonNull(OrganizationInvitation.KIND.newId(identifiers)))
                .put("organization_id", organization.id());
        invitation.setAll(sent);
        invitation.remove(List.of("ttl_sec", "send_invitation_email"));
        long seconds = sent.path("ttl_sec").asLong();
        // The client's own page to begin at, or else the tenant's.
        String login = client.text("initiate_login_uri", request.tenant().issuer() + "login");
        invitation
                .put(
                        "invitation_url",
                        login + (login.contains("?") ? "&" : "?") + "invitation=" + ticket + "&organization="
                                + organization.id() + "&organization_name=" + organization.name())
                .put("ticket_id", ticket)
                .put("created_at", WireTime.of(now))
                .put("expires_at", WireTime.of(now.plusSeconds(seconds == 0 ? DEFAULT_SECONDS : seconds)));
        if (sent.path("send_invitation_email").asBoolean()) {
            mail(tx, invitation);
        }
        return ApiResponse.document(invitations.insert(tx, invitation));
    }

    private void mail(Transaction tx, ObjectNode invitation) {
        ObjectNode about = invitation.deepCopy().retain("client_id", "organization_id", "inviter", "roles");
        about.put("to", invitation.path("invitee").path("email").asText());
        about.set("url", invitation.path("invitation_url"));
        outbox.link(tx, EmailTemplate.USER_INVITATION, "", about);
    }

    private OrganizationInvitation require(Transaction tx, ApiRequest request) {
        organizations.requireExists(tx, request.id());
        return invitations
                .find(tx, request.lastPathParameter())
                .filter(invitation -> request.id().equals(invitation.text("organization_id")))
                .orElseThrow(ErrorCode.INEXISTENT_INVITATION::refuse);
    }

    private ApiResponse delete(Transaction tx, ApiRequest request) {
        organizations.requireExists(tx, request.id());
        invitations
                .find(tx, request.lastPathParameter())
                .filter(invitation -> request.id().equals(invitation.text("organization_id")))
                .ifPresent(invitation -> invitations.delete(tx, request.lastPathParameter()));
        return ApiResponse.empty();
    }
}
