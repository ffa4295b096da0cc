package dev.gatehouse.server.oauth.token;

import dev.gatehouse.server.token.AccessTokenSettings;
import dev.gatehouse.server.token.TokenSubject;
import java.util.List;

/**
 * What a grant allows: the access token that the endpoint issues.
 *
 * @param subject who the token is for
 * @param api what the API that accepts it has set of its tokens
 * @param scopes what it allows there; may be empty
 */
record GrantedAccess(TokenSubject subject, AccessTokenSettings api, List<String> scopes) {
    GrantedAccess {
        scopes = List.copyOf(scopes);
    }
}
