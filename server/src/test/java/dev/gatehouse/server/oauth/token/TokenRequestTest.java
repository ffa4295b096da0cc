package dev.gatehouse.server.oauth.token;

import static dev.gatehouse.server.oauth.OAuthServer.object;
import static dev.gatehouse.server.oauth.OAuthServer.request;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.server.client.Client;
import dev.gatehouse.server.client.ClientGrant;
import dev.gatehouse.server.http.Request;
import dev.gatehouse.server.http.Response;
import dev.gatehouse.server.oauth.OAuthServer;
import dev.gatehouse.server.resourceserver.ResourceServer;
import dev.gatehouse.server.settings.TenantSettings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What the token endpoint answers to what it is sent: refusals first. */
class TokenRequestTest {
    private static final String API = "https://api.example/";
    private static final String FORM = "application/x-www-form-urlencoded";
    private static final String GRANT = "grant_type=client_credentials";
    private static final String GOOD = GRANT + "&client_id=m2m&client_secret=s3cret&audience=" + API;

    @TempDir
    private static Path directory;

    private static OAuthServer server;

    @BeforeAll
    static void start() {
        server = new OAuthServer(directory);
        server.insertClient("m2m", "s3cret");
        server.insertClient("odd +%", "p:a ss+%&é");
        ObjectNode web = object().put("client_id", "web").put("client_secret", "s3cret");
        web.putArray("grant_types").add("authorization_code");
        server.insert(Client.KIND, "web", web);
        server.insert(Client.KIND, "public", client("public").put("token_endpoint_auth_method", "none"));
        server.insert(Client.KIND, "third", client("third").put("is_first_party", false));
        ObjectNode byKey = client("by-key");
        byKey.putObject("client_authentication_methods");
        server.insert(Client.KIND, "by-key", byKey);
        api(API, "read:it", "write:it");
        api("https://alone.example/");
        api("https://closed.example/");
        server.insertGrant("m2m", API, "read:it", "write:it");
        server.insertGrant("odd +%", API, "read:it");
        server.insertGrant("m2m", "https://closed.example/", "read:it");
        ObjectNode forOrganizations =
                object().put("client_id", "third").put("audience", API).put("organization_usage", "require");
        server.insert(ClientGrant.KIND, "cgr_organizations", forOrganizations);
    }

    private static ObjectNode client(String id) {
        ObjectNode client = object().put("client_id", id).put("client_secret", "s3cret");
        client.putArray("grant_types").add("client_credentials");
        return client;
    }

    private static void api(String identifier, String... scopes) {
        ObjectNode api = object().put("id", identifier).put("identifier", identifier);
        for (String scope : scopes) {
            api.withArray("scopes").addObject().put("value", scope);
        }
        if (identifier.contains("closed")) {
            api.putObject("subject_type_authorization").putObject("client").put("policy", "deny_all");
        }
        server.insert(ResourceServer.KIND, identifier, api);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static Request form(String body) {
        return request("POST", TokenEndpoint.PATH, Map.of("content-type", FORM), body);
    }

    private static Request json(String body) {
        return request("POST", TokenEndpoint.PATH, Map.of("content-type", "application/json; charset=utf-8"), body);
    }

    private static Request basic(String credentials, String body) {
        String encoded = Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8));
        return request(
                "POST", TokenEndpoint.PATH, Map.of("content-type", FORM, "authorization", "Basic " + encoded), body);
    }

    static Stream<Arguments> refusals() {
        return Stream.of(
                refusal(
                        "no content type",
                        request("POST", "/oauth/token", Map.of(), GOOD),
                        400,
                        "invalid_request: The content type must be application/x-www-form-urlencoded or application/json"),
                refusal(
                        "text",
                        request("POST", "/oauth/token", Map.of("content-type", "text/plain"), GOOD),
                        400,
                        "invalid_request: The content type must be application/x-www-form-urlencoded or application/json"),
                refusal("nothing", form(""), 400, "invalid_request: Missing required parameter: grant_type"),
                refusal(
                        "empty is not sent",
                        form("grant_type="),
                        400,
                        "invalid_request: Missing required parameter: grant_type"),
                refusal(
                        "a long body",
                        form(GOOD + "&x=" + "x".repeat(65_536)),
                        400,
                        "invalid_request: The body is longer than 65536 bytes"),
                refusal("NUL", form(GOOD + "&scope=a%00b"), 400, "invalid_request: The body is not a form"),
                refusal("another charset", form(GOOD + "&x=%FC"), 400, "invalid_request: The body is not a form"),
                refusal("a broken escape", form(GOOD + "&x=%zz"), 400, "invalid_request: The body is not a form"),
                refusal(
                        "a parameter twice",
                        form(GOOD + "&scope=a&scope=b"),
                        400,
                        "invalid_request: Parameter scope was sent more than once"),
                refusal(
                        "the same twice",
                        form(GOOD + "&" + GRANT),
                        400,
                        "invalid_request: Parameter grant_type was sent more than once"),
                refusal(
                        "a control character",
                        form(GOOD + "&scope=a%01b"),
                        400,
                        "invalid_request: Parameter scope has control characters"),
                refusal("JSON cut off", json("{\"grant_type\":"), 400, "invalid_request: The body is not JSON"),
                refusal("JSON with more behind", json("{} {}"), 400, "invalid_request: The body is not JSON"),
                refusal(
                        "JSON members twice",
                        json("{\"scope\":\"a\",\"scope\":\"b\"}"),
                        400,
                        "invalid_request: The body is not JSON"),
                refusal("JSON too deep", json("[".repeat(5_000)), 400, "invalid_request: The body is not JSON"),
                refusal("JSON of another kind", json("[]"), 400, "invalid_request: The body is not a JSON object"),
                refusal("empty JSON", json(""), 400, "invalid_request: The body is not a JSON object"),
                refusal(
                        "a number for a string",
                        json("{\"grant_type\":1}"),
                        400,
                        "invalid_request: Parameter grant_type must be a string"),
                refusal(
                        "an unknown grant",
                        form("grant_type=magic"),
                        403,
                        "unsupported_grant_type: Unsupported grant type: magic"),
                refusal(
                        "half a character",
                        json("{\"grant_type\":\"a\\ud800b\"}"),
                        403,
                        "unsupported_grant_type: Unsupported grant type: a?b"),
                refusal(
                        "a long grant",
                        form("grant_type=" + "x".repeat(5_000)),
                        403,
                        "unsupported_grant_type: Unsupported grant type: " + "x".repeat(100) + "..."),
                refusal("no client", form(GRANT), 400, "invalid_request: Missing required parameter: client_id"),
                refusal("no secret", form(GRANT + "&client_id=m2m"), 401, "access_denied: Unauthorized"),
                refusal(
                        "a wrong secret",
                        form(GRANT + "&client_id=m2m&client_secret=S3cret"),
                        401,
                        "access_denied: Unauthorized"),
                refusal(
                        "the beginning of the secret",
                        form(GRANT + "&client_id=m2m&client_secret=s3cre"),
                        401,
                        "access_denied: Unauthorized"),
                refusal(
                        "an unknown client",
                        form(GRANT + "&client_id=nobody&client_secret=s3cret"),
                        401,
                        "access_denied: Unauthorized"),
                refusal(
                        "the secret that nobody has",
                        form(GRANT + "&client_id=nobody&client_secret=" + "-".repeat(64)),
                        401,
                        "access_denied: Unauthorized"),
                refusal(
                        "a client that cannot be",
                        form(GRANT + "&client_id=" + "x".repeat(5_000) + "&client_secret=s"),
                        401,
                        "access_denied: Unauthorized"),
                refusal(
                        "a public client",
                        form(GRANT + "&client_id=public&client_secret=s3cret"),
                        401,
                        "access_denied: Unauthorized"),
                refusal(
                        "a client with keys",
                        form(GRANT + "&client_id=by-key&client_secret=s3cret"),
                        401,
                        "access_denied: Unauthorized"),
                refusal("a wrong secret by Basic", basic("m2m:wrong", GRANT), 401, "access_denied: Unauthorized"),
                refusal(
                        "Basic without a colon",
                        basic("m2m", GRANT),
                        401,
                        "invalid_client: The Authorization header is malformed"),
                refusal(
                        "Basic of another client",
                        basic("m2m:s3cret", GRANT + "&client_id=web"),
                        400,
                        "invalid_request: client_id differs from that of the Authorization header"),
                refusal(
                        "Basic and a secret",
                        basic("m2m:s3cret", GOOD),
                        400,
                        "invalid_request: More than one way of client authentication was used"),
                refusal(
                        "an assertion and a secret",
                        form(GOOD + "&client_assertion=x"),
                        400,
                        "invalid_request: More than one way of client authentication was used"),
                refusal(
                        "an assertion of no type",
                        form(GRANT + "&client_assertion=x"),
                        400,
                        "invalid_request: client_assertion_type must be urn:ietf:params:oauth:client-assertion-type:jwt-bearer"),
                refusal(
                        "a grant that is not the client's",
                        form(GRANT + "&client_id=web&client_secret=s3cret&audience=" + API),
                        403,
                        "unauthorized_client: Grant type 'client_credentials' not allowed for the client."),
                refusal(
                        "no audience",
                        form(GRANT + "&client_id=m2m&client_secret=s3cret"),
                        403,
                        "access_denied: No audience parameter was provided, and no default audience has been configured"),
                refusal(
                        "an unknown audience",
                        form(GRANT + "&client_id=m2m&client_secret=s3cret&audience=urn:no"),
                        403,
                        "access_denied: Service not enabled within domain: urn:no"),
                refusal(
                        "no client grant",
                        form(GRANT + "&client_id=m2m&client_secret=s3cret&audience=https://alone.example/"),
                        403,
                        "access_denied: Client is not authorized to access \"https://alone.example/\". You need to create a \"client-grant\" associated to this API."),
                refusal(
                        "an API closed to clients",
                        form(GRANT + "&client_id=m2m&client_secret=s3cret&audience=https://closed.example/"),
                        403,
                        "access_denied: Client is not authorized to access \"https://closed.example/\". You need to create a \"client-grant\" associated to this API."),
                refusal(
                        "a scope that is not granted",
                        form(GOOD + "&scope=write:it+other+read:it+more"),
                        403,
                        "access_denied: Client has not been granted scopes: other, more"),
                refusal(
                        "an organization",
                        form(GOOD + "&organization=org_1"),
                        403,
                        "access_denied: Tokens for organizations are not issued by this server"),
                refusal(
                        "a grant for organizations only",
                        form(GRANT + "&client_id=third&client_secret=s3cret&audience=" + API),
                        403,
                        "access_denied: Tokens for organizations are not issued by this server"));
    }

    private static Arguments refusal(String name, Request request, int status, String errorAndDescription) {
        return Arguments.of(name, request, status, errorAndDescription);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("refusals")
    void refuses(String name, Request request, int status, String errorAndDescription) throws IOException {
        Response response = server.token.handle(request);
        String[] expected = errorAndDescription.split(": ", 2);
        assertThat(new JsonMapper().readTree(response.body()))
                .isEqualTo(object().put("error", expected[0]).put("error_description", expected[1]));
        assertThat(response.status()).isEqualTo(status);
        assertThat(response.headers().toMap())
                .containsEntry("content-type", List.of("application/json"))
                .containsEntry("cache-control", List.of("no-store"))
                .containsEntry("pragma", List.of("no-cache"));
    }

    static Stream<Arguments> good() {
        return Stream.of(
                Arguments.of("a form", form(GOOD), "read:it write:it"),
                Arguments.of(
                        "JSON",
                        json(
                                "{\"grant_type\":\"client_credentials\",\"client_id\":\"m2m\",\"client_secret\":\"s3cret\",\"audience\":\""
                                        + API + "\",\"extra\":{\"is\":[\"ignored\"]}}"),
                        "read:it write:it"),
                Arguments.of("Basic", basic("m2m:s3cret", GRANT + "&audience=" + API), "read:it write:it"),
                Arguments.of(
                        "Basic, escaped",
                        basic("odd+%2B%25:p%3Aa+ss%2B%25%26%C3%A9", GRANT + "&audience=" + API),
                        "read:it"),
                Arguments.of(
                        "a form, escaped",
                        form(GRANT + "&client_id=odd+%2B%25&client_secret=p%3Aa%20ss%2B%25%26%C3%A9&audience=" + API),
                        "read:it"),
                Arguments.of("fewer scopes", form(GOOD + "&scope=write:it"), "write:it"),
                Arguments.of("a scope twice", form(GOOD + "&scope=write:it+write:it"), "write:it"),
                Arguments.of("spaces around scopes", form(GOOD + "&scope=++read:it++write:it+"), "read:it write:it"),
                Arguments.of("blank scopes", form(GOOD + "&scope=++"), "read:it write:it"),
                Arguments.of("another parameter", form(GOOD + "&test=value"), "read:it write:it"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("good")
    void answersWithAToken(String name, Request request, String scope) throws IOException {
        Response response = server.token.handle(request);
        JsonNode answer = new JsonMapper().readTree(response.body());
        assertThat(answer)
                .isEqualTo(
                        object().put("access_token", answer.path("access_token").asText())
                                .put("scope", scope)
                                .put("expires_in", 86_400)
                                .put("token_type", "Bearer"));
        assertThat(answer.path("access_token").asText()).matches("[\\w-]+\\.[\\w-]+\\.[\\w-]+");
        assertThat(response.headers().toMap()).containsEntry("cache-control", List.of("no-store"));
    }

    @Test
    void saysHowToAuthenticateToWhomUsedTheHeader() {
        assertThat(server.token.handle(basic("m2m:wrong", GRANT)).headers().first("www-authenticate"))
                .isEqualTo("Basic realm=\"oauth/token\"");
        assertThat(server.token.handle(form(GRANT + "&client_id=m2m")).headers().first("www-authenticate"))
                .isNull();
    }

    @Test
    void takesTheTenantsDefaultAudience(@TempDir Path other) throws IOException {
        try (OAuthServer tenant = new OAuthServer(other)) {
            tenant.insertClient("m2m", "s3cret");
            tenant.insertGrant("m2m", OAuthServer.TENANT.managementAudience(), "read:users");
            tenant.insert(
                    TenantSettings.KIND,
                    "settings",
                    object().put("default_audience", OAuthServer.TENANT.managementAudience()));
            Response response = tenant.token.handle(form(GRANT + "&client_id=m2m&client_secret=s3cret"));
            assertThat(new JsonMapper().readTree(response.body()).path("scope").asText())
                    .isEqualTo("read:users");
        }
    }

    @Test
    void unknownClientsAndWrongSecretsCannotBeToldApart() {
        List<Response> answers = Stream.of("m2m", "nobody", "web", "by-key", "public")
                .map(id -> server.token.handle(form(GRANT + "&client_id=" + id + "&client_secret=wrong")))
                .toList();
        assertThat(answers).allSatisfy(answer -> {
            assertThat(answer.status()).isEqualTo(401);
            assertThat(OAuthServer.text(answer)).isEqualTo(OAuthServer.text(answers.get(0)));
            assertThat(answer.headers().toMap())
                    .isEqualTo(answers.get(0).headers().toMap());
        });
    }
}
