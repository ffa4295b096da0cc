package dev.gatehouse.server.authorization;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.gatehouse.server.user.User;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What is told of users by scope (OpenID Connect Core §5.4), in ID tokens and by the userinfo endpoint. */
public final class UserClaims {
    private static final JsonMapper MAPPER = new JsonMapper();
    /** The members of a user by the scopes that tell of them; claims have the same names. */
    private static final Map<String, List<String>> MEMBERS = Map.of(
            "profile",
            List.of(
                    "name",
                    "given_name",
                    "family_name",
                    "middle_name",
                    "nickname",
                    "preferred_username",
                    "profile",
                    "picture",
                    "website",
                    "gender",
                    "birthdate",
                    "zoneinfo",
                    "locale",
                    "updated_at"),
            "email",
            List.of("email", "email_verified"),
            "phone",
            List.of("phone_number"),
            "address",
            List.of("address"));

    private UserClaims() {}

    /** The names of all claims there may be. */
    public static List<String> names() {
        return MEMBERS.values().stream().flatMap(List::stream).sorted().toList();
    }

    /** The claims that these scopes allow, those that the user has. */
    public static Map<String, Object> of(User user, Collection<String> scopes) {
        Map<String, Object> claims = new LinkedHashMap<>();
        for (String scope : List.of("profile", "email", "phone", "address")) {
            if (scopes.contains(scope)) {
                MEMBERS.getOrDefault(scope, List.of()).forEach(member -> add(claims, member, user.at(member)));
            }
        }
        if (scopes.contains("phone") && user.json().has("phone_number")) {
            claims.put("phone_number_verified", user.flag("phone_verified"));
        }
        return claims;
    }

    private static void add(Map<String, Object> claims, String name, JsonNode value) {
        if (!value.isMissingNode() && !value.isNull()) {
            claims.put(name, MAPPER.convertValue(value, Object.class));
        }
    }
}
