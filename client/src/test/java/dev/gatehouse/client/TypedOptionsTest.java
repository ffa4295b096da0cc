package dev.gatehouse.client;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.client.model.Connection;
import dev.gatehouse.client.model.ConnectionCreate;
import dev.gatehouse.client.model.DatabaseConnectionOptions;
import dev.gatehouse.client.model.DatabaseConnectionOptionsPasswordHistory;
import dev.gatehouse.client.model.GoogleOAuth2ConnectionOptions;
import dev.gatehouse.client.model.JobError;
import dev.gatehouse.client.model.JobProblem;
import dev.gatehouse.client.model.OidcConnectionOptions;
import java.util.List;
import org.junit.jupiter.api.Test;

class TypedOptionsTest extends ClientTest {
    @Test
    void optionsAreWrittenByTheClassOfTheirStrategy() {
        server.answers(ScriptedResponse.json(201, "{\"id\":\"con_1\"}"));

        client().connections()
                .create(new ConnectionCreate()
                        .name("google")
                        .strategy("google-oauth2")
                        .options(new GoogleOAuth2ConnectionOptions()
                                .clientId("abc")
                                .scope(List.of("email", "profile"))
                                .with("new_option", true)));

        assertThat(server.calls().get(0).body())
                .isEqualTo("{\"name\":\"google\",\"strategy\":\"google-oauth2\",\"options\":{\"client_id\":\"abc\","
                        + "\"scope\":[\"email\",\"profile\"],\"new_option\":true}}");
    }

    @Test
    void optionsAreReadByTheClassOfTheirStrategy() {
        server.answers(ScriptedResponse.ok("{\"strategy\":\"oidc\",\"options\":{\"issuer\":\"https://op.example\","
                + "\"client_secret\":\"x\",\"connection_settings\":{\"pkce\":\"S256\"}}}"));

        Connection connection = client().connections().get("con_1");
        OidcConnectionOptions options = requireNonNull(connection.options()).as(OidcConnectionOptions.class);

        assertThat(options.issuer()).isEqualTo("https://op.example");
        assertThat(requireNonNull(options.connectionSettings()).pkce()).isEqualTo("S256");
        assertThat(options)
                .hasToString("OidcConnectionOptions{\"issuer\":\"https://op.example\","
                        + "\"client_secret\":\"[REDACTED]\",\"connection_settings\":{\"pkce\":\"S256\"}}");
    }

    /** What options of all strategies have stands in a class of theirs, whose setters go on with the strategy's own. */
    @Test
    void sharedMembersCanBeChained() {
        DatabaseConnectionOptions options = new DatabaseConnectionOptions()
                .setUserRootAttributes("on_first_login")
                .passwordPolicy(DatabaseConnectionOptions.PasswordPolicy.GOOD)
                .passwordHistory(new DatabaseConnectionOptionsPasswordHistory()
                        .enable(true)
                        .size(5));

        assertThat(options.json())
                .hasToString("{\"set_user_root_attributes\":\"on_first_login\",\"passwordPolicy\":\"good\","
                        + "\"password_history\":{\"enable\":true,\"size\":5}}");
    }

    @Test
    void problemsOfAnImportAreTyped() {
        server.answers(ScriptedResponse.ok("[{\"user\":{\"email\":\"x\"},\"errors\":[{\"code\":\"INVALID_FORMAT\","
                + "\"message\":\"not an address\",\"path\":\"email\"}]}]"));

        List<JobError> errors = client().jobs().errors("job_1");

        JobProblem problem = requireNonNull(errors.get(0).errors()).get(0);
        assertThat(List.of(problem.code(), problem.message(), problem.path()))
                .containsExactly("INVALID_FORMAT", "not an address", "email");
    }
}
