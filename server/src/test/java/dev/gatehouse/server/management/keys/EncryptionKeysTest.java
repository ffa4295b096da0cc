package dev.gatehouse.server.management.keys;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gatehouse.server.ApiTest;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.OAEPParameterSpec;
import javax.crypto.spec.PSource;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EncryptionKeysTest extends ApiTest {
    private static final String PATH = "/keys/encryption";
    private static final String NO_KEY = refusal(
            400, "wrapped_key is no AES-256 key that is wrapped with the wrapping key by CKM_RSA_AES_KEY_WRAP", null);

    private String root = "";

    @AfterEach
    void deleteRoot() {
        if (!root.isEmpty()) {
            delete(PATH + "/" + root).expect(204);
        }
    }

    @Test
    void beginsWithARootKeyOfTheServer() {
        List<String> keys = new ArrayList<>();
        JsonNode list = get(PATH).expect(200).json();
        list.forEach(key ->
                keys.add(key.path("type").asText() + " " + key.path("state").asText()));

        assertThat(keys).contains("tenant-master-key active", "environment-root-key active");
        assertThat(parentOfMaster()).isEqualTo(serverRoot());
        assertThat(delete(PATH + "/" + serverRoot()))
                .hasToString(refusal(400, "A key of the type environment-root-key cannot be deleted.", null));
        assertThat(get(PATH + "?per_page=1").json()).hasSize(1);
    }

    @Test
    void refusesWhatDoesNotWaitToBeImportedInto() {
        assertThat(get(PATH + "/none")).hasToString(refusal(404, "Not Found", null));
        assertThat(delete(PATH + "/none")).hasToString("204");
        assertThat(post(PATH, "{'type': 'tenant-master-key'}").status()).isEqualTo(400);
        assertThat(send("POST", PATH + "/" + serverRoot() + "/wrapping-key", null))
                .hasToString(
                        refusal(409, "The key is no root key that waits to be imported into.", "resource_conflict"));
        root = create();
        assertThat(post(PATH, "{'type': 'customer-provided-root-key'}"))
                .hasToString(refusal(409, "A root key waits to be imported into already.", "resource_conflict"));
        assertThat(post(PATH + "/" + root, "{'wrapped_key': 'AAAA'}"))
                .hasToString(refusal(409, "The key has no wrapping key yet.", "resource_conflict"));
        wrappingKey();
        assertThat(post(PATH + "/" + root, "{'wrapped_key': 'AAAA'}")).hasToString(NO_KEY);
    }

    @ParameterizedTest
    @ValueSource(strings = {"SHA-256", "SHA-1"})
    void putsTheMasterKeyBelowARootKeyOfTheTenant(String digest) throws Exception {
        root = create();
        JsonNode created = get(PATH + "/" + root).expect(200).json();
        assertThat(created.toString())
                .isEqualTo("{\"kid\":\"" + root
                        + "\",\"type\":\"customer-provided-root-key\",\"state\":\"pre-activation\","
                        + "\"created_at\":\"" + created.path("created_at").asText() + "\",\"updated_at\":\""
                        + created.path("updated_at").asText() + "\",\"parent_kid\":null}");
        PublicKey wrappingKey = wrappingKey();
        assertThat(post(PATH + "/" + root, "{'wrapped_key': '" + wrapped(wrappingKey, 16, digest) + "'}"))
                .hasToString(NO_KEY);

        String body = "{'wrapped_key': '" + wrapped(wrappingKey, 32, digest) + "'}";
        assertThat(post(PATH + "/" + root, body).expect(201).text("/state")).isEqualTo("active");
        assertThat(parentOfMaster()).isEqualTo(root);
        assertThat(get(PATH + "/" + root).body()).doesNotContain("material", "wrapping_key");

        String master = master();
        send("POST", PATH + "/rekey", null).expect(204);
        assertThat(master()).isNotEqualTo(master);
        assertThat(parentOfMaster()).isEqualTo(root);
        assertThat(get(PATH + "/" + master).text("/state")).isEqualTo("destroyed");

        delete(PATH + "/" + root).expect(204);
        assertThat(get(PATH + "/" + root).text("/state")).isEqualTo("destroyed");
        assertThat(parentOfMaster()).isEqualTo(serverRoot());
    }

    private String create() {
        return post(PATH, "{'type': 'customer-provided-root-key'}").expect(201).text("/kid");
    }

    private PublicKey wrappingKey() {
        JsonNode made = send("POST", PATH + "/" + root + "/wrapping-key", null)
                .expect(201)
                .json();
        assertThat(made.path("algorithm").asText()).isEqualTo("CKM_RSA_AES_KEY_WRAP");
        String pem = made.path("public_key").asText();
        byte[] encoded = Base64.getMimeDecoder().decode(pem.replaceAll("-----[A-Z ]+-----", ""));
        try {
            return KeyFactory.getInstance("RSA").generatePublic(new X509EncodedKeySpec(encoded));
        } catch (java.security.GeneralSecurityException e) {
            throw new AssertionError(pem, e);
        }
    }

    private static String wrapped(PublicKey wrappingKey, int bytes, String digest) throws Exception {
        SecretKey once = new SecretKeySpec(new byte[32], "AES");
        Cipher aes = Cipher.getInstance("AES/KWP/NoPadding");
        aes.init(Cipher.WRAP_MODE, once);
        byte[] key = aes.wrap(new SecretKeySpec(new byte[bytes], "AES"));
        Cipher rsa = Cipher.getInstance("RSA/ECB/OAEPPadding");
        rsa.init(
                Cipher.ENCRYPT_MODE,
                wrappingKey,
                new OAEPParameterSpec(digest, "MGF1", new MGF1ParameterSpec(digest), PSource.PSpecified.DEFAULT));
        byte[] first = rsa.doFinal(once.getEncoded());
        byte[] all = new byte[first.length + key.length];
        System.arraycopy(first, 0, all, 0, first.length);
        System.arraycopy(key, 0, all, first.length, key.length);
        return Base64.getEncoder().encodeToString(all);
    }

    private String serverRoot() {
        return active("environment-root-key").path("kid").asText();
    }

    private String master() {
        return active("tenant-master-key").path("kid").asText();
    }

    private String parentOfMaster() {
        return active("tenant-master-key").path("parent_kid").asText();
    }

    private JsonNode active(String type) {
        for (JsonNode key : get(PATH + "?per_page=100").expect(200).json()) {
            if (key.path("type").asText().equals(type)
                    && key.path("state").asText().equals("active")) {
                return key;
            }
        }
        throw new AssertionError("no active " + type);
    }
}
