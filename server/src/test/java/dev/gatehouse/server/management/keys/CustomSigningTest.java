package dev.gatehouse.server.management.keys;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.server.ApiTest;
import org.junit.jupiter.api.Test;

class CustomSigningTest extends ApiTest {
    private static final String PATH = "/keys/custom-signing";
    private static final String KEY = "{\"kty\":\"EC\",\"kid\":\"a\",\"crv\":\"P-256\","
            + "\"x\":\"f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU\","
            + "\"y\":\"x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0\"}";

    @Test
    void keepsKeysUntilTheyAreDeleted() {
        assertThat(get(PATH)).hasToString(refusal(404, "Not Found", null));
        String keys = "{\"keys\":[" + KEY + "]}";
        assertThat(put(PATH, keys)).hasToString("200 " + keys);
        assertThat(get(PATH)).hasToString("200 " + keys);
        assertThat(delete(PATH)).hasToString("204");
        assertThat(get(PATH)).hasToString(refusal(404, "Not Found", null));
        assertThat(delete(PATH)).hasToString("204");
    }

    @Test
    void refusesWhatIsNoPublicKey() {
        assertThat(put(PATH, "{'keys': [" + KEY + ", {'kty': 'RSA', 'e': 'AQAB'}]}"))
                .hasToString(refusal(
                        400,
                        "Payload validation error: 'Not a public key' on property keys[1] (A JSON Web Key).",
                        "invalid_body"));
        assertThat(put(PATH, "{'keys': [{'kty': 'EC', 'd': 'secret'}]}").status())
                .isEqualTo(400);
    }
}
