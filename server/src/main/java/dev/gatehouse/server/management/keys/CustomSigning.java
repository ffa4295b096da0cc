package dev.gatehouse.server.management.keys;

import com.fasterxml.jackson.databind.JsonNode;
import com.nimbusds.jose.jwk.JWK;
import dev.gatehouse.server.api.ApiRequest;
import dev.gatehouse.server.api.ApiResponse;
import dev.gatehouse.server.api.Operations;
import dev.gatehouse.server.api.Resource;
import dev.gatehouse.server.error.ErrorCode;
import dev.gatehouse.server.management.Services;
import dev.gatehouse.server.store.Transaction;
import dev.gatehouse.server.store.document.SingleDocument;
import dev.gatehouse.server.tenantkey.CustomSigningKeys;
import java.text.ParseException;

/** Public keys of the tenant's own that signatures are checked with. */
public final class CustomSigning implements Resource {
    private final SingleDocument<CustomSigningKeys> keys;

    public CustomSigning(Services services) {
        keys = CustomSigningKeys.in(services.documents());
    }

    @Override
    public void mount(Operations operations) {
        operations.read("keys.getCustomSigning", (tx, request) -> ApiResponse.document(keys.require(tx)));
        operations.write("keys.setCustomSigning", this::set);
        operations.write("keys.deleteCustomSigning", (tx, request) -> {
            keys.delete(tx);
            return ApiResponse.empty();
        });
    }

    private ApiResponse set(Transaction tx, ApiRequest request) {
        JsonNode sent = request.body().path("keys");
        for (int i = 0; i < sent.size(); i++) {
            requireKey(sent.get(i), i);
        }
        return ApiResponse.document(keys.put(tx, request.body()));
    }

    private static void requireKey(JsonNode key, int index) {
        try {
            JWK.parse(key.toString());
        } catch (ParseException | IllegalArgumentException e) {
            throw ErrorCode.INVALID_BODY.refuse(
                    "Payload validation error: 'Not a public key' on property keys[" + index + "] (A JSON Web Key).");
        }
    }
}
