package dev.gatehouse.server.management.users;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.server.ApiTest;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UserSessionsTest extends ApiTest {
    private static final String CLEAR =
            "{'connection': 'Username-Password-Authentication', 'assessors': ['new-device']}";

    private String user;

    @BeforeAll
    void createUser() {
        user = post("/users", """
                        {'connection': 'Username-Password-Authentication', 'email': 'a@example.com', 'password': 'Correct-Horse-7'}
                        """).expect(201).text("/user_id").replace("|", "%7C");
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '`', textBlock = """
            GET;    sessions;                                   ;
            DELETE; sessions;                                   ;
            GET;    refresh-tokens;                             ;
            DELETE; refresh-tokens;                             ;
            GET;    connected-accounts;                         ;
            GET;    federated-connections-tokensets;            ;
            DELETE; federated-connections-tokensets/x;          ;
            POST;   multifactor/actions/invalidate-remember-browser;
            POST;   risk-assessments/clear;                     {'connection': 'c', 'assessors': ['new-device']}
            """)
    void refusesAnUnknownUser(String method, String path, String body) {
        byte[] sent = body == null ? null : body.replace('\'', '"').getBytes(StandardCharsets.UTF_8);

        assertThat(tenant().caller().send(method, "/users/auth0%7Cnobody/" + path, sent))
                .hasToString("404 {\"statusCode\":404,\"error\":\"Not Found\",\"message\":\"The user does not exist.\","
                        + "\"errorCode\":\"inexistent_user\"}");
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '`', textBlock = """
            sessions?take=50;                                {"sessions":[]}
            refresh-tokens;                                  []
            refresh-tokens?take=50;                          {"tokens":[]}
            refresh-tokens?include_totals=true&per_page=50;  {"start":0,"limit":50,"total":0,"tokens":[]}
            connected-accounts?take=50;                      {"connected_accounts":[]}
            federated-connections-tokensets;                 []
            """)
    void listsNothingOfAUserWhoNeverSignedIn(String path, String expected) {
        assertThat(get("/users/" + user + "/" + path)).hasToString("200 " + expected);
    }

    @Test
    void deletesWhatIsNotThere() {
        assertThat(delete("/users/" + user + "/sessions")).hasToString("202 {}");
        assertThat(delete("/users/" + user + "/refresh-tokens")).hasToString("202 {}");
        assertThat(delete("/users/" + user + "/federated-connections-tokensets/none"))
                .hasToString("204");
        assertThat(tenant().caller()
                        .send("POST", "/users/" + user + "/multifactor/actions/invalidate-remember-browser", (byte[])
                                null))
                .hasToString("204");
        assertThat(post("/users/" + user + "/risk-assessments/clear", CLEAR)).hasToString("204");
    }
}
