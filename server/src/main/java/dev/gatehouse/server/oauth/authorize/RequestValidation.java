package dev.gatehouse.server.oauth.authorize;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.server.authorization.AccessPolicy;
import dev.gatehouse.server.authorization.AuthorizationRequest;
import dev.gatehouse.server.authorization.LoginConnections;
import dev.gatehouse.server.authorization.OrganizationLogin;
import dev.gatehouse.server.client.Client;
import dev.gatehouse.server.client.RegisteredUrls;
import dev.gatehouse.server.error.Excerpt;
import dev.gatehouse.server.oauth.OAuthError;
import dev.gatehouse.server.resourceserver.ResourceServer;
import dev.gatehouse.server.settings.TenantSettingsStore;
import dev.gatehouse.server.store.Transaction;
import dev.gatehouse.server.store.document.DocumentCollection;
import dev.gatehouse.server.store.document.DocumentStore;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The rules of authorization requests, in the order they are asked: first {@link #locate}, whose refusals no application may be told
 * of, then the others. Thread-safe.
 */
final class RequestValidation {
    private static final Set<String> RESPONSE_TYPES = Set.of("code", "token", "id_token");
    /** RFC 7636 §4.2: the SHA-256 of a verifier. */
    private static final Pattern S256 = Pattern.compile("[A-Za-z0-9_-]{43}");

    private static final Pattern SECONDS = Pattern.compile("\\d{1,9}");
    private static final int MAX_CLIENT_ID = 2_048;

    private final DocumentCollection<Client> clients;
    private final TenantSettingsStore settings;
    private final AccessPolicy policy;
    private final LoginConnections connections;
    private final OrganizationLogin organizations;

    RequestValidation(DocumentStore documents) {
        clients = documents.of(Client.KIND, Client::new);
        settings = new TenantSettingsStore(documents);
        policy = new AccessPolicy(documents);
        connections = new LoginConnections(documents);
        organizations = new OrganizationLogin(documents);
    }

    /** A rule: refuses the request, or adds what it found to it. */
    @FunctionalInterface
    private interface Rule {
        void apply(Transaction tx, Client client, AuthorizationParameters sent, AuthorizationRequest request);
    }

    Client client(Transaction tx, String clientId) {
        return (clientId.length() > MAX_CLIENT_ID ? Optional.<Client>empty() : clients.find(tx, clientId))
                .filter(client -> !client.isGlobal())
                .orElseThrow(() -> OAuthError.INVALID_REQUEST.refuse("Unknown client: " + Excerpt.of(clientId)));
    }

    /**
     * Where the response goes.
     *
     * @throws dev.gatehouse.server.oauth.OAuthException when that is not known for sure
     */
    ResponseTarget locate(Transaction tx, AuthorizationParameters sent) {
        Client client = client(tx, sent.require("client_id"));
        String redirectUri = redirectUri(client, sent.get("redirect_uri"));
        List<String> types = sent.words("response_type");
        String mode = sent.get("response_mode");
        boolean known =
                mode != null && ResponseTarget.MODES.contains(mode) && !(mode.equals("query") && hasToken(types));
        ResponseTarget target = new ResponseTarget(
                client, redirectUri, known ? String.valueOf(mode) : standardMode(types), sent.get("state"));
        if (target.mode().equals("web_message") && !target.isMessageAllowed()) {
            throw OAuthError.INVALID_REQUEST.refuse(
                    "The origin of the redirect_uri is not one of the client's web origins");
        }
        return target;
    }

    private static String redirectUri(Client client, @Nullable String sent) {
        RegisteredUrls callbacks = RegisteredUrls.callbacks(client);
        if (sent == null) {
            return callbacks
                    .first()
                    .orElseThrow(() -> OAuthError.INVALID_REQUEST.refuse("Missing required parameter: redirect_uri"));
        }
        if (!callbacks.allow(sent)) {
            throw OAuthError.INVALID_REQUEST.refuse(
                    "Callback URL mismatch. " + Excerpt.of(sent) + " is not in the list of allowed callback URLs");
        }
        return sent;
    }

    private static boolean hasToken(List<String> types) {
        return types.contains("token") || types.contains("id_token");
    }

    /** OAuth 2.0 Multiple Response Types §3: where tokens are, the fragment. */
    private static String standardMode(List<String> types) {
        return hasToken(types) ? "fragment" : "query";
    }

    /** @throws dev.gatehouse.server.oauth.OAuthException naming what is wrong */
    AuthorizationRequest validate(Transaction tx, ResponseTarget target, AuthorizationParameters sent) {
        AuthorizationRequest request = new AuthorizationRequest(JsonNodeFactory.instance
                .objectNode()
                .put("client_id", target.client().id())
                .put("redirect_uri", target.redirectUri())
                .put("redirect_uri_sent", sent.get("redirect_uri") != null)
                .put("response_mode", target.mode())
                .put("state", target.state()));
        List<Rule> rules = List.of(
                RequestValidation::checkForm,
                RequestValidation::checkResponseType,
                RequestValidation::checkResponseMode,
                RequestValidation::checkScope,
                RequestValidation::checkNonce,
                RequestValidation::checkPkce,
                RequestValidation::checkPrompt,
                this::checkAudience,
                this::checkOrganization,
                this::checkConnection,
                RequestValidation::keepHints);
        rules.forEach(rule -> rule.apply(tx, target.client(), sent, request));
        return request;
    }

    private static void checkForm(
            Transaction tx, Client client, AuthorizationParameters sent, AuthorizationRequest request) {
        if (sent.get("request") != null) {
            throw OAuthError.REQUEST_NOT_SUPPORTED.refuse("Parameter request is not supported");
        }
        if (sent.get("request_uri") != null) {
            throw OAuthError.REQUEST_URI_NOT_SUPPORTED.refuse("Parameter request_uri is not supported");
        }
        if (client.flag("require_pushed_authorization_requests")) {
            throw OAuthError.INVALID_REQUEST.refuse("The client must push its authorization requests");
        }
    }

    private static void checkResponseType(
            Transaction tx, Client client, AuthorizationParameters sent, AuthorizationRequest request) {
        sent.require("response_type");
        Set<String> types = new LinkedHashSet<>(sent.words("response_type"));
        if (types.isEmpty() || !RESPONSE_TYPES.containsAll(types)) {
            throw OAuthError.UNSUPPORTED_RESPONSE_TYPE.refuse(
                    "Unsupported response type: " + Excerpt.of(String.join(" ", types)));
        }
        if (types.contains("code")) {
            requireGrantType(client, "authorization_code");
        }
        if (hasToken(List.copyOf(types))) {
            requireGrantType(client, "implicit");
        }
        types.forEach(request.json().putArray("response_type")::add);
    }

    private static void requireGrantType(Client client, String grantType) {
        if (!client.grantTypes().contains(grantType)) {
            throw OAuthError.UNAUTHORIZED_CLIENT.refuse("Grant type '" + grantType + "' not allowed for the client.");
        }
    }

    private static void checkResponseMode(
            Transaction tx, Client client, AuthorizationParameters sent, AuthorizationRequest request) {
        String mode = sent.get("response_mode");
        if (mode != null && !mode.equals(request.responseMode())) {
            throw OAuthError.INVALID_REQUEST.refuse(
                    ResponseTarget.MODES.contains(mode)
                            ? "response_mode " + mode + " cannot be used for this response_type"
                            : "Unsupported response_mode: " + Excerpt.of(mode));
        }
    }

    private static void checkScope(
            Transaction tx, Client client, AuthorizationParameters sent, AuthorizationRequest request) {
        new LinkedHashSet<>(sent.words("scope")).forEach(request.json().putArray("scope")::add);
        if (request.responseTypes().contains("id_token") && !request.isOpenId()) {
            throw OAuthError.INVALID_REQUEST.refuse("The response_type id_token needs the scope openid");
        }
    }

    /** OpenID Connect Core §3.2.2.1: an ID token that comes through the browser could be another's. */
    private static void checkNonce(
            Transaction tx, Client client, AuthorizationParameters sent, AuthorizationRequest request) {
        String nonce = sent.get("nonce");
        if (nonce == null && request.responseTypes().contains("id_token")) {
            throw OAuthError.INVALID_REQUEST.refuse("Missing required parameter: nonce");
        }
        request.json().put("nonce", nonce);
    }

    private static void checkPkce(
            Transaction tx, Client client, AuthorizationParameters sent, AuthorizationRequest request) {
        String challenge = sent.get("code_challenge");
        String method = sent.get("code_challenge_method");
        if (challenge == null) {
            if (method != null) {
                throw OAuthError.INVALID_REQUEST.refuse("Missing required parameter: code_challenge");
            }
            if (client.isPublic()
                    && !client.isFirstParty()
                    && request.responseTypes().contains("code")) {
                throw OAuthError.INVALID_REQUEST.refuse("Parameter code_challenge is required for this client");
            }
            return;
        }
        if (!"S256".equals(method)) { // RFC 7636 §4.3: without a method it is plain, which protects nothing
            throw OAuthError.INVALID_REQUEST.refuse("Parameter code_challenge_method must be S256");
        }
        if (!S256.matcher(challenge).matches()) {
            throw OAuthError.INVALID_REQUEST.refuse("Parameter code_challenge must be a SHA-256 in base64url");
        }
        request.json().put("code_challenge", challenge);
    }

    private static void checkPrompt(
            Transaction tx, Client client, AuthorizationParameters sent, AuthorizationRequest request) {
        List<String> prompts = sent.words("prompt");
        prompts.forEach(request.json().putArray("prompt")::add);
        if (request.isSilent() && prompts.size() > 1) {
            throw OAuthError.INVALID_REQUEST.refuse("prompt none cannot be used with another");
        }
        String maxAge = sent.get("max_age");
        if (maxAge != null && !SECONDS.matcher(maxAge).matches()) {
            throw OAuthError.INVALID_REQUEST.refuse("Parameter max_age must be a number of seconds");
        }
        if (maxAge != null) {
            request.json().put("max_age", Long.parseLong(maxAge));
        }
    }

    private void checkAudience(
            Transaction tx, Client client, AuthorizationParameters sent, AuthorizationRequest request) {
        var tenant = settings.get(tx);
        boolean resource = "compatibility".equals(tenant.text("resource_parameter_profile"));
        String named = sent.get("audience") == null && resource ? sent.get("resource") : sent.get("audience");
        String audience = named == null ? tenant.defaultAudience() : named;
        if (audience == null || audience.equals(tx.tenant().userInfoAudience())) {
            return;
        }
        ResourceServer api = policy.api(tx, audience)
                .orElseThrow(() -> OAuthError.ACCESS_DENIED.refuse("Service not found: " + Excerpt.of(audience)));
        if (!policy.admits(tx, client, api)) {
            throw OAuthError.ACCESS_DENIED.refuse(
                    "Client is not authorized to access resource server \"" + Excerpt.of(audience) + "\".");
        }
        if (api.requiredProof() != null) {
            throw OAuthError.INVALID_REQUEST.refuse("The API requires tokens bound to a key by " + api.requiredProof()
                    + ", which are not issued by this server");
        }
        request.json().put("audience", audience);
    }

    private void checkConnection(
            Transaction tx, Client client, AuthorizationParameters sent, AuthorizationRequest request) {
        String name = sent.get("connection");
        if (name != null && connections.named(tx, client, name).isEmpty()) {
            throw OAuthError.INVALID_REQUEST.refuse(
                    "the connection " + Excerpt.of(name) + " is not enabled for the client");
        }
        request.json().put("connection", name);
        if (connections.of(tx, client, request).isEmpty()) {
            if (request.organization() != null) {
                throw OAuthError.ACCESS_DENIED.refuse("no connections enabled for the organization");
            }
            throw OAuthError.INVALID_REQUEST.refuse("no connections enabled for the client");
        }
    }

    /** A token for the whole tenant instead of one for an organization would allow too much, and the other way round. */
    private void checkOrganization(
            Transaction tx, Client client, AuthorizationParameters sent, AuthorizationRequest request) {
        if (sent.get("invitation") != null) {
            throw OAuthError.INVALID_REQUEST.refuse("Invitations are not supported by this server");
        }
        String usage = client.text("organization_usage", "deny");
        String named = sent.get("organization");
        if (named == null) {
            if (usage.equals("require")) {
                throw OAuthError.INVALID_REQUEST.refuse("parameter organization is required for this client");
            }
            return;
        }
        if (usage.equals("deny")) {
            throw OAuthError.INVALID_REQUEST.refuse("parameter organization is not allowed for this client");
        }
        request.json()
                .put(
                        "organization",
                        organizations
                                .find(tx, named)
                                .orElseThrow(
                                        () -> OAuthError.INVALID_REQUEST.refuse("parameter organization is invalid"))
                                .id());
    }

    private static void keepHints(
            Transaction tx, Client client, AuthorizationParameters sent, AuthorizationRequest request) {
        ObjectNode json = request.json();
        json.put("login_hint", sent.get("login_hint"));
        json.put("screen_hint", sent.get("screen_hint"));
        json.put("ui_locales", sent.get("ui_locales"));
        json.put("acr_values", sent.get("acr_values"));
    }
}
