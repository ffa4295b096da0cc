package dev.gatehouse.server.oauth.authorize;

import dev.gatehouse.server.authorization.AuthorizationRequest;
import dev.gatehouse.server.client.Client;
import dev.gatehouse.server.client.RegisteredUrls;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Where the response to an authorization request goes, once it is known to be the client's own.
 *
 * @param client the client
 * @param redirectUri one of its callbacks
 * @param mode {@code query}, {@code fragment}, {@code form_post} or {@code web_message}
 * @param state what the client sent along; null for nothing
 */
record ResponseTarget(
        Client client,
        String redirectUri,
        String mode,
        @Nullable String state) {
    static final Set<String> MODES = Set.of("query", "fragment", "form_post", "web_message");

    static ResponseTarget of(Client client, AuthorizationRequest request) {
        return new ResponseTarget(client, request.redirectUri(), request.responseMode(), request.state());
    }

    /** Whether pages of that origin are told: those of the client's web origins. */
    boolean isMessageAllowed() {
        return RegisteredUrls.origin(redirectUri)
                .filter(client::allowsMessagesTo)
                .isPresent();
    }
}
