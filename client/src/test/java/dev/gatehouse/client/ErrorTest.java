package dev.gatehouse.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.gatehouse.client.error.ApiException;
import dev.gatehouse.client.error.ConflictException;
import dev.gatehouse.client.error.ForbiddenException;
import dev.gatehouse.client.error.MalformedResponseException;
import dev.gatehouse.client.error.NotFoundException;
import dev.gatehouse.client.error.RateLimitException;
import dev.gatehouse.client.error.UnauthorizedException;
import dev.gatehouse.client.model.UserCreate;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ErrorTest extends ClientTest {
    private static final String OPERATION = "GET /api/v2/users/auth0%7C1 returned ";

    static Stream<Arguments> refusals() {
        return Stream.of(
                Arguments.of(
                        error(400, "Bad Request", "Payload validation error: 'Too short'.", "invalid_body"),
                        ApiException.class,
                        "400 invalid_body: Payload validation error: 'Too short'."),
                Arguments.of(
                        error(401, "Unauthorized", "Invalid token", ""),
                        UnauthorizedException.class,
                        "401: Invalid token"),
                Arguments.of(
                        error(
                                403,
                                "Forbidden",
                                "Insufficient scope, expected any of: read:users",
                                "insufficient_scope"),
                        ForbiddenException.class,
                        "403 insufficient_scope: Insufficient scope, expected any of: read:users"),
                Arguments.of(
                        error(404, "Not Found", "The user does not exist.", "inexistent_user"),
                        NotFoundException.class,
                        "404 inexistent_user: The user does not exist."),
                Arguments.of(
                        error(409, "Conflict", "The user already exists.", "auth0_idp_error"),
                        ConflictException.class,
                        "409 auth0_idp_error: The user already exists."),
                Arguments.of(
                        error(429, "Too Many Requests", "Global limit has been reached", "too_many_requests"),
                        RateLimitException.class,
                        "429 too_many_requests: Global limit has been reached"),
                Arguments.of(
                        error(418, "I'm a teapot", "Short and stout", "brand_new_code"),
                        ApiException.class,
                        "418 brand_new_code: Short and stout"),
                Arguments.of(
                        ScriptedResponse.text(502, "text/html", "<html>"),
                        ApiException.class,
                        "502: the response has no message"),
                Arguments.of(ScriptedResponse.empty(500), ApiException.class, "500: the response has no message"),
                Arguments.of(ScriptedResponse.json(500, "[1]"), ApiException.class, "500: the response has no message"),
                Arguments.of(
                        ScriptedResponse.json(404, "{\"message\":{}}"),
                        NotFoundException.class,
                        "404: the response has no message"),
                Arguments.of(ScriptedResponse.empty(302), ApiException.class, "302: the response has no message"));
    }

    private static ScriptedResponse error(int status, String error, String message, String code) {
        String errorCode = code.isEmpty() ? "" : ",\"errorCode\":\"" + code + "\"";
        return ScriptedResponse.json(
                status,
                "{\"statusCode\":" + status + ",\"error\":\"" + error + "\",\"message\":\"" + message + "\"" + errorCode
                        + "}");
    }

    @ParameterizedTest
    @MethodSource("refusals")
    void throwsTheExceptionOfTheStatus(ScriptedResponse answer, Class<? extends ApiException> type, String message) {
        server.answers(answer);
        ManagementClient client = client(options().token("static").maxRetries(0));

        assertThat(catchThrowable(() -> client.getUser("auth0|1")))
                .isExactlyInstanceOf(type)
                .hasMessage(OPERATION + message);
    }

    @Test
    void tellsWhatIsKnownOfARefusal() {
        server.answers(error(
                        403,
                        "Forbidden",
                        "Insufficient scope, expected any of: read:users, read:roles",
                        "insufficient_scope")
                .header("X-Request-Id", "req-1"));
        ManagementClient client = client();

        ForbiddenException refusal = catchThrowableOfType(ForbiddenException.class, () -> client.getUser("auth0|1"));

        assertThat(refusal.operation()).isEqualTo("users.get");
        assertThat(refusal.status()).isEqualTo(403);
        assertThat(refusal.error()).isEqualTo("Forbidden");
        assertThat(refusal.errorCode()).isEqualTo("insufficient_scope");
        assertThat(refusal.apiMessage()).isEqualTo("Insufficient scope, expected any of: read:users, read:roles");
        assertThat(refusal.missingScopes()).containsExactly("read:users", "read:roles");
        assertThat(refusal.requestId()).isEqualTo("req-1");
        assertThat(refusal.attempts()).isEqualTo(1);
        assertThat(refusal.getSuppressed())
                .singleElement()
                .satisfies(site -> assertThat(site.getStackTrace())
                        .anyMatch(frame -> frame.getClassName().equals(ErrorTest.class.getName())));
    }

    static Stream<Arguments> strangeAnswers() {
        return Stream.of(
                Arguments.of(
                        ScriptedResponse.text(200, "text/html", "<html>"),
                        "200 with something that is not JSON (text/html)"),
                Arguments.of(
                        ScriptedResponse.json(200, "{\"id\":"),
                        "200 with something that is not JSON (application/json; charset=utf-8)"),
                Arguments.of(ScriptedResponse.json(200, "[]"), "200 with JSON that is not an object"),
                Arguments.of(ScriptedResponse.json(200, "null"), "200 with JSON that is not an object"),
                Arguments.of(ScriptedResponse.empty(204), "204 with nothing, and not an object"));
    }

    @ParameterizedTest
    @MethodSource("strangeAnswers")
    void refusesAnAnswerThatIsNotTheApis(ScriptedResponse answer, String message) {
        server.answers(answer);
        ManagementClient client = client();

        assertThatExceptionOfType(MalformedResponseException.class)
                .isThrownBy(() -> client.getUser("auth0|1"))
                .withMessage(OPERATION + message);
    }

    @Test
    void dropsTheContentOfAnAnswerThatHasNone() {
        server.answers(ScriptedResponse.empty(204), ScriptedResponse.text(202, "text/plain", "Accepted"));

        client().deleteRole("rol_1");
        client().deleteRole("rol_1");

        assertThat(server.calls()).hasSize(2);
    }

    @Test
    void showsNoSecretAnywhere() {
        server.answers(error(400, "Bad Request", "No.", "invalid_body"), ScriptedResponse.dropped());
        ManagementClientBuilder options =
                credentials().header("x-gateway", "header-s3cr3t").maxRetries(0);
        ManagementClient client = client(options);
        UserCreate user = new UserCreate().email("a@example.com").password("user-s3cr3t");

        StringWriter shown = new StringWriter();
        catchThrowable(() -> client.createUser(user)).printStackTrace(new PrintWriter(shown));
        catchThrowable(() -> client.createUser(user)).printStackTrace(new PrintWriter(shown));
        shown.append(client.toString()).append(options.toString()).append(user.toString());

        assertThat(shown.toString())
                .contains("POST /api/v2/users returned 400 invalid_body: No.")
                .contains("POST " + server.uri() + "/api/v2/users failed")
                .contains("UserCreate{\"email\":\"a@example.com\",\"password\":\"[REDACTED]\"}")
                .doesNotContain("s3cr3t")
                .doesNotContain("token-1");
    }
}
