package dev.gatehouse.server.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.server.error.ErrorCode;
import dev.gatehouse.server.store.Transaction;
import dev.gatehouse.server.store.document.DocumentCollection;
import java.util.ArrayList;
import java.util.List;

/**
 * The credentials within a client: those that are sent with their keys are kept apart, and the client keeps their ids; those
 * that are sent by id must be the client's. Thread-safe.
 */
final class InlineCredentials {
    private static final List<String> PLACES = List.of(
            "client_authentication_methods/private_key_jwt",
            "client_authentication_methods/tls_client_auth",
            "client_authentication_methods/self_signed_tls_client_auth",
            "signed_request_object",
            "token_vault_privileged_access");

    private final DocumentCollection<Credential> credentials;
    private final CredentialParser parser;

    InlineCredentials(DocumentCollection<Credential> credentials, CredentialParser parser) {
        this.credentials = credentials;
        this.parser = parser;
    }

    /**
     * Takes the credentials out of {@code client}, leaving their ids.
     *
     * @throws dev.gatehouse.server.error.Rejection when one cannot be read
     */
    List<Credential> take(Client client) {
        List<Credential> taken = new ArrayList<>();
        for (ArrayNode sent : in(client)) {
            for (int i = 0; i < sent.size(); i++) {
                if (sent.get(i) instanceof ObjectNode each && !each.has("id")) {
                    Credential credential = parser.parse(client.id(), each);
                    taken.add(credential);
                    sent.set(i, reference(credential));
                }
            }
        }
        return taken;
    }

    private static ObjectNode reference(Credential credential) {
        return JsonNodeFactory.instance.objectNode().put("id", credential.id());
    }

    private static List<ArrayNode> in(Client client) {
        List<ArrayNode> found = new ArrayList<>();
        for (String place : PLACES) {
            if (client.at(place + "/credentials") instanceof ArrayNode sent) {
                found.add(sent);
            }
        }
        return found;
    }

    void insert(Transaction tx, List<Credential> taken) {
        taken.forEach(credential -> credentials.insert(tx, credential.json()));
    }

    /**
     * Checks that every credential the client names is its own.
     *
     * @throws dev.gatehouse.server.error.Rejection when one is not
     */
    void requireOwn(Transaction tx, Client client) {
        for (ArrayNode references : in(client)) {
            for (JsonNode reference : references) {
                String id = reference.path("id").asText();
                boolean own = credentials
                        .find(tx, id)
                        .filter(credential -> credential.clientId().equals(client.id()))
                        .isPresent();
                if (!own) {
                    throw ErrorCode.INVALID_BODY.refuse("The credential " + id + " does not exist");
                }
            }
        }
    }

    /** Takes a credential out of wherever the client names it; whether it was named. */
    static boolean remove(Client client, String credentialId) {
        boolean removed = false;
        for (ArrayNode references : in(client)) {
            for (int i = references.size() - 1; i >= 0; i--) {
                if (references.get(i).path("id").asText().equals(credentialId)) {
                    references.remove(i);
                    removed = true;
                }
            }
        }
        return removed;
    }

    /** Spells the new credentials out in {@code client}, as the answer to their creation. */
    static void show(Client client, List<Credential> taken) {
        for (ArrayNode references : in(client)) {
            for (int i = 0; i < references.size(); i++) {
                String id = references.get(i).path("id").asText();
                for (Credential credential : taken) {
                    if (credential.id().equals(id)) {
                        references.set(i, credential.summary());
                    }
                }
            }
        }
    }
}
