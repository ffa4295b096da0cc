package dev.gatehouse.server.management.clients;

import static dev.gatehouse.server.store.Json.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.server.ApiResponse;
import dev.gatehouse.server.ApiTest;
import dev.gatehouse.server.certificate.CertificateIssuer;
import dev.gatehouse.server.certificate.Certificates;
import dev.gatehouse.server.certificate.PemBlock;
import dev.gatehouse.server.certificate.SelfSigned;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.PublicKey;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClientCredentialsTest extends ApiTest {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final SelfSigned SIGNED =
            new CertificateIssuer(START).selfSigned("client.example", Duration.ofDays(10));
    private static final String KEY = pem(SIGNED.certificate().getPublicKey());
    private static final String CERTIFICATE = Certificates.pem(SIGNED.certificate());
    private static final String UNKNOWN = refusal(404, "The credential does not exist", "inexistent_credential");

    private String client;

    @BeforeAll
    void prepare() {
        client = newClient();
    }

    private static String pem(PublicKey key) {
        return PemBlock.write("PUBLIC KEY", key.getEncoded());
    }

    private String newClient() {
        return "/clients/" + post("/clients", "{'name': 'c'}").expect(201).text("/client_id");
    }

    private ApiResponse create(String json) {
        String own = json.replace("KEY", inJson(KEY)).replace("CERTIFICATE", inJson(CERTIFICATE));
        return post(client + "/credentials", own);
    }

    private static String inJson(String pem) {
        return pem.replace("\r", "").replace("\n", "\\n");
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '`', textBlock = """
            GET;   ;        ;
            POST;  ;        {'credential_type': 'cert_subject_dn', 'subject_dn': 'C=JP'}
            GET;   /cred_x; ;
            PATCH; /cred_x; {'expires_at': null}
            """)
    void refusesAnUnknownClient(String method, @Nullable String path, @Nullable String body) {
        assertThat(send(method, "/clients/none/credentials" + (path == null ? "" : path), body))
                .hasToString(refusal(404, "The client does not exist", "inexistent_client"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '`', textBlock = """
            {};                                                             Payload validation error: 'Missing required property: credential_type'.
            {'credential_type': 'public_key'};                              pem holds no RSA public key
            {'credential_type': 'public_key', 'pem': 'x'};                  pem holds no RSA public key
            {'credential_type': 'x509_cert', 'pem': 'x'};                   pem holds no certificate
            {'credential_type': 'x509_cert', 'pem': 'KEY'};                 pem holds no certificate
            {'credential_type': 'cert_subject_dn'};                         pem holds no certificate
            {'credential_type': 'public_key', 'pem': 'KEY', 'kid': 'a key of four'}; `Payload validation error: 'String does not match pattern ^([0-9a-zA-Z-_]{10,64})$: a key of four' on property kid (ID of the key; by default its thumbprint.).`
            """)
    void refuses(String body, String message) {
        assertThat(create(body)).hasToString(refusal(400, message, "invalid_body"));
    }

    @Test
    void refusesAKeyThatIsTooShort() throws NoSuchAlgorithmException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(1_024);
        String pem = inJson(pem(generator.generateKeyPair().getPublic()));

        assertThat(post(client + "/credentials", "{'credential_type': 'public_key', 'pem': '" + pem + "'}"))
                .hasToString(refusal(400, "pem holds an RSA key of 1024 bits; 2048 is the least", "invalid_body"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '`', textBlock = """
            {'credential_type': 'public_key', 'name': 'k', 'pem': 'KEY'}; {'credential_type': 'public_key', 'name': 'k', 'kid': 'KID', 'alg': 'RS256'}
            {'credential_type': 'public_key', 'pem': 'KEY', 'kid': '0123456789', 'alg': 'PS256', 'expires_at': '2030-01-01T01:00:00+01:00'}; {'credential_type': 'public_key', 'kid': '0123456789', 'alg': 'PS256', 'expires_at': '2030-01-01T00:00:00.000Z'}
            {'credential_type': 'public_key', 'pem': 'CERTIFICATE', 'parse_expiry_from_cert': true}; {'credential_type': 'public_key', 'kid': 'KID', 'alg': 'RS256', 'expires_at': '2026-01-11T00:00:00.000Z'}
            {'credential_type': 'x509_cert', 'pem': 'CERTIFICATE'}; {'credential_type': 'x509_cert', 'thumbprint_sha256': 'THUMB', 'subject_dn': 'CN=client.example', 'expires_at': '2026-01-11T00:00:00.000Z'}
            {'credential_type': 'cert_subject_dn', 'pem': 'CERTIFICATE'}; {'credential_type': 'cert_subject_dn', 'subject_dn': 'CN=client.example'}
            {'credential_type': 'cert_subject_dn', 'subject_dn': 'C=JP'}; {'credential_type': 'cert_subject_dn', 'subject_dn': 'C=JP'}
            """)
    void readsWhatIsSentAndNeverShowsTheKey(String sent, String shown) {
        ApiResponse created = create(sent).expect(201);

        String id = created.text("/id");
        assertThat(id).matches("cred_[A-Za-z0-9]{22}");
        assertThat(created.text("/updated_at")).isEqualTo(created.text("/created_at"));
        var expected = json(shown.replace("KID", created.text("/kid"))
                        .replace("THUMB", created.text("/thumbprint_sha256")))
                .put("id", id)
                .put("created_at", created.text("/created_at"))
                .put("updated_at", created.text("/updated_at"));
        assertThat(created.json()).isEqualTo(expected);
        assertThat(get(client + "/credentials/" + id).json()).isEqualTo(expected);
        assertThat(get(client + "/credentials").json()).contains(expected);
    }

    @Test
    void namesAKeyByItsThumbprint() {
        String first = create("{'credential_type': 'public_key', 'pem': 'KEY'}").text("/kid");

        assertThat(first).matches("[A-Za-z0-9_-]{43}");
        assertThat(create("{'credential_type': 'public_key', 'pem': 'CERTIFICATE'}")
                        .text("/kid"))
                .isEqualTo(first);
    }

    @Test
    void refusesTheCredentialOfAnotherClient() {
        String id = create("{'credential_type': 'cert_subject_dn', 'subject_dn': 'C=JP'}")
                .text("/id");
        String other = newClient() + "/credentials/" + id;

        assertThat(get(other)).hasToString(UNKNOWN);
        assertThat(patch(other, "{'expires_at': null}")).hasToString(UNKNOWN);
        assertThat(delete(other)).hasToString("204");
        get(client + "/credentials/" + id).expect(200);
    }

    @Test
    void changesTheExpiryAndDeletes() {
        ApiResponse created = create("{'credential_type': 'cert_subject_dn', 'subject_dn': 'C=JP'}");
        String path = client + "/credentials/" + created.text("/id");
        tenant().clock().moveBy(Duration.ofSeconds(1));

        ApiResponse changed =
                patch(path, "{'expires_at': '2030-01-01T00:00:00Z'}").expect(200);
        assertThat(changed.text("/expires_at")).isEqualTo("2030-01-01T00:00:00.000Z");
        assertThat(changed.text("/updated_at")).isGreaterThan(created.text("/updated_at"));
        assertThat(patch(path, "{'expires_at': null}").json().has("expires_at")).isFalse();

        assertThat(delete(path)).hasToString("204");
        assertThat(delete(path)).hasToString("204");
        assertThat(get(path)).hasToString(UNKNOWN);
    }

    @Test
    void takesCredentialsOutOfTheClientTheyAreSentWith() {
        ApiResponse created = post("/clients", """
                {'name': 'c', 'client_authentication_methods': {'private_key_jwt': {'credentials': [
                    {'credential_type': 'public_key', 'name': 'k', 'pem': '%s'}]}}}
                """.formatted(inJson(KEY))).expect(201);
        String place = "/client_authentication_methods/private_key_jwt/credentials";
        String path = "/clients/" + created.text("/client_id");
        String id = created.text(place + "/0/id");

        assertThat(created.text(place + "/0/name")).isEqualTo("k");
        assertThat(created.body()).doesNotContain("BEGIN PUBLIC KEY");
        assertThat(get(path).json().at(place)).hasToString("[{\"id\":\"" + id + "\"}]");
        assertThat(get(path + "/credentials").text("/0/id")).isEqualTo(id);

        String second = post(
                        path + "/credentials",
                        "{'credential_type': 'public_key', 'name': 'l', 'pem': '%s'}".formatted(inJson(KEY)))
                .expect(201)
                .text("/id");
        ApiResponse changed = patch(path, """
                {'client_authentication_methods': {'private_key_jwt': {'credentials': [{'id': '%s'}, {'id': '%s'}]}}}
                """.formatted(id, second)).expect(200);
        assertThat(changed.json().at(place).findValuesAsText("id")).containsExactly(id, second);
        assertThat(get(path + "/credentials").json().findValuesAsText("name")).containsExactly("k", "l");

        delete(path).expect(204);
        assertThat(get(path + "/credentials"))
                .hasToString(refusal(404, "The client does not exist", "inexistent_client"));
    }

    @Test
    void listsThemWithoutAnEnvelopeEvenWithTotals() {
        create("{'credential_type': 'cert_subject_dn', 'subject_dn': 'C=JP'}");

        assertThat(get(client + "/credentials?include_totals=true").expect(200).json())
                .hasSize(1)
                .isEqualTo(get(client + "/credentials").json());
    }

    @Test
    void deletesOneThatTheClientUses() {
        String id = create("{'credential_type': 'cert_subject_dn', 'subject_dn': 'C=JP'}")
                .text("/id");
        patch(client, """
                {'client_authentication_methods': {'tls_client_auth': {'credentials': [{'id': '%s'}]}}}
                """.formatted(id)).expect(200);

        assertThat(delete(client + "/credentials/" + id)).hasToString("204");

        assertThat(get(client).json().at("/client_authentication_methods/tls_client_auth/credentials"))
                .isEmpty();
    }
}
