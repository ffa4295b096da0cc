package dev.gatehouse.server.management.users;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.server.api.ApiRequest;
import dev.gatehouse.server.api.Operations;
import dev.gatehouse.server.api.Reply;
import dev.gatehouse.server.api.Resource;
import dev.gatehouse.server.error.ErrorCode;
import dev.gatehouse.server.management.Services;
import dev.gatehouse.server.store.Database;
import dev.gatehouse.server.store.user.IdentityKey;
import dev.gatehouse.server.store.user.UserStore;
import dev.gatehouse.server.time.WireTime;
import java.time.InstantSource;
import java.util.Iterator;

/** Makes users identities of others, and identities users of their own again. */
public final class AccountLinking implements Resource {
    private final Database database;
    private final UserStore users;
    private final InstantSource clock;

    public AccountLinking(Services services) {
        database = services.database();
        users = services.users();
        clock = services.clock();
    }

    @Override
    public void mount(Operations operations) {
        operations.serve("users.link", this::link);
        operations.serve("users.unlink", this::unlink);
    }

    private Reply link(ApiRequest request) {
        IdentityKey identity = asked(request.body());
        return Reply.of(database.write(request.tenant(), tx -> {
            ObjectNode primary = Users.require(users, tx, request.id());
            ObjectNode secondary = users.owner(tx, identity)
                    .flatMap(owner -> users.find(tx, owner))
                    .orElseThrow(ErrorCode.INEXISTENT_USER::refuse);
            if (primary.path("user_id").equals(secondary.path("user_id"))) {
                throw ErrorCode.INVALID_BODY.refuse("Main account and secondary account are the same");
            }
            if (!secondary.path("user_id").asText().equals(identity.userId())) {
                throw ErrorCode.INVALID_BODY.refuse("The identity is linked to another user already");
            }
            ArrayNode identities = primary.withArrayProperty("identities");
            withProfiles(secondary).forEach(identities::add);
            primary.put("updated_at", WireTime.of(clock.instant()));
            users.link(tx, primary, secondary);
            return withProfiles(primary);
        }));
    }

    private static IdentityKey asked(ObjectNode sent) {
        if (sent.has("link_with")) {
            throw ErrorCode.OPERATION_NOT_SUPPORTED.refuse(
                    "link_with needs an ID token, which this server does not issue yet. Use provider and user_id.");
        }
        for (String name : new String[] {"provider", "user_id"}) {
            if (!sent.has(name)) {
                throw ErrorCode.INVALID_BODY.refuse(
                        "Payload validation error: 'Missing required property: " + name + "'.");
            }
        }
        String provider = sent.path("provider").asText();
        String id = sent.path("user_id").asText();
        String prefix = provider + "|";
        return new IdentityKey(provider, id.startsWith(prefix) ? id.substring(prefix.length()) : id);
    }

    private Reply unlink(ApiRequest request) {
        IdentityKey identity = new IdentityKey(request.pathParameter("provider"), request.pathParameter("user_id"));
        return Reply.of(database.write(request.tenant(), tx -> {
            ObjectNode user = Users.require(users, tx, request.id());
            if (identity.userId().equals(user.path("user_id").asText())) {
                throw ErrorCode.OPERATION_NOT_SUPPORTED.refuse("The primary identity cannot be unlinked");
            }
            ObjectNode removed = remove(user, identity);
            user.put("updated_at", WireTime.of(clock.instant()));
            users.unlink(tx, user, UserView.separated(removed, clock.instant()), identity);
            return withProfiles(user);
        }));
    }

    private static ObjectNode remove(ObjectNode user, IdentityKey identity) {
        Iterator<JsonNode> identities = user.path("identities").elements();
        while (identities.hasNext()) {
            JsonNode each = identities.next();
            if (each.path("provider").asText().equals(identity.provider())
                    && each.path("user_id").asText().equals(identity.id())) {
                identities.remove();
                return (ObjectNode) each;
            }
        }
        throw ErrorCode.INEXISTENT_USER.refuse("The user has no such identity.");
    }

    /** The identities, each with its profile: that of the primary one is the user's own. */
    private static ArrayNode withProfiles(ObjectNode user) {
        ArrayNode identities = user.path("identities").deepCopy();
        for (JsonNode identity : identities) {
            if (!identity.has("profileData")) {
                ((ObjectNode) identity).set("profileData", UserView.profile(user));
            }
        }
        return identities;
    }
}
