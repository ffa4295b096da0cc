package dev.gatehouse.server.user;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.gatehouse.server.error.ErrorCode;
import dev.gatehouse.server.identifier.IdentityKey;
import dev.gatehouse.server.store.Transaction;
import dev.gatehouse.server.time.WireTime;
import java.time.InstantSource;

/** Makes users identities of others, and identities users of their own again. Thread-safe. */
public final class AccountLinking {
    private final UserStore users;
    private final InstantSource clock;

    public AccountLinking(UserStore users, InstantSource clock) {
        this.users = users;
        this.clock = clock;
    }

    /**
     * Makes the user whose primary identity is {@code identity} a part of another.
     *
     * @return the other user's identities afterwards, each with its profile
     * @throws dev.gatehouse.server.error.Rejection when one of the two is not there, both are the same, or the identity is
     *     linked already
     */
    public ArrayNode link(Transaction tx, String primaryId, IdentityKey identity) {
        User primary = users.require(tx, primaryId);
        User secondary = users.owner(tx, identity)
                .flatMap(owner -> users.find(tx, owner))
                .orElseThrow(ErrorCode.INEXISTENT_USER::refuse);
        if (primary.id().equals(secondary.id())) {
            throw ErrorCode.INVALID_BODY.refuse("Main account and secondary account are the same");
        }
        if (!secondary.isPrimary(identity)) {
            throw ErrorCode.INVALID_BODY.refuse("The identity is linked to another user already");
        }
        ArrayNode identities = primary.json().withArrayProperty("identities");
        withProfiles(secondary).forEach(identities::add);
        touch(primary);
        users.link(tx, primary, secondary);
        return withProfiles(primary);
    }

    /**
     * Makes an identity a user of its own again.
     *
     * @return the identities that the user still has, each with its profile
     * @throws dev.gatehouse.server.error.Rejection when there is no such user or identity, or it is the primary one
     */
    public ArrayNode unlink(Transaction tx, String userId, IdentityKey key) {
        User user = users.require(tx, userId);
        if (user.isPrimary(key)) {
            throw ErrorCode.OPERATION_NOT_SUPPORTED.refuse("The primary identity cannot be unlinked");
        }
        Identity removed =
                user.remove(key).orElseThrow(() -> ErrorCode.INEXISTENT_USER.refuse("The user has no such identity."));
        touch(user);
        users.unlink(tx, user, UserProfile.separated(removed, clock.instant()), key);
        return withProfiles(user);
    }

    private void touch(User user) {
        user.json().put("updated_at", WireTime.of(clock.instant()));
    }

    /** The identities, each with its profile: that of the primary one is the user's own. */
    private static ArrayNode withProfiles(User user) {
        ArrayNode identities = JsonNodeFactory.instance.arrayNode();
        for (Identity identity : user.identities()) {
            Identity copy = new Identity(identity.json().deepCopy());
            if (!copy.json().has("profileData")) {
                copy.json().set("profileData", UserProfile.of(user));
            }
            identities.add(copy.json());
        }
        return identities;
    }
}
