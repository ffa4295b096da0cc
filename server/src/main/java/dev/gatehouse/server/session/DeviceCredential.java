package dev.gatehouse.server.session;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.server.client.Client;
import dev.gatehouse.server.store.document.Kind;
import dev.gatehouse.server.store.document.View;

/** The public key of a device that a user signs in with. */
public record DeviceCredential(ObjectNode json) implements View {
    public static final Kind KIND = Kind.named("device_credential")
            .identified("id", identifiers -> identifiers.prefixed("dcr_"))
            .ownedByUser()
            .ownedBy(Client.KIND, "client_id")
            .build();
}
