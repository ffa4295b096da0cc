package dev.gatehouse.server.oauth.userinfo;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.server.authorization.UserClaims;
import dev.gatehouse.server.http.Endpoint;
import dev.gatehouse.server.http.Form;
import dev.gatehouse.server.http.MalformedFormException;
import dev.gatehouse.server.http.Request;
import dev.gatehouse.server.http.Response;
import dev.gatehouse.server.oauth.CrossOrigin;
import dev.gatehouse.server.oauth.OAuthError;
import dev.gatehouse.server.oauth.OAuthException;
import dev.gatehouse.server.oauth.OAuthResponses;
import dev.gatehouse.server.store.Database;
import dev.gatehouse.server.tenant.Tenant;
import dev.gatehouse.server.tenant.Tenants;
import dev.gatehouse.server.token.AccessToken;
import dev.gatehouse.server.token.AccessTokenVerifier;
import dev.gatehouse.server.token.AccessTokenVerifier.InvalidTokenException;
import dev.gatehouse.server.token.RevocationCheck;
import dev.gatehouse.server.user.User;
import dev.gatehouse.server.user.UserStore;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The endpoint. The token comes in the header, in the form or, as some clients send it, in the query. Thread-safe. */
public final class UserInfoEndpoint implements Endpoint {
    /** Where it is. */
    public static final String PATH = "/userinfo";

    private static final JsonMapper MAPPER = new JsonMapper();
    private static final int MAX_BODY = 64 * 1024;

    private final Tenants tenants;
    private final Database database;
    private final AccessTokenVerifier verifier;
    private final RevocationCheck revocations;
    private final UserStore users;
    private final CrossOrigin crossOrigin;

    /**
     * @param verifier of tokens for this endpoint
     */
    public UserInfoEndpoint(
            Tenants tenants,
            Database database,
            AccessTokenVerifier verifier,
            RevocationCheck revocations,
            UserStore users,
            CrossOrigin crossOrigin) {
        this.tenants = tenants;
        this.database = database;
        this.verifier = verifier;
        this.revocations = revocations;
        this.users = users;
        this.crossOrigin = crossOrigin;
    }

    @Override
    public Response handle(Request request) {
        Tenant tenant = tenants.byHost(request.host());
        try {
            AccessToken token = verifier.verify(tenant, bearer(request));
            Optional<User> user = database.read(
                    tenant,
                    tx -> revocations.covering(tx, token).isPresent()
                            ? Optional.empty()
                            : users.find(tx, token.subject()).filter(found -> !found.blocked()));
            Response response = user.isEmpty() ? refusal("Unauthorized") : claims(user.get(), token);
            return crossOrigin.allow(tenant, request, response, token.clientId());
        } catch (InvalidTokenException e) {
            return refusal("Unauthorized");
        } catch (OAuthException refusal) {
            return OAuthResponses.error(refusal, request);
        }
    }

    private static Response claims(User user, AccessToken token) {
        if (!token.scopes().contains("openid")) {
            return refusal("Unauthorized");
        }
        ObjectNode body = JsonNodeFactory.instance.objectNode().put("sub", user.id());
        UserClaims.of(user, token.scopes()).forEach((name, value) -> body.set(name, MAPPER.valueToTree(value)));
        return OAuthResponses.json(200, body);
    }

    /** RFC 6750 §3. */
    private static Response refusal(String description) {
        ObjectNode body = JsonNodeFactory.instance
                .objectNode()
                .put("error", OAuthError.INVALID_TOKEN.wire())
                .put("error_description", description);
        return OAuthResponses.json(401, body)
                .with("www-authenticate", "Bearer error=\"invalid_token\", error_description=\"" + description + "\"");
    }

    private static String bearer(Request request) throws InvalidTokenException {
        String header = request.header("authorization");
        if (header != null && header.regionMatches(true, 0, "Bearer ", 0, 7)) {
            return header.substring(7).strip();
        }
        String sent = field(request);
        if (sent == null) {
            throw new InvalidTokenException("Unauthorized");
        }
        return sent;
    }

    private static @Nullable String field(Request request) {
        try {
            boolean post = request.method().equals("POST") && request.body().length <= MAX_BODY;
            String inForm = post ? request.form().first("access_token") : null;
            return inForm == null ? Form.parse(request.query()).first("access_token") : inForm;
        } catch (MalformedFormException e) {
            throw OAuthError.INVALID_REQUEST.refuse("The parameters are malformed");
        }
    }
}
