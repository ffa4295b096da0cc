package dev.gatehouse.server.management.clients;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.RSAKey;
import dev.gatehouse.server.api.Json;
import dev.gatehouse.server.client.ClientIdMetadata;
import dev.gatehouse.server.error.Rejection;
import dev.gatehouse.server.outbound.OutboundClient;
import dev.gatehouse.server.outbound.OutboundException;
import dev.gatehouse.server.outbound.OutboundRequest;
import dev.gatehouse.server.outbound.OutboundResponse;
import java.net.URI;
import java.text.ParseException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Fetches metadata documents of clients and the keys that they name, from where the guard of outgoing calls lets it. */
final class MetadataFetcher {
    private static final int MAX_KEYS = 2;
    private static final int MIN_BITS = 2_048;

    private final OutboundClient outbound;

    MetadataFetcher(OutboundClient outbound) {
        this.outbound = outbound;
    }

    /** It could not be fetched. The message may be shown to whoever named the address. */
    static final class UnavailableException extends Exception {
        private static final long serialVersionUID = 1L;

        UnavailableException(String message) {
            super(message);
        }
    }

    /**
     * What the document at an address says.
     *
     * @throws UnavailableException when there is no such address, no document is there, or it is no JSON object
     */
    ClientIdMetadata fetch(String address) throws UnavailableException {
        URI id = ClientIdMetadata.address(address);
        if (id == null) {
            throw new UnavailableException(
                    "external_client_id must be an address with https and a path, without fragment or dot segments");
        }
        JsonNode document = json(id);
        return ClientIdMetadata.of(id, document, ClientIdMetadata.provesItselfByKey(document) ? keys(document) : null);
    }

    private List<ObjectNode> keys(JsonNode document) throws UnavailableException {
        URI address = ClientIdMetadata.keys(document);
        JsonNode keys = address == null ? document.path("jwks") : json(address);
        List<ObjectNode> credentials = new ArrayList<>();
        for (JsonNode key : keys.path("keys")) {
            ObjectNode credential = credential(key);
            if (credential != null && credentials.size() < MAX_KEYS) {
                credentials.add(credential);
            }
        }
        return credentials;
    }

    private static @Nullable ObjectNode credential(JsonNode key) {
        try {
            if (JWK.parse(key.toString()) instanceof RSAKey rsa && rsa.size() >= MIN_BITS && !rsa.isPrivate()) {
                String pem = "-----BEGIN PUBLIC KEY-----\n"
                        + Base64.getMimeEncoder()
                                .encodeToString(rsa.toPublicKey().getEncoded())
                        + "\n-----END PUBLIC KEY-----\n";
                ObjectNode credential = JsonNodeFactory.instance
                        .objectNode()
                        .put("credential_type", "public_key")
                        .put(
                                "kid",
                                rsa.getKeyID() == null ? rsa.computeThumbprint().toString() : rsa.getKeyID())
                        .put(
                                "alg",
                                rsa.getAlgorithm() == null
                                        ? "RS256"
                                        : rsa.getAlgorithm().getName());
                return credential.put("pem", pem);
            }
            return null;
        } catch (ParseException | JOSEException | IllegalArgumentException e) {
            return null; // a set may hold keys of kinds that are not known (RFC 7517 §5)
        }
    }

    private JsonNode json(URI address) throws UnavailableException {
        OutboundResponse response;
        try {
            response = outbound.send(OutboundRequest.get(address).with("accept", "application/json"));
        } catch (OutboundException e) {
            throw new UnavailableException(String.valueOf(e.getMessage()));
        } catch (IllegalArgumentException e) {
            throw new UnavailableException("no call can be made to " + address.getHost());
        }
        if (response.status() != 200) {
            throw new UnavailableException(address.getHost() + " responded " + response.status());
        }
        JsonNode json = parsed(response.body());
        if (!json.isObject()) {
            throw new UnavailableException(address.getHost() + " responded with no JSON object");
        }
        return json;
    }

    private static JsonNode parsed(byte[] body) {
        try {
            return Json.parse(body);
        } catch (Rejection e) {
            return MissingNode.getInstance();
        }
    }
}
