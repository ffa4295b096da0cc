package dev.gatehouse.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.client.ManagementClient;
import dev.gatehouse.client.error.ApiException;
import dev.gatehouse.client.error.NotFoundException;
import dev.gatehouse.client.error.RateLimitException;
import dev.gatehouse.client.error.TransportException;
import dev.gatehouse.client.http.RateLimit;
import dev.gatehouse.client.limit.Plan;
import dev.gatehouse.client.model.Role;
import dev.gatehouse.client.model.RoleCreate;
import dev.gatehouse.client.model.User;
import dev.gatehouse.client.model.UserCreate;
import dev.gatehouse.client.model.UserQuery;
import dev.gatehouse.seed.SeedException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@GatehouseTest
class GatehouseTenantTest {
    private final GatehouseTenant tenant;

    GatehouseTenantTest(GatehouseTenant tenant) {
        this.tenant = tenant;
    }

    @AfterEach
    void clearFaults() {
        tenant.faults().clear();
        tenant.clock().set(Instant.now());
    }

    /** A client that tries once. */
    private ManagementClient once(GatehouseTenant of) {
        return ManagementClient.builder()
                .domain(of.domain())
                .clientId(of.clientId())
                .clientSecret(of.clientSecret())
                .trustedCertificates(of.authority())
                .maxRetries(0)
                .build();
    }

    private static User create(ManagementClient client, String email) {
        return client.users()
                .create(new UserCreate()
                        .connection("Username-Password-Authentication")
                        .email(email)
                        .password("Correct-Horse-7"));
    }

    @Test
    void isReachedByAnyClient() throws Exception {
        HttpClient other =
                HttpClient.newBuilder().sslContext(tenant.sslContext()).build();
        HttpRequest request = HttpRequest.newBuilder(tenant.baseUrl().resolve("/.well-known/openid-configuration"))
                .build();

        assertThat(other.send(request, HttpResponse.BodyHandlers.ofString()).body())
                .contains("\"issuer\":\"https://" + tenant.domain() + "/\"");
    }

    @Test
    void tokensExpireByItsClock() throws Exception {
        String token = tenant.managementClient().getAccessToken();
        HttpClient other =
                HttpClient.newBuilder().sslContext(tenant.sslContext()).build();
        HttpRequest request = HttpRequest.newBuilder(URI.create(tenant.baseUrl() + "/api/v2/roles"))
                .header("authorization", "Bearer " + token)
                .build();
        assertThat(other.send(request, HttpResponse.BodyHandlers.discarding()).statusCode())
                .isEqualTo(200);

        tenant.clock().advance(Duration.ofDays(2));

        assertThat(other.send(request, HttpResponse.BodyHandlers.discarding()).statusCode())
                .isEqualTo(401);
        assertThat(tenant.managementClient().roles().getAll()).isNotNull();
    }

    @Test
    void writesTheTimeOfItsClock() {
        tenant.clock().set(Instant.parse("2031-02-03T04:05:06Z"));
        tenant.clock().stop();
        tenant.clock().advance(Duration.ofSeconds(1));

        assertThat(create(tenant.managementClient(), "late@example.com").createdAt())
                .isEqualTo(Instant.parse("2031-02-03T04:05:07Z"));
    }

    @Test
    void refusesRequests() {
        tenant.managementClient().getAccessToken();
        try (ManagementClient client = once(tenant)) {
            client.getAccessToken();
            tenant.faults().tooManyRequests(1, Duration.ofSeconds(7));

            assertThatExceptionOfType(RateLimitException.class)
                    .isThrownBy(() -> client.roles().getAll())
                    .withMessageContaining("Global limit has been reached");
            assertThat(client.roles().getAll()).isNotNull();
        }
    }

    @Test
    void injectsServiceUnavailable() {
        try (ManagementClient client = once(tenant)) {
            client.getAccessToken();
            tenant.faults().on("GET", "/api/v2/roles").unavailable(2);

            for (int i = 0; i < 2; i++) {
                assertThatThrownBy(() -> client.roles().getAll())
                        .isInstanceOfSatisfying(
                                ApiException.class, e -> assertThat(e.status()).isEqualTo(503));
            }
            assertThat(client.roles().getAll()).isNotNull();
        }
    }

    @Test
    void injectsConnectionResets() {
        try (ManagementClient client = once(tenant)) {
            client.getAccessToken();
            tenant.faults().reset(1);

            assertThatExceptionOfType(TransportException.class)
                    .isThrownBy(() -> client.roles().getAll());
            assertThat(client.roles().getAll()).isNotNull();
        }
    }

    @Test
    void losesTheResponseAfterTheChange() {
        try (ManagementClient client = once(tenant)) {
            client.getAccessToken();
            tenant.faults().on("POST", "/api/v2/roles").loseResponse(1);

            assertThatExceptionOfType(TransportException.class)
                    .isThrownBy(() -> client.roles().create(new RoleCreate().name("lost and found")));
            assertThat(client.roles().getAll()).extracting(Role::name).contains("lost and found");
        }
    }

    @Test
    void injectsLatency() {
        tenant.managementClient().getAccessToken();
        tenant.faults().latency(Duration.ofMillis(300));
        long start = System.nanoTime();

        tenant.managementClient().roles().getAll();

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(Duration.ofMillis(300));
    }

    @Test
    void theClientRetriesTransientFaults() {
        tenant.managementClient().getAccessToken();
        tenant.faults().unavailable(1);

        assertThat(tenant.managementClient().roles().getAll()).isNotNull();
    }

    @Test
    void refusesAFaultThatNeverHappens() {
        assertThatThrownBy(() -> tenant.faults().reset(0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("A fault happens at least once, and not 0 times");
    }

    @Test
    void enforcesTheRateLimitsOfAPlan() {
        try (GatehouseTenant small = GatehouseTenant.start(TenantOptions.DEFAULT.withPlan(Plan.FREE));
                ManagementClient client = once(small)) {
            small.clock().stop();
            client.roles().getAll();
            client.roles().getAll();

            assertThatThrownBy(() -> client.roles().getAll())
                    .isInstanceOfSatisfying(
                            RateLimitException.class,
                            e -> assertThat(e.rateLimit())
                                    .isEqualTo(new RateLimit(
                                            2, 0, nextSecond(small.clock().instant()))));
            small.clock().advance(Duration.ofSeconds(1));
            assertThat(client.roles().getAll()).isEmpty();
        }
    }

    /** Two a second: the next turn is half a second away, and told in whole seconds. */
    private static Instant nextSecond(Instant now) {
        return Instant.ofEpochSecond(now.plusMillis(500).plusNanos(999_999_999).getEpochSecond());
    }

    @Test
    void limitsSearchResults() {
        try (GatehouseTenant cloudLike = GatehouseTenant.start(TenantOptions.DEFAULT.withSearchResultLimit())) {
            ManagementClient client = cloudLike.managementClient();

            assertThat(client.users()
                            .getAll(new UserQuery().page(9).perPage(100))
                            .items())
                    .isEmpty();
            assertThatThrownBy(
                            () -> client.users().getAll(new UserQuery().page(10).perPage(100)))
                    .hasMessageContaining("You can only page through the first 1000 records.");
        }
    }

    @Test
    void findsUsersAfterTheSearchLag() {
        Duration lag = Duration.ofSeconds(5);
        try (GatehouseTenant cloudLike = GatehouseTenant.start(TenantOptions.DEFAULT.withSearchLag(lag))) {
            ManagementClient client = cloudLike.managementClient();
            cloudLike.clock().stop();
            User ada = create(client, "ada@example.com");
            UserQuery query = new UserQuery().q("email:ada@example.com").includeTotals(true);

            assertThat(client.users().getAll(query).items()).isEmpty();
            assertThat(client.users().getByEmail("ada@example.com")).hasSize(1);
            assertThat(client.users().get(String.valueOf(ada.userId())).email()).isEqualTo("ada@example.com");
            cloudLike.clock().advance(lag);
            assertThat(client.users().getAll(query).items()).hasSize(1);
        }
    }

    @Test
    void leavesNothingBehind() {
        Path directory;
        try (GatehouseTenant gone = GatehouseTenant.start()) {
            directory = gone.credentials().getParent();
            assertThat(directory).isDirectory();
        }

        assertThat(Files.exists(directory)).isFalse();
    }

    @Test
    void saysWhyItDoesNotStart() {
        assertThatThrownBy(() -> GatehouseTenant.start(TenantOptions.DEFAULT.withSetting("client-secret", "short")))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith("The tenant did not start: ")
                .hasMessageContaining("client-secret");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            missing.json | There is no missing.json on the class path
            broken.json | broken.json is not JSON: Unexpected
            unknown.json | unknown.json must be an object with some of [client_grants, clients, connections, resource_servers, roles, users], and has [rules]
            refused.json | users[1] of refused.json: POST /api/v2/users returned 400
            unnamed.json | users[0] of unnamed.json: there is no role named "boss" in the file
            """)
    void saysWhatIsWrongWithASeed(String resource, String message) {
        assertThatThrownBy(() -> tenant.seed(resource))
                .isInstanceOf(SeedException.class)
                .hasMessageStartingWith(message);
    }

    @Test
    void seedsClientsWithTheirGrants() {
        try (GatehouseTenant seeded = GatehouseTenant.start(TenantOptions.DEFAULT.withSeed("/tenant.json"))) {
            ManagementClient client = seeded.managementClient();
            assertThat(client.clientGrants().getAll())
                    .filteredOn(grant -> "https://orders.example/".equals(grant.audience()))
                    .singleElement()
                    .satisfies(grant -> assertThat(grant.scope()).isEqualTo(List.of("read:orders")));
            assertThat(client.users().getByEmail("bob@example.com"))
                    .singleElement()
                    .satisfies(bob -> assertThat(
                                    bob.json().at("/identities/0/connection").asText())
                            .isEqualTo("staff"));
        }
    }

    @Test
    void seedsClientsWithKnownCredentialsFromYaml() {
        try (GatehouseTenant seeded = GatehouseTenant.start(TenantOptions.DEFAULT.withSeed("tenant.yaml"))) {
            ManagementClient client = seeded.managementClient();
            assertThat(client.clients().get("shop"))
                    .satisfies(shop -> assertThat(shop.name()).isEqualTo("Shop"))
                    .satisfies(shop -> assertThat(shop.clientSecret()).isEqualTo("a-secret-that-is-known-beforehand"));
            assertThatThrownBy(() -> seeded.seed("tenant.yaml"))
                    .isInstanceOf(SeedException.class)
                    .hasMessage("clients[0] of tenant.yaml: there is a client with this client_id already");
        }
    }

    @Test
    void respondsNotFound() {
        assertThatExceptionOfType(NotFoundException.class)
                .isThrownBy(() -> tenant.managementClient().roles().get("rol_0000000000000000"));
    }

    @Test
    void showsSentMails() {
        User user = tenant.managementClient()
                .users()
                .create(new UserCreate()
                        .connection("Username-Password-Authentication")
                        .email("mail@example.com")
                        .password("A-Pass-word-1")
                        .verifyEmail(true));

        ReceivedMail mail = tenant.inbox().await("Mail@example.com");
        assertThat(mail.template()).isEqualTo("verify_email");
        assertThat(mail.subject()).startsWith("Verify your email address");
        assertThat(mail.links()).hasSize(1);
        assertThat(mail.links().get(0)).startsWith(tenant.baseUrl() + "/u/email-verification?ticket=");
        assertThat(tenant.inbox().messages()).contains(mail);
        assertThat(user.emailVerified()).isFalse();
    }
}
