package dev.gatehouse.server.management.verifiablecredentials;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.server.ApiResponse;
import dev.gatehouse.server.ApiTest;
import org.junit.jupiter.api.Test;

class VerifiableCredentialTemplatesTest extends ApiTest {
    private static final String TEMPLATES = "/verifiable-credentials/verification/templates";

    private ApiResponse create(String name) {
        return post(TEMPLATES, """
                {'name': '%s', 'type': 'mdl', 'dialect': 'simplified/1.0', 'well_known_trusted_issuers': 'aamva',
                 'presentation': {'org.iso.18013.5.1.mDL': {'org.iso.18013.5.1': {'family_name': true}}}}
                """.formatted(name));
    }

    @Test
    void createsReadsChangesAndDeletes() {
        ApiResponse created = create("licence").expect(201);
        String path = TEMPLATES + "/" + created.text("/id");

        assertThat(created.text("/id")).matches("vct_[A-Za-z0-9]{16}");
        assertThat(get(path).json()).isEqualTo(created.json());
        assertThat(create("licence").status()).isEqualTo(409);
        assertThat(patch(path, "{'name': 'other'}").expect(200).text("/name")).isEqualTo("other");
        assertThat(get(TEMPLATES).json().path("templates")).hasSize(1);
        assertThat(delete(path)).hasToString("204");
        assertThat(get(path).status()).isEqualTo(404);
        assertThat(patch(path, "{'name': 'x'}").status()).isEqualTo(404);
    }
}
