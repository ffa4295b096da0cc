package example;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.testkit.GatehouseExtension;
import dev.gatehouse.testkit.GatehouseTenant;
import dev.gatehouse.testkit.TenantOptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.client.TestRestTemplate;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
class ReadersApplicationTest {
    @RegisterExtension
    static final GatehouseExtension gatehouse =
            new GatehouseExtension(TenantOptions.DEFAULT.withSeed("tenant.json"));

    @DynamicPropertySource
    static void tenant(DynamicPropertyRegistry properties) {
        properties.add("auth0.domain", () -> gatehouse.tenant().domain());
        properties.add("auth0.client-id", () -> gatehouse.tenant().clientId());
        properties.add("auth0.client-secret", () -> gatehouse.tenant().clientSecret());
        properties.add("auth0.trusted-certificates", () -> gatehouse.tenant().authority().toString());
    }

    @Test
    void admitsAReader(@Autowired TestRestTemplate http, GatehouseTenant tenant) {
        assertThat(http.getForObject("/readers/grace@example.com", Boolean.class)).isFalse();

        http.put("/readers/grace@example.com", null);

        assertThat(http.getForObject("/readers/grace@example.com", Boolean.class)).isTrue();
        assertThat(new Readers(tenant.managementClient()).mayRead("grace@example.com")).isTrue();
    }
}
