package dev.gatehouse.server.management.clients;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.server.management.Services;
import dev.gatehouse.server.store.Transaction;
import dev.gatehouse.server.store.document.DocumentStore;
import dev.gatehouse.server.store.document.Kinds;
import java.util.ArrayList;
import java.util.List;

/** Credentials that are sent within a client: they are kept apart, and the client keeps their ids. */
final class InlineCredentials {
    private static final List<String> PLACES = List.of(
            "/client_authentication_methods/private_key_jwt",
            "/client_authentication_methods/tls_client_auth",
            "/client_authentication_methods/self_signed_tls_client_auth",
            "/signed_request_object");

    private final DocumentStore documents;
    private final Credential newCredential;

    InlineCredentials(Services services) {
        documents = services.documents();
        newCredential = new Credential(services.identifiers(), services.clock());
    }

    /** Takes the credentials out of {@code client}, leaving their ids. */
    List<ObjectNode> take(ObjectNode client) {
        List<ObjectNode> taken = new ArrayList<>();
        for (ArrayNode credentials : in(client)) {
            for (int i = 0; i < credentials.size(); i++) {
                if (credentials.get(i) instanceof ObjectNode sent && !sent.has("id")) {
                    ObjectNode credential = newCredential.from(sent);
                    taken.add(credential);
                    credentials.set(i, JsonNodeFactory.instance.objectNode().set("id", credential.get("id")));
                }
            }
        }
        return taken;
    }

    private static List<ArrayNode> in(ObjectNode client) {
        List<ArrayNode> found = new ArrayList<>();
        for (String place : PLACES) {
            if (client.at(place + "/credentials") instanceof ArrayNode credentials) {
                found.add(credentials);
            }
        }
        return found;
    }

    void insert(Transaction tx, String clientId, List<ObjectNode> credentials) {
        for (ObjectNode credential : credentials) {
            credential.put("client_id", clientId);
            documents.insert(tx, Kinds.CLIENT_CREDENTIAL, credential.path("id").asText(), credential);
        }
    }

    /** The client with its new credentials spelled out, as the answer to their creation. */
    ObjectNode shownWith(ObjectNode client, List<ObjectNode> credentials) {
        for (ArrayNode places : in(client)) {
            for (int i = 0; i < places.size(); i++) {
                JsonNode id = places.get(i).path("id");
                for (ObjectNode credential : credentials) {
                    if (credential.path("id").equals(id)) {
                        places.set(i, Credential.shown(credential));
                    }
                }
            }
        }
        return client;
    }
}
