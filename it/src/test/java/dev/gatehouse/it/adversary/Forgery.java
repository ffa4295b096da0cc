package dev.gatehouse.it.adversary;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.interfaces.RSAPublicKey;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Access tokens that the server did not issue. */
final class Forgery implements Attack {
    @Override
    public String name() {
        return "forged access tokens";
    }

    @Override
    public void on(Target target) throws Exception {
        for (String token : tokens(target)) {
            HttpResponse<String> response = target.send(target.request("GET", Target.USERS, "", token));
            assertThat(response.statusCode())
                    .as("%s for %s", Target.summary(response), token.substring(0, Math.min(400, token.length())))
                    .isIn(400, 401, 431);
        }
        assertThat(target.get(Target.USERS).statusCode()).isEqualTo(200);
    }

    private static List<String> tokens(Target target) throws Exception {
        String[] good = target.token().split("\\.");
        ObjectNode header =
                (ObjectNode) Target.JSON.readTree(Base64.getUrlDecoder().decode(good[0]));
        ObjectNode claims =
                (ObjectNode) Target.JSON.readTree(Base64.getUrlDecoder().decode(good[1]));
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        KeyPair own = generator.generateKeyPair();
        List<String> tokens = new ArrayList<>(List.of(
                "a",
                "..",
                good[0] + "." + good[1] + ".",
                good[0] + "." + encoded(claims.deepCopy().put("scope", "read:users x")) + "." + good[2],
                encoded(header.deepCopy().put("alg", "RS512")) + "." + good[1] + "." + good[2],
                good[0] + "." + good[1] + "." + good[2] + "." + good[1] + "." + good[2],
                "a".repeat(12_000)));
        for (String none : List.of("none", "None", "NONE", "nOnE", "")) {
            tokens.add(encoded(header.deepCopy().put("alg", none)) + "." + good[1] + ".");
        }
        tokens.addAll(signedBySecret(target, header, claims));
        for (ObjectNode forged : headers(header, own)) {
            tokens.add(signed(forged, claims, own));
        }
        return tokens;
    }

    /** The public key, as the secret of a MAC. */
    private static List<String> signedBySecret(Target target, ObjectNode header, ObjectNode claims) throws Exception {
        String keys = target.send(target.to("/.well-known/jwks.json").build()).body();
        byte[] modulus = Base64.getUrlDecoder()
                .decode(Target.JSON
                        .readTree(keys)
                        .path("keys")
                        .path(0)
                        .path("n")
                        .asText());
        String certificate = Target.JSON
                .readTree(keys)
                .path("keys")
                .path(0)
                .path("x5c")
                .path(0)
                .asText();
        List<String> tokens = new ArrayList<>();
        for (byte[] secret : List.of(
                modulus,
                keys.getBytes(StandardCharsets.UTF_8),
                certificate.getBytes(StandardCharsets.UTF_8),
                new byte[] {0})) {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.length == 0 ? new byte[1] : secret, "HmacSHA256"));
            String content = encoded(header.deepCopy().put("alg", "HS256")) + "." + encoded(claims);
            tokens.add(content + "." + base64(mac.doFinal(content.getBytes(StandardCharsets.US_ASCII))));
        }
        return tokens;
    }

    /** Headers that would have the server take the forger's key, or a file, or a row for its own. */
    private static List<ObjectNode> headers(ObjectNode header, KeyPair own) {
        RSAPublicKey key = (RSAPublicKey) own.getPublic();
        ObjectNode jwk = Target.JSON
                .createObjectNode()
                .put("kty", "RSA")
                .put("n", base64(key.getModulus().toByteArray()))
                .put("e", base64(key.getPublicExponent().toByteArray()));
        ObjectNode embedded = header.deepCopy();
        embedded.set("jwk", jwk);
        ObjectNode critical = header.deepCopy();
        critical.putArray("crit").add("exp");
        ObjectNode chain = header.deepCopy();
        chain.putArray("x5c").add(Base64.getEncoder().encodeToString(key.getEncoded()));
        ObjectNode nameless = header.deepCopy();
        nameless.remove("kid");
        return List.of(
                header,
                embedded,
                critical,
                chain,
                nameless,
                header.deepCopy().put("jku", "http://127.0.0.1:1/jwks.json"),
                header.deepCopy().put("x5u", "http://127.0.0.1:1/a.pem"),
                header.deepCopy().put("kid", "../../../../dev/null"),
                header.deepCopy().put("kid", "' UNION SELECT 'a' --"),
                header.deepCopy().put("kid", "a".repeat(4_000)),
                header.deepCopy().putNull("kid"),
                header.deepCopy().put("typ", "JWE"),
                header.deepCopy().put("b64", false));
    }

    private static String signed(ObjectNode header, ObjectNode claims, KeyPair pair) throws Exception {
        String content = encoded(header) + "." + encoded(claims);
        Signature signature = Signature.getInstance("SHA256withRSA");
        signature.initSign(pair.getPrivate());
        signature.update(content.getBytes(StandardCharsets.US_ASCII));
        return content + "." + base64(signature.sign());
    }

    private static String encoded(ObjectNode json) {
        return base64(json.toString().getBytes(StandardCharsets.UTF_8));
    }

    private static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
