package dev.gatehouse.server.management.connections;

import static dev.gatehouse.server.store.Json.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gatehouse.server.ApiResponse;
import dev.gatehouse.server.ApiTest;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConnectionsTest extends ApiTest {
    private static final String UNKNOWN = refusal(404, "The connection does not exist", "inexistent_connection");

    private String database;

    @BeforeAll
    void prepare() {
        database = create("db", "auth0", "{}").expect(201).text("/id");
    }

    private ApiResponse create(String name, String strategy, String options) {
        return post(
                "/connections", "{'name': '%s', 'strategy': '%s', 'options': %s}".formatted(name, strategy, options));
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '`', textBlock = """
            GET;    ``;                    ;
            PATCH;  ``;                    {'display_name': 'x'}
            GET;    /clients;              ;
            PATCH;  /clients;              [{'client_id': 'x', 'status': true}]
            GET;    /keys;                 ;
            POST;   /keys/rotate;          ;
            DELETE; /users?email=a@x.example;
            """)
    void refusesAnUnknownConnection(String method, String path, @Nullable String body) {
        assertThat(send(method, "/connections/con_none" + path, body)).hasToString(UNKNOWN);
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '`', textBlock = """
            {'strategy': 'auth0'};                  `Payload validation error: 'Missing required property: name'.`
            {'name': 'a'};                          `Payload validation error: 'Missing required property: strategy'.`
            {'name': 'a--b', 'strategy': 'auth0'};  `Payload validation error: 'String does not match pattern ^[a-zA-Z0-9](-[a-zA-Z0-9]|[a-zA-Z0-9])*$: a--b' on property name (Its name: letters, digits and single dashes; no other connection has it.).`
            {'name': 'a', 'strategy': 'auth0', 'id': 'con_1'}; `Payload validation error: 'Additional properties not allowed: id'.`
            {'name': 'a', 'strategy': 'samlp', 'options': {'signingCert': 'x'}}; options.signingCert is not a certificate
            """)
    void refuses(String body, String message) {
        assertThat(post("/connections", body)).hasToString(refusal(400, message, "invalid_body"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '`', textBlock = """
            {'passwordPolicy': 'best'};           Payload validation error: 'Invalid value "best"\' on property options.passwordPolicy (How strong passwords must be.).
            {'password_history':{'enable':true,'size':25}};   `Payload validation error: 'Value 25 is greater than maximum 24' on property options.password_history.size (How many of them; 5 by default.).`
            {'password_options': {'complexity': {'min_length': 73}}}; `Payload validation error: 'Value 73 is greater than maximum 72' on property options.password_options.complexity.min_length (In characters; 15 by default.).`
            {'password_options': {'length': 8}};  `Payload validation error: 'Additional properties not allowed: length' on property options.password_options (What passwords must be, in the newer form: it stands for passwordPolicy and the options beside it.).`
            {'attributes': {'email': {'identifier': {'active': true}}}, 'requires_username': true}; Cannot set both options.attributes and options.requires_username
            {'attributes': {'email': {'identifier': {'active': true}}}, 'validation': {}};          Cannot set both options.attributes and options.validation
            {'attributes': {'email': {'identifier': {'active': false}}}};                           attributes must contain one active identifier
            {'attributes': {'email': {'identifier': {'active': true}, 'profile_required': true, 'signup': {'status': 'optional'}}}}; attribute email must also be required on signup
            """)
    void refusesOptionsOfADatabaseThatDoNotGoTogether(String options, String message) {
        assertThat(create("refused", "auth0", options)).hasToString(refusal(400, message, "invalid_body"));
        assertThat(patch("/connections/" + database, "{'options': " + options + "}"))
                .hasToString(refusal(400, message, "invalid_body"));
    }

    @Test
    void refusesTheNameOfAnotherConnection() {
        assertThat(create("db", "email", "{}"))
                .hasToString(refusal(409, "A connection with the same name already exists", "connection_conflict"));
    }

    @Test
    void createsADatabaseWithDefaults() {
        ApiResponse created = create("defaults", "auth0", "{}").expect(201);

        assertThat(created.text("/id")).matches("con_[A-Za-z0-9]{16}");
        assertThat(created.json()).isEqualTo(json("""
                {'id': '%s', 'name': 'defaults', 'strategy': 'auth0', 'is_domain_connection': false,
                 'authentication': {'active': true}, 'connected_accounts': {'active': false}, 'enabled_clients': [],
                 'realms': ['defaults'], 'options': {
                    'mfa': {'active': true, 'return_enroll_settings': true}, 'passwordPolicy': 'good',
                    'strategy_version': 2, 'brute_force_protection': true,
                    'authentication_methods': {
                        'password': {'enabled': true, 'api_behavior': 'required', 'signup_behavior': 'allow'},
                        'passkey': {'enabled': false}, 'email_otp': {'enabled': false}, 'phone_otp': {'enabled': false}},
                    'passkey_options': {'challenge_ui': 'both', 'progressive_enrollment_enabled': true,
                                        'local_enrollment_enabled': true}}}
                """.formatted(created.text("/id"))));
        assertThat(get("/connections/" + created.text("/id")).json()).isEqualTo(created.json());
    }

    @Test
    void completesPasswordOptionsAndAddsNoPolicyBesideThem() {
        JsonNode options = create("passwords", "auth0", """
                {'password_options': {'complexity': {'min_length': 8}, 'history': {'active': true}}}
                """).expect(201).json().path("options");

        assertThat(options.has("passwordPolicy")).isFalse();
        assertThat(options.path("password_options")).isEqualTo(json("""
                {'complexity': {'min_length': 8, 'character_types': [], 'character_type_rule': 'all',
                    'identical_characters': 'allow', 'sequential_characters': 'allow', 'max_length_exceeded': 'error'},
                 'dictionary': {'active': false, 'default': 'en_100k', 'custom': []},
                 'history': {'active': true, 'size': 3},
                 'profile_data': {'active': false, 'blocked_fields': ['name', 'username', 'nickname', 'email',
                    'phone_number', 'user_metadata.name', 'user_metadata.first', 'user_metadata.last']}}
                """));
    }

    @Test
    void replacesOptionsAsAWholeAndLeavesTheRest() {
        String id = create("changed", "auth0", "{'passwordPolicy': 'low', 'disable_signup': true}")
                .text("/id");

        ApiResponse changed = patch("/connections/" + id, """
                {'options': {'import_mode': true}, 'realms': ['r'], 'metadata': {'a': 'b'}, 'show_as_button': true}
                """).expect(200);

        JsonNode options = changed.json().path("options");
        assertThat(options.path("import_mode").asBoolean()).isTrue();
        assertThat(options.has("disable_signup")).isFalse();
        assertThat(options.has("passwordPolicy")).isFalse();
        assertThat(changed.json().path("realms")).hasToString("[\"r\"]");
        assertThat(changed.text("/metadata/a")).isEqualTo("b");
        assertThat(get("/connections/" + id).json()).isEqualTo(changed.json());
        assertThat(patch("/connections/" + id, "{'realms': ['s']}").json().path("options"))
                .isEqualTo(options);
        assertThat(patch("/connections/" + id, "{'name': 'other'}"))
                .hasToString(refusal(
                        400, "Payload validation error: 'Additional properties not allowed: name'.", "invalid_body"));
    }

    @Test
    void keepsTheSecretsOfProviders() {
        String id = create("secret", "oidc", "{'client_id': 'c', 'client_secret': 'of-the-provider'}")
                .text("/id");

        assertThat(get("/connections/" + id).text("/options/client_secret")).isEqualTo("of-the-provider");
        assertThat(tenant().caller("read:clients").get("/connections/" + id).status())
                .isEqualTo(403);
    }

    @Test
    void listsByNameAndStrategy() {
        String one = create("one", "sms", "{}").expect(201).text("/id");
        String two = create("two", "line", "{}").expect(201).text("/id");

        assertThat(ids("?name=one")).containsExactly(one);
        assertThat(ids("?strategy=sms")).containsExactly(one);
        assertThat(ids("?strategy=line,sms")).containsExactly(one, two);
        assertThat(ids("?strategy=line&strategy=sms&per_page=1&page=1")).containsExactly(two);
        assertThat(ids("?name=one&strategy=line")).isEmpty();
        assertThat(get("/connections?name=one&fields=name,strategy").json().get(0))
                .isEqualTo(json("{'is_domain_connection': false, 'name': 'one', 'strategy': 'sms'}"));
    }

    private List<String> ids(String query) {
        return get("/connections" + query).expect(200).json().findValuesAsText("id");
    }

    @Test
    void refusesClientsThatAreNotThere() {
        String unknown = refusal(400, "The client does not exist", "inexistent_client");
        String enabled = "{'enabled_clients': ['first-client', 'none']}";

        assertThat(post("/connections", "{'name': 'e', 'strategy': 'auth0', 'enabled_clients': ['none']}"))
                .hasToString(unknown);
        assertThat(patch("/connections/" + database, enabled)).hasToString(unknown);
    }

    @Test
    void decidesOnceWhetherAddressesAreUnique() {
        String shared = "{'attributes': {'email': {'identifier': {'active': true}, 'unique': false}}}";
        String unsaid = "{'attributes': {'email': {'identifier': {'active': true}}}}";
        String path =
                "/connections/" + create("shared", "auth0", shared).expect(201).text("/id");

        assertThat(patch(path, "{'options': " + shared.replace("false", "true") + "}"))
                .hasToString(refusal(400, "cannot patch unique property on email attribute", "invalid_body"));
        assertThat(patch("/connections/" + database, "{'options': " + shared + "}"))
                .hasToString(refusal(400, "cannot patch unique property on email attribute", "invalid_body"));
        assertThat(patch(path, "{'options': " + unsaid + "}").text("/options/attributes/email/unique"))
                .isEqualTo("false");
    }

    @Test
    void neverAnswersTheConfigurationOfScriptsInClear() {
        String path = "/connections/"
                + create("scripts", "auth0", "{'configuration': {'A': 'clear-a', 'B': 'clear-b'}}")
                        .expect(201)
                        .text("/id");
        JsonNode sealed = get(path).json().at("/options/configuration");
        assertThat(sealed.path("A").asText())
                .startsWith("2.0$")
                .isNotEqualTo(sealed.path("B").asText());
        assertThat(get("/connections?name=scripts").json().at("/0/options/configuration"))
                .isEqualTo(sealed);

        // What was read can be sent again: A keeps its value, B gets another.
        String sent = "{'options': {'configuration': {'A': '%s', 'B': 'clear-c'}}}";
        JsonNode again = patch(path, sent.formatted(sealed.path("A").asText()))
                .expect(200)
                .json()
                .at("/options/configuration");

        assertThat(again.path("A")).isEqualTo(sealed.path("A"));
        assertThat(again.path("B").asText())
                .startsWith("2.0$")
                .isNotEqualTo(sealed.path("B").asText());
        assertThat(get(path).toString()).doesNotContain("clear-");
    }

    @Test
    void enablesClientsAndDisablesThem() {
        String client = post("/clients", "{'name': 'c'}").expect(201).text("/client_id");
        String path = "/connections/" + create("enabled", "auth0", "{}").text("/id");
        String change = "[{'client_id': '%s', 'status': true}, {'client_id': '%s', 'status': %s}]";

        assertThat(get(path + "/clients")).hasToString("200 {\"clients\":[]}");
        assertThat(patch(path + "/clients", change.formatted(client, "none", true)))
                .hasToString(refusal(400, "The client does not exist", "inexistent_client"));
        assertThat(get(path + "/clients")).hasToString("200 {\"clients\":[]}");

        assertThat(patch(path + "/clients", change.formatted(client, "none", false)))
                .hasToString("204");
        assertThat(patch(path + "/clients", change.formatted(client, "first-client", true)))
                .hasToString("204");
        assertThat(get(path + "/clients"))
                .hasToString("200 {\"clients\":[{\"client_id\":\"" + client + "\"},{\"client_id\":\"first-client\"}]}");
        assertThat(patch(path + "/clients", "[{'client_id': '" + client + "', 'status': false}]"))
                .hasToString("204");
        assertThat(get(path).json().path("enabled_clients")).hasToString("[\"first-client\"]");
    }
}
