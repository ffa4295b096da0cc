package dev.gatehouse.it.adversary;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.util.Base64;

/** Tokens whose client was deleted, or whose key was revoked: refused from the next request on. */
final class Revocations implements Attack {
    @Override
    public String name() {
        return "tokens that were revoked";
    }

    @Override
    public void on(Target target) throws Exception {
        JsonNode client = created(
                target.post("/api/v2/clients", "{\"name\":\"Thief\",\"grant_types\":[\"client_credentials\"]}"));
        String clientId = client.path("client_id").asText();
        created(target.post(
                "/api/v2/client-grants",
                "{\"client_id\":\"%s\",\"audience\":\"%s\",\"scope\":[\"read:users\"]}"
                        .formatted(clientId, target.credential("audience"))));
        String stolen = Target.JSON
                .readTree(target.send(target.tokenRequest(
                                clientId, client.path("client_secret").asText()))
                        .body())
                .path("access_token")
                .asText();
        assertThat(status(target, stolen)).isEqualTo(200);
        assertThat(target.send(target.request("DELETE", "/api/v2/clients/" + clientId, ""))
                        .statusCode())
                .isEqualTo(204);
        assertThat(status(target, stolen)).isEqualTo(401);

        String old = target.token();
        String kid = Target.JSON
                .readTree(Base64.getUrlDecoder().decode(old.substring(0, old.indexOf('.'))))
                .path("kid")
                .asText();
        created(target.post("/api/v2/keys/signing/rotate", ""));
        assertThat(status(target, old)).as("with the key before").isEqualTo(200);
        target.renewToken();
        HttpResponse<String> revoked =
                target.send(target.request("PUT", "/api/v2/keys/signing/" + kid + "/revoke", ""));
        assertThat(revoked.statusCode()).as(Target.summary(revoked)).isEqualTo(200);
        assertThat(status(target, old)).as("with a revoked key").isEqualTo(401);
        assertThat(status(target, target.token())).isEqualTo(200);
    }

    private static int status(Target target, String token) throws Exception {
        return target.send(target.request("GET", Target.USERS + "?per_page=1", "", token))
                .statusCode();
    }

    private static JsonNode created(HttpResponse<String> response) throws Exception {
        assertThat(response.statusCode()).as(Target.summary(response)).isEqualTo(201);
        return Target.JSON.readTree(response.body());
    }
}
