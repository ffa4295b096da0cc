package dev.gatehouse.server.token;

import java.util.List;
import java.util.Map;

/**
 * What is in one access token beside what its API decides. Immutable.
 *
 * @param id its {@code jti}
 * @param audiences its {@code aud}
 * @param scopes its {@code scope}; may be empty
 * @param permissions its {@code permissions}, where the API wants them
 * @param claims claims beside the registered ones
 */
public record AccessTokenContent(
        String id, List<String> audiences, List<String> scopes, List<String> permissions, Map<String, String> claims) {
    public AccessTokenContent {
        audiences = List.copyOf(audiences);
        scopes = List.copyOf(scopes);
        permissions = List.copyOf(permissions);
        claims = Map.copyOf(claims);
    }
}
