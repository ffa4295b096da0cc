package dev.gatehouse.server.management.users;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.server.api.ApiRequest;
import dev.gatehouse.server.api.ApiResponse;
import dev.gatehouse.server.api.Operations;
import dev.gatehouse.server.api.Resource;
import dev.gatehouse.server.credential.AuthenticationMethod;
import dev.gatehouse.server.credential.AuthenticationMethodStore;
import dev.gatehouse.server.credential.AuthenticationMethodView;
import dev.gatehouse.server.management.Services;
import dev.gatehouse.server.store.Slice;
import dev.gatehouse.server.store.Transaction;
import dev.gatehouse.server.user.UserStore;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** The authentication methods of users, their recovery codes, and the enrollments that are made of both. */
public final class AuthenticationMethods implements Resource {
    private final UserStore users;
    private final AuthenticationMethodStore methods;

    public AuthenticationMethods(Services services) {
        users = services.users();
        methods = services.authenticationMethods();
    }

    @Override
    public void mount(Operations operations) {
        operations.read("users.getAuthenticationMethods", this::list);
        operations.write("users.createAuthenticationMethod", this::create);
        operations.write("users.updateAuthenticationMethods", this::replaceAll);
        operations.write("users.deleteAuthenticationMethods", (tx, request) -> delete(tx, request, method -> true));
        operations.read(
                "users.getAuthenticationMethodById",
                (tx, request) -> ApiResponse.of(AuthenticationMethodView.shown(method(tx, request))));
        operations.write("users.updateAuthenticationMethodById", this::update);
        operations.write("users.deleteAuthenticationMethodById", this::deleteOne);
        operations.write("users.deleteAllAuthenticators", (tx, request) -> delete(tx, request, method -> true));
        operations.write("users.deleteMultifactorProvider", this::deleteProvider);
        operations.read("users.getGuardianEnrollments", this::enrollments);
        operations.write("users.regenerateRecoveryCode", this::regenerateRecoveryCode);
    }

    private ApiResponse list(Transaction tx, ApiRequest request) {
        return ApiResponse.page(Slice.of(
                ofUser(tx, request).stream()
                        .map(AuthenticationMethodView::shown)
                        .toList(),
                request.window()));
    }

    private List<AuthenticationMethod> ofUser(Transaction tx, ApiRequest request) {
        users.requireExists(tx, request.id());
        return methods.of(tx, request.id());
    }

    private ApiResponse create(Transaction tx, ApiRequest request) {
        users.requireExists(tx, request.id());
        return ApiResponse.of(AuthenticationMethodView.changed(methods.add(tx, request.id(), request.body())));
    }

    private ApiResponse replaceAll(Transaction tx, ApiRequest request) {
        users.requireExists(tx, request.id());
        methods.deleteAll(tx, request.id());
        List<ObjectNode> replacements = new ArrayList<>();
        request.bodyValue()
                .forEach(sent -> replacements.add(
                        AuthenticationMethodView.plain(methods.add(tx, request.id(), (ObjectNode) sent))));
        return ApiResponse.array(replacements);
    }

    private ApiResponse update(Transaction tx, ApiRequest request) {
        AuthenticationMethod method = method(tx, request);
        request.patch(method.json());
        methods.update(tx, method);
        return ApiResponse.of(AuthenticationMethodView.changed(method));
    }

    private ApiResponse deleteOne(Transaction tx, ApiRequest request) {
        methods.delete(tx, method(tx, request));
        return ApiResponse.empty();
    }

    /** What was enrolled at Google Authenticator is a time-based one-time password; nothing can be enrolled at Duo. */
    private ApiResponse deleteProvider(Transaction tx, ApiRequest request) {
        String type = request.pathParameter("provider").equals("google-authenticator") ? "totp" : "duo";
        return delete(tx, request, method -> method.type().equals(type));
    }

    private ApiResponse delete(Transaction tx, ApiRequest request, Predicate<AuthenticationMethod> which) {
        ofUser(tx, request).stream().filter(which).forEach(method -> methods.delete(tx, method));
        return ApiResponse.empty();
    }

    private ApiResponse enrollments(Transaction tx, ApiRequest request) {
        return ApiResponse.array(ofUser(tx, request).stream()
                .filter(method -> method.enrollmentId() != null)
                .map(AuthenticationMethodView::enrollment)
                .toList());
    }

    private ApiResponse regenerateRecoveryCode(Transaction tx, ApiRequest request) {
        users.requireExists(tx, request.id());
        String code = methods.renewRecoveryCode(tx, request.id());
        return ApiResponse.of(JsonNodeFactory.instance.objectNode().put("recovery_code", code));
    }

    private AuthenticationMethod method(Transaction tx, ApiRequest request) {
        users.requireExists(tx, request.id());
        return methods.require(tx, request.id(), request.pathParameter("authentication_method_id"));
    }
}
