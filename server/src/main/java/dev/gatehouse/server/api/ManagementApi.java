package dev.gatehouse.server.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.gatehouse.contract.Contract;
import dev.gatehouse.contract.MarkedMembers;
import dev.gatehouse.server.api.validation.Schema;
import dev.gatehouse.server.api.validation.Schemas;
import dev.gatehouse.server.api.validation.Violation;
import dev.gatehouse.server.error.ErrorCode;
import dev.gatehouse.server.error.Rejection;
import dev.gatehouse.server.event.LogEvents;
import dev.gatehouse.server.http.Endpoint;
import dev.gatehouse.server.http.Request;
import dev.gatehouse.server.http.Response;
import dev.gatehouse.server.http.Router;
import dev.gatehouse.server.store.Database;
import dev.gatehouse.server.store.InvalidCursorException;
import dev.gatehouse.server.tenant.Tenant;
import dev.gatehouse.server.tenant.Tenants;
import dev.gatehouse.server.token.AccessToken;
import dev.gatehouse.server.token.AccessTokenVerifier;
import dev.gatehouse.server.token.RevocationCheck;
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

    private static final System.Logger LOG = System.getLogger(ManagementApi.class.getName());

    private final Tenants tenants;
    private final BearerAuthorization authorization;
    private final @Nullable RequestRateLimit rateLimit;
    private final Router<MountedOperation> router = new Router<>();
    private final Database database;
    private final RevocationCheck revocations;
    private final LogEvents events;

    /**
     * @param resources what is served
     * @param rateLimit null for none
     * @throws IllegalStateException when contract and resources do not add up
     */
    public ManagementApi(
            Contract contract,
            Tenants tenants,
            AccessTokenVerifier verifier,
            Database database,
            LogEvents events,
            List<? extends Resource> resources,
            @Nullable RequestRateLimit rateLimit) {
        this.tenants = tenants;
        this.database = database;
        this.revocations = new RevocationCheck(database.changes());
        this.events = events;
        this.authorization = new BearerAuthorization(verifier);
        this.rateLimit = rateLimit;
        Operations operations = new Operations(contract);
        resources.forEach(resource -> resource.mount(operations));
        Schemas schemas = Schemas.ofRequests(contract);
        operations
                .served()
                .forEach((operation, handler) -> router.add(
                        operation.method(),
                        operation.path(),
                        new MountedOperation(contract, operation, handler, schemas)));
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

    /** Whether the body of an upload is read: its token is valid for the operation. */
    public boolean admits(Request head) {
        Tenant tenant = tenants.byHost(head.host());
        Router.Match<MountedOperation> match = router.find(head.path().substring(BASE_PATH.length()));
        MountedOperation mounted = match == null ? null : match.target(head.method());
        if (mounted == null || mounted.operation().file().isEmpty()) {
            return false;
        }
        authorization.admit(tenant, mounted.operation(), head);
        return true;
    }

    private static Response refuse(Rejection refusal, Map<String, String> headers) {
        if (refusal.code().retryAfter() > 0) {
            headers.put("retry-after", Integer.toString(refusal.code().retryAfter()));
        }
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
                mounted.body(),
                Envelope.hasAlwaysTotals(mounted.operation()),
                UploadForm.file(mounted, request));
        BearerAuthorization.requireSelf(mounted.operation(), apiRequest);
        ManagementEvent event = new ManagementEvent(events, mounted, request, apiRequest);
        ApiResponse response =
                mounted.handler().handle(new Transactions(database, revocations, apiRequest, event), apiRequest);
        narrow(mounted, response);
        if (request.method().equals("GET") && showsSecrets(mounted, apiRequest, response)) {
            noteRead(tenant, event, response);
        }
        return render(mounted, apiRequest, response, headers);
    }

    private static boolean showsSecrets(MountedOperation mounted, ApiRequest request, ApiResponse response) {
        MarkedMembers secrets = mounted.responseSecrets();
        if (secrets.isEmpty()) {
            return false;
        }
        FieldSelection selection = selection(mounted, request);
        if (response.slice() == null) {
            return response.body() != null && secrets.isIn(shown(selection, response.body()));
        }
        // The contract describes a page as its array.
        ArrayNode items = JsonNodeFactory.instance.arrayNode();
        response.slice().items().forEach(item -> items.add(shown(selection, item)));
        return secrets.isIn(items);
    }

    private static JsonNode shown(@Nullable FieldSelection selection, JsonNode value) {
        return selection == null ? value : selection.apply(value.deepCopy());
    }

    /** In place: what is not to be shown goes no further. */
    private static void narrow(MountedOperation mounted, ApiResponse response) {
        if (response.body() != null) {
            mounted.shape().narrow(response.body());
        }
        if (response.slice() != null) {
            response.slice().items().forEach(mounted.shape()::narrow);
        }
    }

    /** A database that cannot be written still gives what can be read. */
    private void noteRead(Tenant tenant, ManagementEvent event, ApiResponse response) {
        try {
            database.write(tenant, tx -> {
                event.appendRead(tx, response);
                return true;
            });
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.WARNING, "a read of secrets is not in the tenant's log: " + e);
        }
    }

    private static @Nullable FieldSelection selection(MountedOperation mounted, ApiRequest request) {
        if (!mounted.operation().selectsFields()) {
            return null;
        }
        FieldSelection selection = FieldSelection.of(request.text("fields"), request.flag("include_fields", true));
        if (selection != null) {
            selection.keeping(mounted.shape().computed());
        }
        return selection;
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
        if (!mounted.operation().file().isEmpty()) {
            return UploadForm.fields(mounted, schema, request);
        }
        if (request.body().length == 0) {
            if (mounted.operation().bodyRequired()) {
                throw ErrorCode.INVALID_BODY.refuse("Payload validation error: 'Missing body'.");
            }
            return null;
        }
        requireJson(request);
        JsonNode body = Json.parse(request.body());
        List<Violation> violations = schema.check(body);
        if (!violations.isEmpty()) {
            throw ApiRequest.refusal(violations);
        }
        // A change leaves alone what it does not name: defaults are for what is made or replaced.
        return request.method().equals("PATCH") ? body : schema.complete(body);
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

    private static Response render(
            MountedOperation mounted, ApiRequest request, ApiResponse response, Map<String, String> headers) {
        int status = mounted.status(response);
        headers.putAll(response.headers());
        if (response.stream() != null) {
            return new Response(status, headers, new byte[0]).followedBy(response.stream());
        }
        JsonNode body = body(mounted, request, response, selection(mounted, request));
        if (body == null) {
            headers.remove("content-type");
            return new Response(status, headers, new byte[0]);
        }
        return new Response(status, headers, Json.write(body));
    }

    /** What has no content to show answers an empty object, unless its status says that there is none. */
    private static @Nullable JsonNode body(
            MountedOperation mounted, ApiRequest request, ApiResponse response, @Nullable FieldSelection selection) {
        if (response.slice() != null) {
            return Envelope.of(mounted.operation(), request, response.slice(), selection);
        }
        if (response.body() == null) {
            return mounted.status(response) == 204 ? null : JsonNodeFactory.instance.objectNode();
        }
        return selection == null ? response.body() : selection.apply(response.body());
    }
}
