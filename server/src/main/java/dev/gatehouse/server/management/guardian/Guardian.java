package dev.gatehouse.server.management.guardian;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.server.api.ApiRequest;
import dev.gatehouse.server.api.ApiResponse;
import dev.gatehouse.server.api.Operations;
import dev.gatehouse.server.api.Resource;
import dev.gatehouse.server.credential.AuthenticationMethod;
import dev.gatehouse.server.credential.AuthenticationMethodStore;
import dev.gatehouse.server.credential.AuthenticationMethodView;
import dev.gatehouse.server.error.ErrorCode;
import dev.gatehouse.server.guardian.EnrollmentTickets;
import dev.gatehouse.server.guardian.Factor;
import dev.gatehouse.server.guardian.GuardianSettings;
import dev.gatehouse.server.mail.EmailTemplate;
import dev.gatehouse.server.mail.Outbox;
import dev.gatehouse.server.management.Services;
import dev.gatehouse.server.store.Transaction;
import dev.gatehouse.server.user.User;
import dev.gatehouse.server.user.UserStore;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Which factors are on, when they are asked for, who enrolled in them, and the tickets to enroll with. */
public final class Guardian implements Resource {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final GuardianSettings settings;
    private final AuthenticationMethodStore methods;
    private final EnrollmentTickets tickets;
    private final UserStore users;
    private final Outbox outbox;

    public Guardian(Services services) {
        settings = new GuardianSettings(services.documents());
        users = services.users();
        outbox = services.outbox();
        methods = services.authenticationMethods();
        tickets = new EnrollmentTickets(services.documents(), services.identifiers(), services.clock());
    }

    @Override
    public void mount(Operations operations) {
        operations.read("guardian.getFactors", (tx, request) -> factors(tx));
        operations.write("guardian.updateFactor", this::updateFactor);
        operations.read("guardian.getPolicies", (tx, request) -> policies(tx));
        operations.write("guardian.updatePolicies", this::setPolicies);
        operations.read(
                "guardian.getGuardianEnrollment",
                (tx, request) -> ApiResponse.of(AuthenticationMethodView.enrollment(enrolled(tx, request))));
        operations.write("guardian.deleteGuardianEnrollment", (tx, request) -> {
            methods.delete(tx, enrolled(tx, request));
            return ApiResponse.empty();
        });
        operations.write("guardian.createEnrollmentTicket", this::createTicket);
    }

    private ApiResponse factors(Transaction tx) {
        return ApiResponse.array(Stream.of(Factor.values())
                .map(factor -> JSON.objectNode()
                        .put("name", factor.apiName())
                        .put("enabled", settings.isEnabled(tx, factor))
                        .put("trial_expired", false))
                .toList());
    }

    private ApiResponse updateFactor(Transaction tx, ApiRequest request) {
        Factor factor = Factor.named(request.pathParameter("name")).orElseThrow(ErrorCode.NOT_FOUND::refuse);
        settings.enable(tx, factor, request.body().path("enabled").asBoolean());
        return ApiResponse.of(request.body());
    }

    private ApiResponse policies(Transaction tx) {
        return ApiResponse.array(
                settings.policies(tx).stream().map(JSON::textNode).toList());
    }

    private ApiResponse setPolicies(Transaction tx, ApiRequest request) {
        List<String> policies = new ArrayList<>();
        request.bodyValue().forEach((JsonNode policy) -> policies.add(policy.asText()));
        settings.setPolicies(tx, policies);
        return policies(tx);
    }

    private AuthenticationMethod enrolled(Transaction tx, ApiRequest request) {
        return methods.findEnrollment(tx, request.id()).orElseThrow(ErrorCode.ENROLLMENT_NOT_FOUND::refuse);
    }

    private ApiResponse createTicket(Transaction tx, ApiRequest request) {
        ObjectNode wanted = request.body();
        User user = users.require(tx, wanted.path("user_id").asText());
        String secret = tickets.create(tx, wanted);
        ObjectNode ticket = JSON.objectNode()
                .put("ticket_id", secret)
                .put("ticket_url", request.tenant().issuer() + "mfa/enrollment?ticket=" + secret);
        if (wanted.path("send_mail").asBoolean()) {
            mail(tx, user, wanted, ticket);
        }
        return ApiResponse.of(ticket);
    }

    private void mail(Transaction tx, User user, ObjectNode wanted, ObjectNode ticket) {
        String to = wanted.has("email") ? wanted.path("email").asText() : user.email();
        if (to == null) {
            throw ErrorCode.OPERATION_NOT_SUPPORTED.refuse("The user does not have an email address.");
        }
        ObjectNode about = JSON.objectNode().put("to", to);
        about.set("url", ticket.get("ticket_url"));
        if (wanted.has("email_locale")) {
            about.set("locale", wanted.get("email_locale"));
        }
        outbox.link(tx, EmailTemplate.ENROLLMENT_EMAIL, user.id(), about);
    }
}
