package dev.gatehouse.server.start;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.server.ApiTest;
import dev.gatehouse.server.configuration.ConfigurationReader;
import dev.gatehouse.server.configuration.Setting;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Secrets that this server checks or signs with are not short, whoever sets them. Those of other services are theirs. */
class ShortSecretsTest extends ApiTest {
    private static final String SHORT = "fifteen-letters";

    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '`', textBlock = """
            /clients;          {'name': 'c'};                                                                client_secret;  client_id
            /resource-servers; {'identifier': 'urn:short-secrets', 'signing_alg': 'HS256'};                  signing_secret; id
            """)
    void areRefusedByTheManagementApi(String path, String document, String secret, String id) {
        assertThat(SHORT).hasSize(15);
        String shortMember = "'" + secret + "': '" + SHORT + "'}";
        String refused = "String is too short (15 chars), minimum 16";
        assertThat(post(path, document.replace("}", ", " + shortMember))
                        .expect(400)
                        .text("/message"))
                .contains(refused);
        String made = post(path, document).expect(201).text("/" + id);
        assertThat(patch(path + "/" + made, "{" + shortMember).expect(400).text("/message"))
                .contains(refused);
        patch(path + "/" + made, "{'" + secret + "': '" + SHORT + "!'}").expect(200);
    }

    /** Which is how a seed sets them. */
    @Test
    void areRefusedBesideTheApi(@TempDir Path directory) {
        Map<Setting, String> settings = Map.of(
                Setting.DATA, directory.resolve("data").toString(),
                Setting.DOMAIN, "localhost:0",
                Setting.HTTPS_PORT, "0",
                Setting.HTTP_PORT, "0");
        try (TenantServer server = new TenantServer(ConfigurationReader.read(settings, Map.of()))) {
            String current = String.valueOf(server.bootstrapResult().clientId());
            assertThatThrownBy(() -> server.assignCredentials(current, "chosen", SHORT))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("a client_secret has at least 16 characters");
        }
    }
}
