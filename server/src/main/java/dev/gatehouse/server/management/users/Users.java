package dev.gatehouse.server.management.users;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.server.api.ApiRequest;
import dev.gatehouse.server.api.Operations;
import dev.gatehouse.server.api.Reply;
import dev.gatehouse.server.api.Resource;
import dev.gatehouse.server.error.ErrorCode;
import dev.gatehouse.server.management.Services;
import dev.gatehouse.server.store.Database;
import dev.gatehouse.server.store.DuplicateKeyException;
import dev.gatehouse.server.store.Transaction;
import dev.gatehouse.server.store.user.UserStore;
import dev.gatehouse.server.store.user.search.InvalidQueryException;
import dev.gatehouse.server.store.user.search.UserSearch;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Users themselves: list, search, create, read, change, delete. */
public final class Users implements Resource {
    private final Database database;
    private final UserStore users;
    private final UserSearch search;
    private final UserCreation creation;
    private final UserUpdate change;

    public Users(Services services) {
        database = services.database();
        users = services.users();
        search = services.search();
        creation = new UserCreation(services);
        change = new UserUpdate(services);
    }

    @Override
    public void mount(Operations operations) {
        operations.serve("users.getAll", this::list);
        operations.serve("users.create", request -> Reply.of(creation.create(request.tenant(), request.body())));
        operations.serve("users.deleteAll", this::deleteAll);
        operations.serve("users.getByEmail", this::getByEmail);
        operations.serve("users.get", this::get);
        operations.serve("users.update", this::update);
        operations.serve("users.delete", this::delete);
    }

    private Reply list(ApiRequest request) {
        UserSearch.Criteria criteria = new UserSearch.Criteria(request.text("q"), request.text("connection"));
        try {
            return Reply.page(database.read(
                    request.tenant(), tx -> search.find(tx, criteria, sort(request.text("sort")), request.window())));
        } catch (InvalidQueryException e) {
            throw ErrorCode.INVALID_QUERY_STRING.refuse(
                    "Query validation error: 'Not a search query' on property q (A search in Lucene's syntax).");
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

    private Reply getByEmail(ApiRequest request) {
        String email = String.valueOf(request.text("email"));
        return Reply.array(database.read(request.tenant(), tx -> users.findByEmail(tx, email)));
    }

    private Reply get(ApiRequest request) {
        return Reply.of(database.read(request.tenant(), tx -> require(users, tx, request.id())));
    }

    /** The user with that id; refuses when there is none. */
    static ObjectNode require(UserStore users, Transaction tx, String id) {
        return users.find(tx, id).orElseThrow(ErrorCode.INEXISTENT_USER::refuse);
    }

    private Reply update(ApiRequest request) {
        ObjectNode sent = request.body();
        sent.fieldNames().forEachRemaining(member -> requireScope(request, member));
        try {
            return Reply.of(change.change(request.tenant(), request.id(), sent));
        } catch (DuplicateKeyException e) {
            throw ErrorCode.AUTH0_IDP_ERROR.refuse("The specified new " + e.key() + " already exists");
        }
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

    private Reply delete(ApiRequest request) {
        database.write(request.tenant(), tx -> users.delete(tx, request.id()));
        return Reply.empty();
    }

    private Reply deleteAll(ApiRequest request) {
        database.write(request.tenant(), tx -> {
            users.deleteAll(tx);
            return true;
        });
        return Reply.empty();
    }
}
