package dev.gatehouse.server.management.users;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.server.api.ApiRequest;
import dev.gatehouse.server.api.ApiResponse;
import dev.gatehouse.server.api.Operations;
import dev.gatehouse.server.api.Resource;
import dev.gatehouse.server.api.Transactions;
import dev.gatehouse.server.credential.PasswordStore.Password;
import dev.gatehouse.server.error.ErrorCode;
import dev.gatehouse.server.mail.EmailTemplate;
import dev.gatehouse.server.mail.Outbox;
import dev.gatehouse.server.management.Services;
import dev.gatehouse.server.store.Transaction;
import dev.gatehouse.server.user.Identity;
import dev.gatehouse.server.user.User;
import dev.gatehouse.server.user.UserCreation;
import dev.gatehouse.server.user.UserCreation.NewUser;
import dev.gatehouse.server.user.UserStore;
import dev.gatehouse.server.user.UserUpdate;
import dev.gatehouse.server.user.search.InvalidQueryException;
import dev.gatehouse.server.user.search.UserSearch;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Users themselves: list, search, create, read, change, delete. */
public final class Users implements Resource {
    /** What a provider gave with an identity, which only the scope read:user_idp_tokens may see. */
    private static final List<String> PROVIDER_TOKENS = List.of("access_token", "access_token_secret", "refresh_token");

    private final UserStore users;
    private final UserSearch search;
    private final UserCreation creation;
    private final UserUpdate update;
    private final Outbox outbox;

    public Users(Services services) {
        users = services.users();
        search = services.search();
        creation = services.userCreation();
        update = services.userUpdate();
        outbox = services.outbox();
    }

    @Override
    public void mount(Operations operations) {
        operations.read("users.getAll", this::list);
        operations.prepare("users.create", this::prepareNew, this::create);
        operations.write("users.deleteAll", (tx, request) -> {
            users.deleteAll(tx);
            return ApiResponse.empty();
        });
        operations.read("users.getByEmail", this::getByEmail);
        operations.read("users.get", this::get);
        operations.prepare("users.update", this::prepareUpdate, this::update);
        operations.write("users.delete", (tx, request) -> {
            users.delete(tx, request.id());
            return ApiResponse.empty();
        });
    }

    private ApiResponse list(Transaction tx, ApiRequest request) {
        UserSearch.Criteria criteria = new UserSearch.Criteria(request.text("q"), request.text("connection"));
        try {
            return ApiResponse.page(search.find(tx, criteria, sort(request.text("sort")), request.window())
                    .map(user -> shown(request, user)));
        } catch (InvalidQueryException e) {
            throw ErrorCode.INVALID_QUERY_STRING.refuse("Query validation error: 'Not a search query: " + e.getMessage()
                    + "' on property q (A search in Lucene's syntax).");
        }
    }

    /** As the contract checked it: a field, a colon, and 1 or -1. */
    private static UserSearch.@Nullable Sort sort(@Nullable String text) {
        if (text == null) {
            return null;
        }
        int colon = text.lastIndexOf(':');
        return new UserSearch.Sort(text.substring(0, colon), text.endsWith("-1"));
    }

    private static ObjectNode shown(ApiRequest request, User user) {
        if (!request.token().scopes().contains("read:user_idp_tokens")) {
            user.identities().stream().map(Identity::json).forEach(identity -> identity.remove(PROVIDER_TOKENS));
        }
        return user.json();
    }

    private NewUser prepareNew(Transactions transactions, ApiRequest request) {
        ObjectNode sent = request.body();
        String connection = sent.path("connection").asText();
        return creation.prepare(transactions.read(tx -> creation.connection(tx, connection)), sent);
    }

    private ApiResponse create(Transaction tx, ApiRequest request, NewUser prepared) {
        User user = creation.create(tx, prepared);
        if (request.body().path("verify_email").asBoolean()) {
            outbox.send(tx, EmailTemplate.VERIFY_EMAIL, user, user.identities().get(0), request.body(), null);
        }
        return ApiResponse.document(user);
    }

    private ApiResponse getByEmail(Transaction tx, ApiRequest request) {
        return ApiResponse.array(users.findByEmail(tx, String.valueOf(request.text("email"))).stream()
                .map(user -> shown(request, user))
                .toList());
    }

    private ApiResponse get(Transaction tx, ApiRequest request) {
        return ApiResponse.of(shown(request, users.require(tx, request.id())));
    }

    private Optional<Password> prepareUpdate(Transactions transactions, ApiRequest request) {
        ObjectNode sent = request.body();
        sent.fieldNames().forEachRemaining(member -> requireScope(request, member));
        return Optional.ofNullable(update.prepare(transactions.read(tx -> update.find(tx, request.id(), sent)), sent));
    }

    private ApiResponse update(Transaction tx, ApiRequest request, Optional<Password> password) {
        return ApiResponse.of(shown(request, update.apply(tx, request.id(), request.body(), password.orElse(null))));
    }

    /** With update:users everything may be changed; with the others only the metadata that they are for. */
    private static void requireScope(ApiRequest request, String member) {
        Set<String> scopes = request.token().scopes();
        boolean self = request.token().subject().equals(request.id());
        boolean allowed = scopes.contains("update:users")
                || member.equals("app_metadata") && scopes.contains("update:users_app_metadata")
                || member.equals("user_metadata") && scopes.contains("update:current_user_metadata") && self;
        if (!allowed) {
            throw ErrorCode.INSUFFICIENT_SCOPE.refuse("Insufficient scope, expected any of: update:users");
        }
    }
}
