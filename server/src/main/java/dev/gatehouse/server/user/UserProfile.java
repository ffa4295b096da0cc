package dev.gatehouse.server.user;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.server.time.WireTime;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** What of a user is profile: its picture by default, and what goes along with an identity that is linked or unlinked. */
final class UserProfile {
    /** What belongs to a user, and not to the profile of one of its identities. */
    private static final Set<String> NOT_PROFILE = Set.of(
            "user_id",
            "identities",
            "created_at",
            "updated_at",
            "user_metadata",
            "app_metadata",
            "blocked",
            "logins_count",
            "last_login",
            "last_ip",
            "last_password_reset",
            "multifactor");

    private static final Pattern NOT_AN_INITIAL = Pattern.compile("[^a-z0-9]");

    private UserProfile() {}

    /** The picture of a user without one: by the mail address at Gravatar, and there by the initials. */
    static String picture(String email, String name) {
        String initials = name.isEmpty() ? "x" : name.substring(0, Math.min(2, name.length()));
        String safe = NOT_AN_INITIAL.matcher(initials.toLowerCase(Locale.ROOT)).replaceAll("x");
        return "https://s.gravatar.com/avatar/" + md5(email.toLowerCase(Locale.ROOT))
                + "?s=480&r=pg&d=https%3A%2F%2Fcdn.auth0.com%2Favatars%2F" + safe + ".png";
    }

    /** Gravatar names pictures by the MD5 of the address; nothing is protected by it. */
    private static String md5(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("MD5").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The profile that an identity brings along. */
    static ObjectNode of(User user) {
        ObjectNode profile = user.json().deepCopy();
        profile.remove(List.copyOf(NOT_PROFILE));
        return profile;
    }

    /** A user made of the profile of an identity that was taken out of another. */
    static User separated(Identity identity, Instant now) {
        ObjectNode user = identity.profile().deepCopy();
        ObjectNode own = identity.json().deepCopy();
        own.remove("profileData");
        user.put("user_id", identity.key().userId());
        user.putArray("identities").add(own);
        return new User(user.put("created_at", WireTime.of(now)).put("updated_at", WireTime.of(now)));
    }
}
