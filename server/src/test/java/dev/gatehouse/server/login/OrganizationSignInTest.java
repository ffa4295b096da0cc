package dev.gatehouse.server.login;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.gatehouse.server.ApiResponse;
import dev.gatehouse.server.ApiTest;
import java.text.ParseException;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Members of an organization sign in to it. */
class OrganizationSignInTest extends ApiTest {
    private static final String CALLBACK = "https://app.example/callback";
    private static final String PASSWORD = "Correct-Horse-7";

    private String clientId = "";
    private String secret = "";
    private String organization = "";
    private String connection = "";
    private String userId = "";
    private TestBrowser browser;

    @BeforeAll
    void createOrganization() {
        browser = new TestBrowser(tenant());
        ApiResponse client = post("/clients", """
                        {'name': 'Bookshop', 'callbacks': ['%s'], 'organization_usage': 'require',
                         'grant_types': ['authorization_code', 'refresh_token']}
                        """.formatted(CALLBACK)).expect(201);
        clientId = client.text("/client_id");
        secret = client.text("/client_secret");
        connection = post(
                        "/connections",
                        "{'name': 'staff', 'strategy': 'auth0', 'enabled_clients': ['%s']}".formatted(clientId))
                .expect(201)
                .text("/id");
        organization = post("/organizations", "{'name': 'acme', 'display_name': 'Acme'}")
                .expect(201)
                .text("/id");
        userId = post(
                        "/users",
                        "{'connection': 'staff', 'email': 'ada@acme.example', 'password': '%s'}".formatted(PASSWORD))
                .expect(201)
                .text("/user_id");
        post("/resource-servers", """
                {'identifier': 'urn:ledger', 'scopes': [{'value': 'read:ledger'}], 'enforce_policies': true,
                 'allow_offline_access': true, 'skip_consent_for_verifiable_first_party_clients': true}
                """).expect(201);
    }

    private Map<String, String> open(String name) {
        Map<String, String> parameters = new HashMap<>(Map.of(
                "client_id",
                clientId,
                "response_type",
                "code",
                "redirect_uri",
                CALLBACK,
                "scope",
                "openid offline_access read:ledger",
                "audience",
                "urn:ledger",
                "organization",
                name));
        parameters.values().removeIf(String::isEmpty);
        return TestBrowser.parameters(
                browser.signIn("/authorize?" + TestBrowser.encoded(parameters), "ada@acme.example", PASSWORD));
    }

    private ApiResponse token(String grant, String more) {
        return tenant().root()
                .post(
                        "/oauth/token",
                        "{'grant_type': '%s', 'client_id': '%s', 'client_secret': '%s', %s}"
                                .formatted(grant, clientId, secret, more));
    }

    private static JWTClaimsSet claims(String jwt) {
        try {
            return SignedJWT.parse(jwt).getJWTClaimsSet();
        } catch (ParseException e) {
            throw new AssertionError(jwt, e);
        }
    }

    @Test
    void onlyMembersSignInByConnectionsOfTheirOrganization() throws Exception {
        assertThat(open("")).containsEntry("error_description", "parameter organization is required for this client");
        assertThat(open("org_none")).containsEntry("error_description", "parameter organization is invalid");
        assertThat(open("acme")).containsEntry("error_description", "parameter organization is invalid");
        assertThat(open(organization))
                .containsEntry("error", "access_denied")
                .containsEntry("error_description", "no connections enabled for the organization");
        String path = "/organizations/" + organization + "/enabled_connections";
        post(path, "{'connection_id': '%s', 'assign_membership_on_login': false}".formatted(connection))
                .expect(201);
        assertThat(open(organization))
                .containsEntry("error", "access_denied")
                .containsEntry(
                        "error_description",
                        "user " + userId + " is not part of the " + organization + " organization");

        post("/organizations/" + organization + "/members", "{'members': ['%s']}".formatted(userId))
                .expect(204);
        String role = post("/roles", "{'name': 'accountant'}").expect(200).text("/id");
        post("/roles/" + role + "/permissions", """
                {'permissions': [{'resource_server_identifier': 'urn:ledger', 'permission_name': 'read:ledger'}]}
                """).expect(201);
        post(
                        "/organizations/" + organization + "/members/" + userId.replace("|", "%7C") + "/roles",
                        "{'roles': ['%s']}".formatted(role))
                .expect(204);
        patch("/tenants/settings", "{'allow_organization_name_in_authentication_api': true}")
                .expect(200);
        ApiResponse tokens = token(
                        "authorization_code",
                        "'redirect_uri': '%s', 'code': '%s'"
                                .formatted(CALLBACK, open("ACME").get("code")))
                .expect(200);
        for (String token : new String[] {tokens.text("/id_token"), tokens.text("/access_token")}) {
            assertThat(claims(token).getClaims())
                    .containsEntry("org_id", organization)
                    .containsEntry("org_name", "acme");
        }
        assertThat(claims(tokens.text("/access_token")).getStringClaim("scope"))
                .isEqualTo("openid offline_access read:ledger");

        String refresh = "'refresh_token': '%s'".formatted(tokens.text("/refresh_token"));
        assertThat(claims(token("refresh_token", refresh).expect(200).text("/id_token"))
                        .getStringClaim("org_id"))
                .isEqualTo(organization);
        delete("/organizations/" + organization + "/members", "{'members': ['%s']}".formatted(userId))
                .expect(204);
        token("refresh_token", refresh).expect(403);

        patch(path + "/" + connection, "{'assign_membership_on_login': true}").expect(200);
        assertThat(open(organization)).containsKey("code");
        assertThat(get("/organizations/" + organization + "/members").body()).contains(userId);
    }
}
