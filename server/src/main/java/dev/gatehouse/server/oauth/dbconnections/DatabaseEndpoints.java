package dev.gatehouse.server.oauth.dbconnections;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.server.authentication.PasswordReset;
import dev.gatehouse.server.authentication.SignUp;
import dev.gatehouse.server.authorization.LoginConnections;
import dev.gatehouse.server.browser.Browser;
import dev.gatehouse.server.client.Client;
import dev.gatehouse.server.connection.Connection;
import dev.gatehouse.server.error.ErrorCode;
import dev.gatehouse.server.error.Rejection;
import dev.gatehouse.server.http.Request;
import dev.gatehouse.server.http.Response;
import dev.gatehouse.server.oauth.CrossOrigin;
import dev.gatehouse.server.oauth.OAuthResponses;
import dev.gatehouse.server.password.PasswordRules;
import dev.gatehouse.server.store.Database;
import dev.gatehouse.server.store.Transaction;
import dev.gatehouse.server.store.document.DocumentCollection;
import dev.gatehouse.server.store.document.DocumentStore;
import dev.gatehouse.server.tenant.Tenant;
import dev.gatehouse.server.tenant.Tenants;
import dev.gatehouse.server.user.User;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The two endpoints. Thread-safe. */
public final class DatabaseEndpoints {
    /** Where people sign up. */
    public static final String SIGN_UP = "/dbconnections/signup";
    /** Where a mail is asked for that lets a user choose another password. */
    public static final String CHANGE_PASSWORD = "/dbconnections/change_password";

    private static final String SENT = "We've just sent you an email to reset your password.";
    private static final List<String> IDENTIFIERS = List.of("email", "username", "phone_number");
    private static final List<String> PROFILE = List.of("given_name", "family_name", "name", "nickname", "picture");
    private static final int MAX_TEXT = 1_024;
    private static final int MAX_METADATA = 10;
    private static final int MAX_METADATA_KEY = 100;
    private static final int MAX_METADATA_VALUE = 500;

    private final Tenants tenants;
    private final Database database;
    private final DocumentCollection<Client> clients;
    private final LoginConnections connections;
    private final SignUp signUp;
    private final PasswordReset reset;
    private final CrossOrigin crossOrigin;

    public DatabaseEndpoints(
            Tenants tenants,
            Database database,
            DocumentStore documents,
            SignUp signUp,
            PasswordReset reset,
            CrossOrigin crossOrigin) {
        this.tenants = tenants;
        this.database = database;
        this.signUp = signUp;
        this.reset = reset;
        this.crossOrigin = crossOrigin;
        clients = documents.of(Client.KIND, Client::new);
        connections = new LoginConnections(documents);
    }

    private record Target(Client client, Connection connection) {}

    /** {@code POST /dbconnections/signup}. */
    public Response signUp(Request request) {
        Tenant tenant = tenants.byHost(request.host());
        ObjectNode sent;
        try {
            sent = DatabaseRequest.read(request);
        } catch (DatabaseException refusal) {
            return refusal.response();
        }
        Response response;
        try {
            Target target = database.read(tenant, tx -> target(tx, sent));
            ObjectNode profile = profile(sent);
            response = OAuthResponses.json(200, register(tenant, target, profile, request));
        } catch (DatabaseException refusal) {
            response = refusal.response();
        }
        return crossOrigin.allow(
                tenant, request, response, sent.path("client_id").asText(null));
    }

    private Target target(Transaction tx, ObjectNode sent) {
        Client client = clients.find(tx, sent.path("client_id").asText())
                .orElseThrow(() -> new DatabaseException("invalid_request", "client_id is not one of this tenant"));
        String name = sent.path("connection").asText();
        Connection connection = connections
                .named(tx, client, name)
                .orElseThrow(() -> new DatabaseException(
                        "invalid_request", "connection is not a database that is enabled for the client"));
        return new Target(client, connection);
    }

    private static ObjectNode profile(ObjectNode sent) {
        ObjectNode profile = JsonNodeFactory.instance.objectNode();
        for (String member : List.of("email", "username", "phone_number", "password")) {
            text(sent, member).ifPresent(value -> profile.put(member, value));
        }
        PROFILE.forEach(member -> text(sent, member).ifPresent(value -> profile.put(member, value)));
        if (!profile.has("password")) {
            throw new DatabaseException("invalid_request", "password is required");
        }
        if (IDENTIFIERS.stream().noneMatch(profile::has)) {
            throw new DatabaseException("invalid_request", "email is required");
        }
        if (profile.has("email") && !profile.path("email").asText().matches("[^@\\s]+@[^@\\s]+")) {
            throw new DatabaseException("invalid_request", "email is not an email address");
        }
        if (sent.hasNonNull("user_metadata")) {
            profile.set("user_metadata", metadata(sent.get("user_metadata")));
        }
        return profile;
    }

    private static Optional<String> text(ObjectNode sent, String member) {
        JsonNode value = sent.path(member);
        if (value.isMissingNode() || value.isNull() || value.asText().isEmpty()) {
            return Optional.empty();
        }
        if (!value.isTextual() || value.textValue().length() > MAX_TEXT) {
            throw new DatabaseException(
                    "invalid_request", member + " must be a string of at most " + MAX_TEXT + " characters");
        }
        return Optional.of(value.textValue());
    }

    private static JsonNode metadata(JsonNode sent) {
        boolean valid = sent.isObject()
                && sent.size() <= MAX_METADATA
                && sent.properties().stream()
                        .allMatch(each -> each.getKey().length() <= MAX_METADATA_KEY
                                && each.getValue().isTextual()
                                && each.getValue().textValue().length() <= MAX_METADATA_VALUE);
        if (!valid) {
            throw new DatabaseException(
                    "invalid_request",
                    "user_metadata must be an object of at most 10 strings of at most 500 characters each");
        }
        return sent;
    }

    private ObjectNode register(Tenant tenant, Target target, ObjectNode profile, Request request) {
        try {
            User user = signUp.register(tenant, target.client(), target.connection(), profile, Browser.device(request));
            return shown(user, profile);
        } catch (Rejection refusal) {
            throw refused(refusal, target.connection(), profile);
        }
    }

    private static ObjectNode shown(User user, ObjectNode profile) {
        ObjectNode shown = JsonNodeFactory.instance
                .objectNode()
                .put("_id", user.identities().get(0).key().id());
        if (user.email() != null) {
            shown.put("email", user.email()).put("email_verified", user.flag("email_verified"));
        }
        for (String member : List.of("username", "phone_number")) {
            if (profile.has(member)) {
                shown.set(member, user.at(member));
            }
        }
        if (profile.has("phone_number")) {
            shown.put("phone_verified", user.flag("phone_verified"));
        }
        PROFILE.stream().filter(profile::has).forEach(member -> shown.set(member, user.at(member)));
        if (profile.has("user_metadata")) {
            shown.set("user_metadata", user.at("user_metadata"));
        }
        return shown;
    }

    /** In the form that libraries read; who has an address already is not told. */
    private static DatabaseException refused(Rejection refusal, Connection connection, ObjectNode profile) {
        String message = refusal.publicMessage();
        if (refusal.code() == ErrorCode.USER_CONFLICT) {
            return new DatabaseException("invalid_signup", "Invalid sign up");
        }
        String name = message.replaceFirst(":.*", "");
        JsonNode text = JsonNodeFactory.instance.textNode(message.replaceFirst("^Password\\w+Error: ", ""));
        return switch (name) {
            case "PasswordStrengthError" ->
                new DatabaseException(
                                name,
                                "invalid_password",
                                PasswordRules.evaluated(
                                        connection.options(),
                                        profile.path("password").asText()))
                        .withPolicy("* " + String.join("\n* ", PasswordRules.described(connection.options())));
            case "PasswordDictionaryError" -> new DatabaseException(name, "password_dictionary_error", text);
            case "PasswordNoUserInfoError" -> new DatabaseException(name, "password_no_user_info_error", text);
            default -> {
                String code = refusal.code().wire();
                boolean limited = refusal.code() == ErrorCode.TOO_MANY_LOGINS;
                yield new DatabaseException(limited && code != null ? code : "invalid_request", message);
            }
        };
    }

    /** {@code POST /dbconnections/change_password}: says the same whatever there is. */
    public Response changePassword(Request request) {
        Tenant tenant = tenants.byHost(request.host());
        ObjectNode sent;
        String typed;
        try {
            sent = DatabaseRequest.read(request);
            typed = text(sent, "email")
                    .or(() -> text(sent, "username"))
                    .orElseThrow(() -> new DatabaseException("invalid_request", "email is required"));
        } catch (DatabaseException refusal) {
            return refusal.response();
        }
        String clientId = sent.path("client_id").asText("");
        database.write(tenant, tx -> {
            Optional<Client> client = clients.find(tx, clientId);
            List<Connection> asked =
                    client
                            .flatMap(known -> connections.named(
                                    tx, known, sent.path("connection").asText()))
                            .stream()
                            .toList();
            if (client.isPresent()) { // what nobody can be told of is not for the log
                reset.request(tx, client.get(), asked, typed, Browser.device(request));
            }
            return true;
        });
        Response response = new Response(
                200,
                Map.of("content-type", "text/html; charset=utf-8", "cache-control", "no-store"),
                SENT.getBytes(StandardCharsets.UTF_8));
        return crossOrigin.allow(tenant, request, response, clientId);
    }
}
