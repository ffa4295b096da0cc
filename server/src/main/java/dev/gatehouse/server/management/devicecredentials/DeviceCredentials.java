package dev.gatehouse.server.management.devicecredentials;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.server.api.ApiRequest;
import dev.gatehouse.server.api.ApiResponse;
import dev.gatehouse.server.api.Operations;
import dev.gatehouse.server.api.Resource;
import dev.gatehouse.server.identifier.Identifiers;
import dev.gatehouse.server.management.Services;
import dev.gatehouse.server.session.DeviceCredential;
import dev.gatehouse.server.session.RefreshToken;
import dev.gatehouse.server.store.Slice;
import dev.gatehouse.server.store.Transaction;
import dev.gatehouse.server.store.Window;
import dev.gatehouse.server.store.document.DocumentCollection;
import dev.gatehouse.server.store.document.View;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What devices keep of a user: public keys, and refresh tokens seen as such. */
public final class DeviceCredentials implements Resource {
    private static final String PUBLIC_KEY = "public_key";
    private static final String ROTATING = "rotating_refresh_token";
    private static final List<String> OF_A_TOKEN = List.of("id", "device_name", "device_id", "user_id", "client_id");

    private final DocumentCollection<DeviceCredential> keys;
    private final DocumentCollection<RefreshToken> tokens;
    private final Identifiers identifiers;

    public DeviceCredentials(Services services) {
        keys = services.documents().of(DeviceCredential.KIND, DeviceCredential::new);
        tokens = services.documents().of(RefreshToken.KIND, RefreshToken::new);
        identifiers = services.identifiers();
    }

    @Override
    public void mount(Operations operations) {
        operations.read("deviceCredentials.getAll", this::list);
        operations.write("deviceCredentials.createPublicKey", this::create);
        operations.write("deviceCredentials.delete", this::delete);
    }

    private ApiResponse list(Transaction tx, ApiRequest request) {
        Map<String, String> filter = request.filters("user_id", "client_id");
        Window window = request.window();
        String type = request.text("type");
        if (type == null) {
            return ApiResponse.page(all(tx, filter, (Window.Offset) window));
        }
        if (type.equals(PUBLIC_KEY)) {
            return ApiResponse.documents(keys.list(tx, filter, window));
        }
        filter.put("rotating", Boolean.toString(type.equals(ROTATING)));
        return ApiResponse.page(tokens.list(tx, filter, window).map(DeviceCredentials::ofToken));
    }

    /** The public keys, and after them the refresh tokens. */
    private Slice<ObjectNode> all(Transaction tx, Map<String, String> filter, Window.Offset window) {
        int before = (int) keys.count(tx, filter);
        List<ObjectNode> page = new ArrayList<>();
        keys.list(tx, filter, window).items().stream().map(View::json).forEach(page::add);
        int rest = window.limit() - page.size();
        if (rest > 0) {
            Window.Offset after = new Window.Offset(Math.max(0, window.start() - before), rest, false);
            tokens.list(tx, filter, after).items().stream()
                    .map(DeviceCredentials::ofToken)
                    .forEach(page::add);
        }
        return new Slice<>(page, before + tokens.count(tx, filter), null);
    }

    private static ObjectNode ofToken(RefreshToken token) {
        ObjectNode shown = token.json().deepCopy().retain(OF_A_TOKEN);
        shown.put("type", token.flag("rotating") ? ROTATING : "refresh_token");
        String lastUsed = token.text("last_exchanged_at");
        return lastUsed == null ? shown : shown.put("last_used", lastUsed);
    }

    private ApiResponse create(Transaction tx, ApiRequest request) {
        ObjectNode credential = request.body();
        credential.put("id", DeviceCredential.KIND.newId(identifiers));
        credential.put("user_id", request.token().subject());
        if (!credential.has("client_id")) {
            credential.put("client_id", request.token().clientId());
        }
        keys.insert(tx, credential);
        return ApiResponse.of(JsonNodeFactory.instance.objectNode().set("id", credential.get("id")));
    }

    private ApiResponse delete(Transaction tx, ApiRequest request) {
        boolean any = request.token().scopes().contains("delete:device_credentials");
        String subject = request.token().subject();
        if (keys.find(tx, request.id())
                .filter(key -> any || subject.equals(key.text("user_id")))
                .isPresent()) {
            keys.delete(tx, request.id());
        }
        if (tokens.find(tx, request.id())
                .filter(token -> any || subject.equals(token.text("user_id")))
                .isPresent()) {
            tokens.delete(tx, request.id());
        }
        return ApiResponse.empty();
    }
}
