package dev.gatehouse.server.oauth.token;

import dev.gatehouse.server.token.ResourceServer;
import dev.gatehouse.server.token.TokenSubject;
import java.util.List;

/**
 * What a grant allows: the access token that the endpoint issues.
 *
 * @param subject who the token is for
 * @param api the API that accepts it
 * @param scopes what it allows there; may be empty
 */
record GrantedAccess(TokenSubject subject, ResourceServer api, List<String> scopes) {
    GrantedAccess {
        scopes = List.copyOf(scopes);
    }
}
