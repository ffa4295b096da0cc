package dev.gatehouse.server.management.userblocks;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.server.api.ApiRequest;
import dev.gatehouse.server.api.ApiResponse;
import dev.gatehouse.server.api.Operations;
import dev.gatehouse.server.api.Resource;
import dev.gatehouse.server.attackprotection.AttackProtection;
import dev.gatehouse.server.attackprotection.BruteForceProtection;
import dev.gatehouse.server.attackprotection.SignInBlock;
import dev.gatehouse.server.management.Services;
import dev.gatehouse.server.store.Transaction;
import dev.gatehouse.server.store.document.SingleDocument;
import dev.gatehouse.server.user.LoginIdentifiers;
import dev.gatehouse.server.user.UserStore;
import java.util.List;

/** Who is kept out after too many failed sign-ins, by user and by what people sign in with. */
public final class UserBlocks implements Resource {
    private final UserStore users;
    private final AttackProtection protection;
    private final SingleDocument<BruteForceProtection> settings;

    public UserBlocks(Services services) {
        users = services.users();
        protection = new AttackProtection(services.documents(), services.clock());
        settings = BruteForceProtection.in(services.documents());
    }

    @Override
    public void mount(Operations operations) {
        operations.read("userBlocks.get", (tx, request) -> blocks(tx, request, ofUser(tx, request)));
        operations.write("userBlocks.delete", (tx, request) -> unblock(tx, ofUser(tx, request)));
        operations.read("userBlocks.getByIdentifier", (tx, request) -> blocks(tx, request, identifier(request)));
        operations.write("userBlocks.deleteByIdentifier", (tx, request) -> unblock(tx, identifier(request)));
    }

    private List<String> ofUser(Transaction tx, ApiRequest request) {
        return LoginIdentifiers.of(users.require(tx, request.id()));
    }

    private static List<String> identifier(ApiRequest request) {
        return List.of(String.valueOf(request.text("identifier")));
    }

    private ApiResponse blocks(Transaction tx, ApiRequest request, List<String> identifiers) {
        boolean none = request.flag("consider_brute_force_enablement", false)
                && !settings.get(tx).blocks();
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        ArrayNode shown = body.putArray("blocked_for");
        if (!none) {
            protection.blocks(tx, identifiers).forEach(block -> shown.add(shown(block)));
        }
        return ApiResponse.of(body);
    }

    private static ObjectNode shown(SignInBlock block) {
        ObjectNode shown = JsonNodeFactory.instance.objectNode().put("identifier", block.identifier());
        if (block.ip() != null) {
            shown.put("ip", block.ip());
        }
        return shown.put("connection", block.connection());
    }

    private ApiResponse unblock(Transaction tx, List<String> identifiers) {
        protection.unblock(tx, identifiers);
        return ApiResponse.empty();
    }
}
