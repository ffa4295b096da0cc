package dev.gatehouse.server.management.userblocks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.server.ApiTest;
import dev.gatehouse.server.attackprotection.AttackProtection;
import dev.gatehouse.server.attackprotection.SignInAttempt;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class UserBlocksTest extends ApiTest {
    private static final String CONNECTION = "Username-Password-Authentication";
    private static final String NONE = "200 {\"blocked_for\":[]}";
    private static final String BLOCKED =
            "200 {\"blocked_for\":[{\"identifier\":\"a@example.com\",\"ip\":\"203.0.113.7\",\"connection\":\""
                    + CONNECTION + "\"}]}";

    private String path;

    @BeforeAll
    void createUser() {
        String id = post("/users", """
                        {'connection': 'Username-Password-Authentication', 'email': 'A@example.com', 'password': 'Correct-Horse-7'}
                        """).expect(201).text("/user_id");
        path = "/user-blocks/" + id.replace("|", "%7C");
    }

    @BeforeEach
    void failTenTimes() {
        AttackProtection protection = new AttackProtection(tenant().documents(), tenant().clock());
        SignInAttempt attempt = new SignInAttempt("A@example.com", CONNECTION, "203.0.113.7");
        for (int i = 0; i < 10; i++) {
            tenant().run(tx -> protection.failed(tx, attempt));
        }
    }

    @Test
    void refusesAnUnknownUser() {
        String unknown = refusal(404, "The user does not exist.", "inexistent_user");

        assertThat(get("/user-blocks/auth0%7Cnobody")).hasToString(unknown);
        assertThat(delete("/user-blocks/auth0%7Cnobody")).hasToString(unknown);
        assertThat(get("/user-blocks").status()).isEqualTo(400);
    }

    @Test
    void showsAndLiftsTheBlocksOfAUser() {
        assertThat(get(path)).hasToString(BLOCKED);

        assertThat(delete(path)).hasToString("204");
        assertThat(get(path)).hasToString(NONE);
    }

    @Test
    void showsAndLiftsTheBlocksOfAnIdentifier() {
        assertThat(get("/user-blocks?identifier=A@Example.com")).hasToString(BLOCKED);
        assertThat(get("/user-blocks?identifier=b@example.com")).hasToString(NONE);

        assertThat(delete("/user-blocks?identifier=a@example.com")).hasToString("204");
        assertThat(get(path)).hasToString(NONE);
        assertThat(delete("/user-blocks?identifier=a@example.com")).hasToString("204");
    }

    @Test
    void showsNoneWhereTheProtectionIsOffAndThatMatters() {
        patch("/attack-protection/brute-force-protection", "{'enabled': false}").expect(200);

        assertThat(get(path + "?consider_brute_force_enablement=true")).hasToString(NONE);
        assertThat(get(path)).hasToString(BLOCKED);

        patch("/attack-protection/brute-force-protection", "{'enabled': true}").expect(200);
        assertThat(get(path + "?consider_brute_force_enablement=true")).hasToString(BLOCKED);
    }

    @Test
    void aNewPasswordLiftsTheBlocks() {
        patch(path.replace("/user-blocks/", "/users/"), "{'password': 'Another-Horse-7'}")
                .expect(200);

        assertThat(get(path)).hasToString(NONE);
    }
}
