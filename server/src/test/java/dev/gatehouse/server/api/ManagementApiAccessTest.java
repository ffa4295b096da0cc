package dev.gatehouse.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.server.ApiResponse;
import dev.gatehouse.server.ApiTest;
import dev.gatehouse.server.TestTenant;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who is let in to the Management API. */
class ManagementApiAccessTest extends ApiTest {
    private static final String MISSING =
            "401 {\"statusCode\":401,\"error\":\"Unauthorized\",\"message\":\"Missing authentication\"}";
    private static final String BAD_FORMAT = "400 {\"statusCode\":400,\"error\":\"Bad Request\","
            + "\"message\":\"Bad HTTP authentication header format\",\"errorCode\":\"Bearer\"}";

    @Test
    void needsAToken() {
        ApiResponse answer = tenant().anonymous().get("/roles");

        assertThat(answer).hasToString(MISSING);
        assertThat(answer.header("www-authenticate")).isEqualTo("Bearer");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            Bearer                  | format
            Bearer opaque           | format
            Bearer a.b              | format
            Bearer a.b.c d          | format
            Bearer a.b.c            | Invalid token
            bearer a.b.c            | Invalid token
            Bearer ..               | Invalid token
            Bearer eyJhbGciOiJub25lIn0.e30.     | Invalid token
            Bearer eyJhbGciOiJSUzI1NiJ9.e30.AA  | Invalid signature received for JSON Web Token validation
            Basic a.b.c             | missing
            """)
    void looksAtTheFormOfTheHeaderFirst(String header, String refusal) {
        ApiResponse answer = tenant().anonymous().with("authorization", header).get("/roles");

        assertThat(answer)
                .hasToString(
                        switch (refusal) {
                            case "format" -> BAD_FORMAT;
                            case "missing" -> MISSING;
                            default -> invalid(refusal);
                        });
    }

    @Test
    void refusesATokenThatWasChanged() {
        String token = tenant().token("");
        String payload = token.split("\\.")[1];
        String changed = token.replace(payload, payload.substring(0, payload.length() - 2) + "AA");

        assertThat(withToken(changed)).hasToString(invalid("Invalid signature received for JSON Web Token validation"));
    }

    @Test
    void refusesAnExpiredToken() {
        String token = tenant().token("read:roles");
        withToken(token).expect(200);

        tenant().clock().moveBy(Duration.ofDays(1));
        try {
            ApiResponse answer = withToken(token);
            assertThat(answer).hasToString(invalid("Expired token received for JSON Web Token validation"));
            assertThat(answer.header("www-authenticate"))
                    .isEqualTo("Bearer error=\"Expired token received for JSON Web Token validation\"");
        } finally {
            tenant().clock().moveBy(Duration.ofDays(-1));
        }
    }

    @Test
    void refusesATokenForAnotherApi() {
        post("/resource-servers", "{'identifier':'https://orders.example','scopes':[{'value':'read:roles'}]}")
                .expect(201);
        post("/client-grants", """
                {'client_id':'%s','audience':'https://orders.example','scope':['read:roles']}
                """.formatted(TestTenant.CLIENT_ID)).expect(201);
        String token = tenant().root()
                .post("/oauth/token", """
                        {'grant_type':'client_credentials','client_id':'%s','client_secret':'%s','audience':'https://orders.example'}
                        """.formatted(TestTenant.CLIENT_ID, TestTenant.CLIENT_SECRET))
                .expect(200)
                .text("/access_token");

        assertThat(withToken(token)).hasToString(invalid("Bad audience: https://orders.example"));
    }

    @Test
    void letsInATokenWithTheScope() {
        assertThat(tenant().caller("read:roles").get("/roles")).hasToString("200 []");
    }

    @Test
    void asksForOneOfTheOperationsScopes() {
        assertThat(tenant().caller("read:clients").get("/roles")).hasToString(insufficient("read:roles"));
        assertThat(tenant().caller("read:clients").get("/roles/rol_1/users"))
                .hasToString(insufficient("read:users,read:roles,read:role_members"));
    }

    @Test
    void asksForTheScopeBeforeItLooksAtTheRequest() {
        assertThat(tenant().caller("read:clients").post("/roles?x=%E4", "{")).hasToString(insufficient("create:roles"));
        assertThat(tenant().caller("read:clients").get("/roles/rol_none")).hasToString(insufficient("read:roles"));
    }

    @Test
    void needsNoTokenForTheDescriptionOfTheApi() {
        assertThat(tenant().anonymous().get("/openapi.json").expect(200).text("/openapi"))
                .startsWith("3.1");
    }

    private ApiResponse withToken(String token) {
        return tenant().anonymous().with("authorization", "Bearer " + token).get("/roles");
    }

    private static String invalid(String message) {
        return "401 {\"statusCode\":401,\"error\":\"Unauthorized\",\"message\":\"" + message
                + "\",\"attributes\":{\"error\":\"" + message + "\"}}";
    }

    private static String insufficient(String scopes) {
        return "403 {\"statusCode\":403,\"error\":\"Forbidden\",\"message\":\"Insufficient scope, expected any of: "
                + scopes + "\",\"errorCode\":\"insufficient_scope\"}";
    }
}
