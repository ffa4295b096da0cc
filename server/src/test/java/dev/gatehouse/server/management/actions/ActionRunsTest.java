package dev.gatehouse.server.management.actions;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.server.ApiResponse;
import dev.gatehouse.server.ApiTest;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Building and testing actions. */
class ActionRunsTest extends ApiTest {
    private static final String ACTIONS = "/actions/actions";
    private static final String EVENT = "{'tenant': {'id': 't'}, 'user': {'user_id': 'auth0|1', 'email': 'a@b.test'},"
            + " 'request': {'hostname': 't.test', 'query': {}}, 'transaction': {'protocol': 'oidc-basic-profile'}}";

    private static String action(String name, String trigger, String code, Map<String, ?> members) {
        return json(Map.of("name", name, "supported_triggers", List.of(Map.of("id", trigger)), "code", code), members);
    }

    private static String json(Map<String, ?> one, Map<String, ?> other) {
        var mapper = new JsonMapper();
        ObjectNode all = mapper.valueToTree(one);
        all.setAll((ObjectNode) mapper.valueToTree(other));
        // The tests' own quotes are those of the body: the code's are not.
        return all.toString().replace("'", "\\u0027");
    }

    private String created(String name, String trigger, String code, Map<String, ?> members) {
        return ACTIONS + "/"
                + post(ACTIONS, action(name, trigger, code, members))
                        .expect(201)
                        .text("/id");
    }

    private JsonNode test(String action, String event) {
        return post(action + "/test", "{'payload': {'event': " + event + "}}")
                .expect(200)
                .json()
                .path("payload");
    }

    @Test
    void runsTheDraftWithItsSecretsAndModules() {
        ApiResponse module = post(
                        "/actions/modules",
                        json(
                                Map.of(
                                        "name",
                                        "claims",
                                        "code",
                                        "exports.of = (user) => user.email + actions.secrets.SALT"),
                                Map.of("publish", true, "secrets", List.of(Map.of("name", "SALT", "value", "salt")))))
                .expect(201);
        String action = created(
                "runs",
                "post-login",
                "const claims = require('actions:claims');\n"
                        + "exports.onExecutePostLogin = async (event, api) => {\n"
                        + "  console.log('for', event.user.user_id, event.secrets.KEY);\n"
                        + "  api.idToken.setCustomClaim('c', claims.of(event.user)).accessToken.addScope('s');\n"
                        + "  if (api.rules.wasExecuted('r')) return;\n"
                        + "  await api.cache.set('k', {n: 1}, {expires_at: 5});\n"
                        + "  api.user.setUserMetadata('seen', api.cache.get('k').value);\n"
                        + "};",
                Map.of(
                        "secrets",
                        List.of(Map.of("name", "KEY", "value", "key")),
                        "modules",
                        List.of(Map.of(
                                "module_id",
                                module.text("/id"),
                                "module_version_id",
                                module.text("/latest_version/id")))));

        JsonNode payload = test(action, EVENT);

        assertThat(payload.path("error").isMissingNode()).isTrue();
        assertThat(payload.path("logs").asText()).isEqualTo("for auth0|1 key\n");
        assertThat(payload.path("commands")).hasToString("""
                [{"name":"idToken.setCustomClaim","arguments":["c","a@b.testsalt"]},\
                {"name":"accessToken.addScope","arguments":["s"]},\
                {"name":"cache.set","arguments":["k",{"n":1},{"expires_at":5}]},\
                {"name":"user.setUserMetadata","arguments":["seen",{"n":1}]}]""");
        assertThat(payload.path("stats").size()).isEqualTo(7);
        assertThat(payload.path("stats")).allMatch(JsonNode::isIntegralNumber);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            exports.onExecutePostLogin = async (event, api) => {}               | {}              | TypeError | Cannot read properties of undefined (reading 'id')
            exports.onExecutePostLogin = (event) => event.client.name.first     | {'tenant': {'id': 't'}} | TypeError | Cannot read properties of undefined (reading 'name')
            exports.onExecutePostLogin = async () => { throw new Error('no') }  | {'tenant': {'id': 't'}} | Error | no
            exports.other = () => {}                                            | {'tenant': {'id': 't'}} | TypeError | The action does not export a function onExecutePostLogin
            exports.onExecutePostLogin = async (event, api) => api.nothing()    | {'tenant': {'id': 't'}} | TypeError | A value that is called is not a function
            require('axios')                                                    | {'tenant': {'id': 't'}} | Error | Cannot find module 'axios': npm packages and modules of Node with access to the outside are not available
            exports.onExecutePostLogin = async (event) => { (                   | {'tenant': {'id': 't'}} | SyntaxError | Unexpected end of input
            """)
    void tellsTheErrorThatAnActionEndsWith(String code, String event, String name, String message) {
        String action = created("fails " + message + event.length(), "post-login", code, Map.of());

        JsonNode error = test(action, event).path("error");

        assertThat(error.path("name").asText()).isEqualTo(name);
        assertThat(error.path("message").asText()).isEqualTo(message);
        assertThat(error.path("stack").asText())
                .startsWith(name + ": " + message)
                .doesNotContain(".java", "gatehouse");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            credentials-exchange          | onExecuteCredentialsExchange   | api.access.deny('code', 'why')
            pre-user-registration         | onExecutePreUserRegistration   | api.validation.error('code', 'why')
            post-user-registration        | onExecutePostUserRegistration  | api.cache.delete('k')
            post-change-password          | onExecutePostChangePassword    | api.cache.delete('k')
            send-phone-message            | onExecuteSendPhoneMessage      | api.cache.delete('k')
            password-reset-post-challenge | onExecutePostChallenge         | api.redirect.sendUserTo('https://x.test')
            custom-email-provider         | onExecuteCustomEmailProvider   | api.notification.drop('why')
            custom-phone-provider         | onExecuteCustomPhoneProvider   | api.notification.retry('why')
            custom-token-exchange         | onExecuteCustomTokenExchange   | api.access.rejectInvalidSubjectToken('why')
            event-stream                  | onExecuteEventStream           | api.cache.delete('k')
            """)
    void offersTheApiOfEachTrigger(String trigger, String handler, String call) {
        String action = created(
                "of " + trigger, trigger, "exports." + handler + " = async (event, api) => { " + call + " }", Map.of());

        assertThat(test(action, EVENT).path("commands").path(0).path("name").asText())
                .isEqualTo(call.substring("api.".length(), call.indexOf('(')));
    }

    @Test
    void signsAndReadsTokensOfRedirects() {
        String action = created("redirects", "post-login", """
                exports.onExecutePostLogin = async (event, api) => {
                  const token = api.redirect.encodeToken({secret: 's', payload: {a: 1}, expiresInSeconds: 60});
                  event.request.query.session_token = token;
                  const claims = api.redirect.validateToken({secret: 's'});
                  let refused;
                  try { api.redirect.validateToken({secret: 'other'}) } catch (e) { refused = e.message }
                  console.log(api.redirect.canRedirect(), claims.a, claims.iss, claims.sub, claims.exp - claims.iat, refused);
                };""", Map.of());

        assertThat(test(action, EVENT).path("logs").asText())
                .isEqualTo("true 1 t.test auth0|1 60 The session token is invalid\n");
    }

    @Test
    void failsToBuildWhatDoesNotParse() {
        String action =
                created("broken", "post-login", "exports.x = async (event) => { const a = ; }", Map.of("deploy", true));

        JsonNode read = get(action).json();
        assertThat(read.path("status").asText()).isEqualTo("failed");
        assertThat(read.has("deployed_version")).isFalse();
        assertThat(send("POST", action + "/deploy", null))
                .hasToString(refusal(400, "A draft must be in the 'built' state before it can be deployed.", null));

        patch(action, "{'name': 'broken still'}").expect(200);
        assertThat(get(action).text("/status")).isEqualTo("failed");

        patch(action, "{'code': 'exports.x = 1'}").expect(200);
        assertThat(get(action).text("/status")).isEqualTo("built");
        send("POST", action + "/deploy", null).expect(200);

        ApiResponse version =
                post(action + "/versions", "{'code': 'const = 1'}").expect(201);
        assertThat(version.text("/status")).isEqualTo("failed");
        assertThat(version.text("/errors/0/msg")).isEqualTo("SyntaxError: variable name expected (line 1)");
        assertThat(send("POST", action + "/versions/" + version.text("/id") + "/deploy", null))
                .hasToString(refusal(400, "A version must be in the 'built' state before it can be deployed.", null));
    }
}
