package dev.gatehouse.server.management.users;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.server.api.Call;
import dev.gatehouse.server.api.MergePatch;
import dev.gatehouse.server.api.Operations;
import dev.gatehouse.server.api.Reply;
import dev.gatehouse.server.api.Resource;
import dev.gatehouse.server.api.WireTime;
import dev.gatehouse.server.api.error.ErrorCode;
import dev.gatehouse.server.identifier.Identifiers;
import dev.gatehouse.server.management.Parts;
import dev.gatehouse.server.store.Database;
import dev.gatehouse.server.store.Slice;
import dev.gatehouse.server.store.Transaction;
import dev.gatehouse.server.store.user.UserStore;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;

/** What users prove a second time with, their recovery codes, and the enrollments that are made of both. */
public final class AuthenticationMethods implements Resource {
    private static final String RECOVERY_CODE = "recovery-code";
    private static final int RECOVERY_CODE_LENGTH = 24;

    private final Database database;
    private final UserStore users;
    private final AuthenticationMethodStore methods;
    private final Identifiers identifiers;
    private final InstantSource clock;

    public AuthenticationMethods(Parts parts) {
        database = parts.database();
        users = parts.users();
        methods = new AuthenticationMethodStore(parts.documents());
        identifiers = parts.identifiers();
        clock = parts.clock();
    }

    @Override
    public void mount(Operations operations) {
        operations.serve("users.getAuthenticationMethods", this::list);
        operations.serve("users.createAuthenticationMethod", this::create);
        operations.serve("users.updateAuthenticationMethods", this::replaceAll);
        operations.serve("users.deleteAuthenticationMethods", call -> delete(call, method -> true));
        operations.serve("users.getAuthenticationMethodById", this::get);
        operations.serve("users.updateAuthenticationMethodById", this::update);
        operations.serve("users.deleteAuthenticationMethodById", this::deleteOne);
        operations.serve("users.deleteAllAuthenticators", call -> delete(call, method -> true));
        operations.serve("users.deleteMultifactorProvider", this::deleteProvider);
        operations.serve("users.getGuardianEnrollments", this::enrollments);
        operations.serve("users.regenerateRecoveryCode", this::regenerateRecoveryCode);
    }

    private Reply list(Call call) {
        return Reply.page(Slice.of(
                ofUser(call).stream().map(AuthenticationMethodView::shown).toList(), call.window()));
    }

    private List<ObjectNode> ofUser(Call call) {
        return database.read(call.tenant(), tx -> {
            Users.require(users, tx, call.path("id"));
            return methods.of(tx, call.path("id"));
        });
    }

    private Reply create(Call call) {
        ObjectNode method = newMethod(call.path("id"), call.body());
        database.write(call.tenant(), tx -> {
            Users.require(users, tx, call.path("id"));
            methods.insert(tx, method);
            return true;
        });
        return Reply.of(AuthenticationMethodView.changed(method));
    }

    private ObjectNode newMethod(String userId, ObjectNode sent) {
        String device = identifiers.prefixed("dev_");
        String type = sent.path("type").asText();
        ObjectNode method = sent.deepCopy()
                .put("id", type + "|" + device)
                .put("user_id", userId)
                .put("confirmed", true)
                .put("created_at", WireTime.of(clock.instant()));
        if (type.equals("phone")) {
            String way = sent.path("preferred_authentication_method").asText("sms");
            method.put("preferred_authentication_method", way);
            method.putArray("authentication_methods")
                    .addObject()
                    .put("id", way + "|" + device)
                    .put("type", way);
        }
        return method;
    }

    private Reply replaceAll(Call call) {
        List<ObjectNode> replacements = new ArrayList<>();
        call.bodyValue().forEach(sent -> replacements.add(newMethod(call.path("id"), (ObjectNode) sent)));
        database.write(call.tenant(), tx -> {
            Users.require(users, tx, call.path("id"));
            methods.deleteAll(tx, call.path("id"));
            replacements.forEach(method -> methods.insert(tx, method));
            return true;
        });
        return Reply.array(
                replacements.stream().map(AuthenticationMethodView::plain).toList());
    }

    private Reply get(Call call) {
        return Reply.of(AuthenticationMethodView.shown(database.read(call.tenant(), tx -> method(tx, call))));
    }

    private Reply update(Call call) {
        ObjectNode sent = call.body();
        return Reply.of(AuthenticationMethodView.changed(database.write(call.tenant(), tx -> {
            ObjectNode method = method(tx, call);
            MergePatch.apply(method, sent);
            methods.update(tx, method);
            return method;
        })));
    }

    private Reply deleteOne(Call call) {
        database.write(call.tenant(), tx -> {
            methods.delete(tx, method(tx, call));
            return true;
        });
        return Reply.empty();
    }

    /** What was enrolled at Google Authenticator is a time-based one-time password; nothing can be enrolled at Duo. */
    private Reply deleteProvider(Call call) {
        String type = call.path("provider").equals("google-authenticator") ? "totp" : "duo";
        return delete(call, method -> method.path("type").asText().equals(type));
    }

    private Reply delete(Call call, Predicate<ObjectNode> which) {
        database.write(call.tenant(), tx -> {
            Users.require(users, tx, call.path("id"));
            methods.of(tx, call.path("id")).stream().filter(which).forEach(method -> methods.delete(tx, method));
            return true;
        });
        return Reply.empty();
    }

    private Reply enrollments(Call call) {
        return Reply.array(ofUser(call).stream()
                .filter(AuthenticationMethodView::isEnrollment)
                .map(AuthenticationMethodView::enrollment)
                .toList());
    }

    private Reply regenerateRecoveryCode(Call call) {
        String code = identifiers.alphanumeric(RECOVERY_CODE_LENGTH).toUpperCase(Locale.ROOT);
        ObjectNode method = newMethod(
                call.path("id"),
                JsonNodeFactory.instance.objectNode().put("type", RECOVERY_CODE).put("key_material", code));
        database.write(call.tenant(), tx -> {
            Users.require(users, tx, call.path("id"));
            methods.of(tx, call.path("id")).stream()
                    .filter(existing -> existing.path("type").asText().equals(RECOVERY_CODE))
                    .forEach(existing -> methods.delete(tx, existing));
            methods.insert(tx, method);
            return true;
        });
        return Reply.of(JsonNodeFactory.instance.objectNode().put("recovery_code", code));
    }

    private ObjectNode method(Transaction tx, Call call) {
        Users.require(users, tx, call.path("id"));
        return methods.find(tx, call.path("id"), call.path("authentication_method_id"))
                .orElseThrow(ErrorCode.INEXISTENT_AUTHENTICATION_METHOD::refuse);
    }
}
