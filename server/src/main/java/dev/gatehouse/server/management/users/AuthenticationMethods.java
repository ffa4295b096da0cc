package dev.gatehouse.server.management.users;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.server.api.ApiRequest;
import dev.gatehouse.server.api.MergePatch;
import dev.gatehouse.server.api.Operations;
import dev.gatehouse.server.api.Reply;
import dev.gatehouse.server.api.Resource;
import dev.gatehouse.server.error.ErrorCode;
import dev.gatehouse.server.identifier.Identifiers;
import dev.gatehouse.server.management.Services;
import dev.gatehouse.server.store.Database;
import dev.gatehouse.server.store.Slice;
import dev.gatehouse.server.store.Transaction;
import dev.gatehouse.server.store.user.UserStore;
import dev.gatehouse.server.time.WireTime;
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

    public AuthenticationMethods(Services services) {
        database = services.database();
        users = services.users();
        methods = new AuthenticationMethodStore(services.documents());
        identifiers = services.identifiers();
        clock = services.clock();
    }

    @Override
    public void mount(Operations operations) {
        operations.serve("users.getAuthenticationMethods", this::list);
        operations.serve("users.createAuthenticationMethod", this::create);
        operations.serve("users.updateAuthenticationMethods", this::replaceAll);
        operations.serve("users.deleteAuthenticationMethods", request -> delete(request, method -> true));
        operations.serve("users.getAuthenticationMethodById", this::get);
        operations.serve("users.updateAuthenticationMethodById", this::update);
        operations.serve("users.deleteAuthenticationMethodById", this::deleteOne);
        operations.serve("users.deleteAllAuthenticators", request -> delete(request, method -> true));
        operations.serve("users.deleteMultifactorProvider", this::deleteProvider);
        operations.serve("users.getGuardianEnrollments", this::enrollments);
        operations.serve("users.regenerateRecoveryCode", this::regenerateRecoveryCode);
    }

    private Reply list(ApiRequest request) {
        return Reply.page(Slice.of(
                ofUser(request).stream().map(AuthenticationMethodView::shown).toList(), request.window()));
    }

    private List<ObjectNode> ofUser(ApiRequest request) {
        return database.read(request.tenant(), tx -> {
            Users.require(users, tx, request.id());
            return methods.of(tx, request.id());
        });
    }

    private Reply create(ApiRequest request) {
        ObjectNode method = newMethod(request.id(), request.body());
        database.write(request.tenant(), tx -> {
            Users.require(users, tx, request.id());
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

    private Reply replaceAll(ApiRequest request) {
        List<ObjectNode> replacements = new ArrayList<>();
        request.bodyValue().forEach(sent -> replacements.add(newMethod(request.id(), (ObjectNode) sent)));
        database.write(request.tenant(), tx -> {
            Users.require(users, tx, request.id());
            methods.deleteAll(tx, request.id());
            replacements.forEach(method -> methods.insert(tx, method));
            return true;
        });
        return Reply.array(
                replacements.stream().map(AuthenticationMethodView::plain).toList());
    }

    private Reply get(ApiRequest request) {
        return Reply.of(AuthenticationMethodView.shown(database.read(request.tenant(), tx -> method(tx, request))));
    }

    private Reply update(ApiRequest request) {
        ObjectNode sent = request.body();
        return Reply.of(AuthenticationMethodView.changed(database.write(request.tenant(), tx -> {
            ObjectNode method = method(tx, request);
            MergePatch.apply(method, sent);
            methods.update(tx, method);
            return method;
        })));
    }

    private Reply deleteOne(ApiRequest request) {
        database.write(request.tenant(), tx -> {
            methods.delete(tx, method(tx, request));
            return true;
        });
        return Reply.empty();
    }

    /** What was enrolled at Google Authenticator is a time-based one-time password; nothing can be enrolled at Duo. */
    private Reply deleteProvider(ApiRequest request) {
        String type = request.pathParameter("provider").equals("google-authenticator") ? "totp" : "duo";
        return delete(request, method -> method.path("type").asText().equals(type));
    }

    private Reply delete(ApiRequest request, Predicate<ObjectNode> which) {
        database.write(request.tenant(), tx -> {
            Users.require(users, tx, request.id());
            methods.of(tx, request.id()).stream().filter(which).forEach(method -> methods.delete(tx, method));
            return true;
        });
        return Reply.empty();
    }

    private Reply enrollments(ApiRequest request) {
        return Reply.array(ofUser(request).stream()
                .filter(AuthenticationMethodView::isEnrollment)
                .map(AuthenticationMethodView::enrollment)
                .toList());
    }

    private Reply regenerateRecoveryCode(ApiRequest request) {
        String code = identifiers.alphanumeric(RECOVERY_CODE_LENGTH).toUpperCase(Locale.ROOT);
        ObjectNode method = newMethod(
                request.id(),
                JsonNodeFactory.instance.objectNode().put("type", RECOVERY_CODE).put("key_material", code));
        database.write(request.tenant(), tx -> {
            Users.require(users, tx, request.id());
            methods.of(tx, request.id()).stream()
                    .filter(existing -> existing.path("type").asText().equals(RECOVERY_CODE))
                    .forEach(existing -> methods.delete(tx, existing));
            methods.insert(tx, method);
            return true;
        });
        return Reply.of(JsonNodeFactory.instance.objectNode().put("recovery_code", code));
    }

    private ObjectNode method(Transaction tx, ApiRequest request) {
        Users.require(users, tx, request.id());
        return methods.find(tx, request.id(), request.pathParameter("authentication_method_id"))
                .orElseThrow(ErrorCode.INEXISTENT_AUTHENTICATION_METHOD::refuse);
    }
}
