package dev.gatehouse.server.management.users;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.server.api.Call;
import dev.gatehouse.server.api.Operations;
import dev.gatehouse.server.api.Reply;
import dev.gatehouse.server.api.Resource;
import dev.gatehouse.server.api.error.ErrorCode;
import dev.gatehouse.server.management.Parts;
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
    private final UserChange change;

    public Users(Parts parts) {
        database = parts.database();
        users = parts.users();
        search = parts.search();
        creation = new UserCreation(parts);
        change = new UserChange(parts);
    }

    @Override
    public void mount(Operations operations) {
        operations.serve("users.getAll", this::list);
        operations.serve("users.create", call -> Reply.of(creation.create(call.tenant(), call.body())));
        operations.serve("users.deleteAll", this::deleteAll);
        operations.serve("users.getByEmail", this::getByEmail);
        operations.serve("users.get", this::get);
        operations.serve("users.update", this::update);
        operations.serve("users.delete", this::delete);
    }

    private Reply list(Call call) {
        UserSearch.Criteria criteria = new UserSearch.Criteria(call.text("q"), call.text("connection"));
        try {
            return Reply.page(database.read(
                    call.tenant(), tx -> search.find(tx, criteria, sort(call.text("sort")), call.window())));
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

    private Reply getByEmail(Call call) {
        String email = String.valueOf(call.text("email"));
        return Reply.array(database.read(call.tenant(), tx -> users.findByEmail(tx, email)));
    }

    private Reply get(Call call) {
        return Reply.of(database.read(call.tenant(), tx -> require(users, tx, call.path("id"))));
    }

    /** The user with that id; refuses when there is none. */
    static ObjectNode require(UserStore users, Transaction tx, String id) {
        return users.find(tx, id).orElseThrow(ErrorCode.INEXISTENT_USER::refuse);
    }

    private Reply update(Call call) {
        ObjectNode sent = call.body();
        sent.fieldNames().forEachRemaining(member -> requireScope(call, member));
        try {
            return Reply.of(change.change(call.tenant(), call.path("id"), sent));
        } catch (DuplicateKeyException e) {
            throw ErrorCode.AUTH0_IDP_ERROR.refuse("The specified new " + e.key() + " already exists");
        }
    }

    /** With update:users everything may be changed; with the others only the metadata that they are for. */
    private static void requireScope(Call call, String member) {
        Set<String> scopes = call.token().scopes();
        boolean self = call.token().subject().equals(call.path("id"));
        boolean allowed = scopes.contains("update:users")
                || member.equals("app_metadata") && scopes.contains("update:users_app_metadata")
                || member.equals("user_metadata") && scopes.contains("update:current_user_metadata") && self;
        if (!allowed) {
            throw ErrorCode.INSUFFICIENT_SCOPE.refuse("Insufficient scope, expected any of: update:users");
        }
    }

    private Reply delete(Call call) {
        database.write(call.tenant(), tx -> users.delete(tx, call.path("id")));
        return Reply.empty();
    }

    private Reply deleteAll(Call call) {
        database.write(call.tenant(), tx -> {
            users.deleteAll(tx);
            return true;
        });
        return Reply.empty();
    }
}
