package dev.gatehouse.server.api;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gatehouse.contract.Contract;
import dev.gatehouse.contract.Operation;
import dev.gatehouse.server.api.validation.Schema;
import dev.gatehouse.server.api.validation.Schemas;
import dev.gatehouse.server.api.validation.Violation;
import dev.gatehouse.server.error.ErrorCode;
import dev.gatehouse.server.error.Rejection;
import dev.gatehouse.server.http.Endpoint;
import dev.gatehouse.server.http.Request;
import dev.gatehouse.server.http.Response;
import dev.gatehouse.server.http.Router;
import dev.gatehouse.server.store.InvalidCursorException;
import dev.gatehouse.server.tenant.Tenant;
import dev.gatehouse.server.tenant.Tenants;
import dev.gatehouse.server.token.AccessToken;
import dev.gatehouse.server.token.AccessTokenVerifier;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Everything below {@code /api/v2/}. Thread-safe. */
public final class ManagementApi implements Endpoint {
    /** Where the API is mounted. */
    public static final String BASE_PATH = "/api/v2";

    /** RFC 6750 §3: an audience that a message shows may hold what the header may not. */
    private static final Pattern NOT_IN_A_HEADER = Pattern.compile("[^ !#-\\[\\]-~]");

    private static final Map<String, String> JSON_HEADERS =
            Map.of("content-type", "application/json; charset=utf-8", "cache-control", "no-store");

    private final Tenants tenants;
    private final BearerAuthorization authorization;
    private final @Nullable RequestRateLimit rateLimit;
    private final Router<MountedOperation> router = new Router<>();

    /**
     * @param resources what is served
     * @param notServed the {@code operationId}s that are described but not served yet: they answer 501
     * @param rateLimit null for none
     * @throws IllegalStateException when contract, resources and {@code notServed} do not add up
     */
    public ManagementApi(
            Contract contract,
            Tenants tenants,
            AccessTokenVerifier verifier,
            List<? extends Resource> resources,
            Collection<String> notServed,
            @Nullable RequestRateLimit rateLimit) {
        this.tenants = tenants;
        this.authorization = new BearerAuthorization(verifier);
        this.rateLimit = rateLimit;
        Operations operations = new Operations(contract);
        resources.forEach(resource -> resource.mount(operations));
        Schemas schemas = new Schemas(contract);
        operations
                .served(notServed, request -> {
                    throw ErrorCode.NOT_SERVED.refuse();
                })
                .forEach((operation, handler) -> router.add(
                        operation.method(), operation.path(), new MountedOperation(operation, handler, schemas)));
    }

    @Override
    public Response handle(Request request) {
        Tenant tenant = tenants.byHost(request.host());
        Map<String, String> headers = new HashMap<>(JSON_HEADERS);
        try {
            return answer(tenant, request, headers);
        } catch (Rejection refusal) {
            return refuse(refusal, headers);
        } catch (InvalidCursorException e) {
            return refuse(
                    ErrorCode.INVALID_QUERY_STRING.refuse(
                            "Query validation error: 'Not the next of any page' on property from."),
                    headers);
        }
    }

    private static Response refuse(Rejection refusal, Map<String, String> headers) {
        // RFC 9110 §15.5.2: a 401 names the scheme to come back with.
        if (refusal.code() == ErrorCode.MISSING_TOKEN) {
            headers.put("www-authenticate", "Bearer");
        } else if (refusal.code() == ErrorCode.INVALID_TOKEN) {
            headers.put(
                    "www-authenticate",
                    "Bearer error=\""
                            + NOT_IN_A_HEADER.matcher(refusal.publicMessage()).replaceAll("") + "\"");
        }
        return new Response(refusal.code().status(), headers, Json.write(ErrorBody.of(refusal)));
    }

    private Response answer(Tenant tenant, Request request, Map<String, String> headers) {
        Router.Match<MountedOperation> match = router.find(request.path().substring(BASE_PATH.length()));
        if (match == null) {
            throw ErrorCode.NOT_FOUND.refuse();
        }
        MountedOperation mounted = match.target(request.method());
        if (mounted == null) {
            headers.put("allow", match.allow());
            throw ErrorCode.METHOD_NOT_ALLOWED.refuse();
        }
        AccessToken token = authorization.admit(tenant, mounted.operation(), request);
        limit(tenant, headers);
        ApiRequest apiRequest = new ApiRequest(
                tenant,
                token,
                mounted.parameters().path(match.parameters(request.method())),
                mounted.parameters().query(request.query()),
                body(mounted, request),
                mounted.body());
        BearerAuthorization.requireSelf(mounted.operation(), apiRequest);
        return render(mounted.operation(), apiRequest, mounted.handler().handle(apiRequest), headers);
    }

    private void limit(Tenant tenant, Map<String, String> headers) {
        if (rateLimit == null) {
            return;
        }
        RequestRateLimit.Verdict verdict = rateLimit.take(tenant);
        headers.putAll(verdict.headers());
        if (!verdict.allowed()) {
            throw ErrorCode.TOO_MANY_REQUESTS.refuse();
        }
    }

    /** The body where the operation takes one; what is sent where it takes none is not looked at, as in the real API. */
    private static @Nullable JsonNode body(MountedOperation mounted, Request request) {
        Schema schema = mounted.body();
        if (schema == null) {
            return null;
        }
        if (request.body().length == 0) {
            if (mounted.operation().bodyRequired()) {
                throw ErrorCode.INVALID_BODY.refuse("Payload validation error: 'Missing body'.");
            }
            return null;
        }
        requireJson(request);
        JsonNode body = Json.parse(request.body());
        Violation violation = schema.check(body);
        if (violation != null) {
            throw ErrorCode.INVALID_BODY.refuse("Payload validation error: " + violation);
        }
        return body;
    }

    private static void requireJson(Request request) {
        String type = request.header("content-type");
        String media = type == null ? "" : type.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
        // RFC 9110 §15.5.16: a coding that is not taken is told from one that is malformed.
        String coding = request.header("content-encoding");
        boolean encoded = coding != null && !coding.isBlank() && !coding.strip().equalsIgnoreCase("identity");
        if (encoded || !media.equals("application/json")) {
            throw ErrorCode.UNSUPPORTED_MEDIA_TYPE.refuse();
        }
    }

    private static Response render(Operation operation, ApiRequest request, Reply reply, Map<String, String> headers) {
        int status = reply.status() == 0 ? operation.status() : reply.status();
        FieldSelection selection = operation.selectsFields()
                ? FieldSelection.of(request.text("fields"), request.flag("include_fields", true))
                : null;
        JsonNode body = reply.slice() == null
                ? select(selection, reply.body())
                : Envelope.of(operation, request, reply.slice(), selection);
        if (body == null) {
            headers.remove("content-type");
            return new Response(status, headers, new byte[0]);
        }
        return new Response(status, headers, Json.write(body));
    }

    private static @Nullable JsonNode select(@Nullable FieldSelection selection, @Nullable JsonNode body) {
        return selection == null || body == null ? body : selection.apply(body);
    }
}
