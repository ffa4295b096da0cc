package dev.gatehouse.spring;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.gatehouse.client.ManagementClient;
import dev.gatehouse.testkit.GatehouseTenant;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.springframework.boot.actuate.health.HealthIndicator;
import org.springframework.boot.actuate.health.Status;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

/** What an application gets from its properties, on a real tenant. */
class ManagementClientAutoConfigurationTest {
    private final GatehouseTenant tenant = GatehouseTenant.shared();

    private final ApplicationContextRunner application = new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(
                    ManagementClientAutoConfiguration.class,
                    ManagementClientHealthAutoConfiguration.class,
                    ManagementClientMetricsAutoConfiguration.class));

    private ApplicationContextRunner applicationWithTenant() {
        return application.withPropertyValues(
                "auth0.domain=" + tenant.domain(),
                "auth0.client-id=" + tenant.clientId(),
                "auth0.client-secret=" + tenant.clientSecret(),
                "auth0.trusted-certificates=" + tenant.authority());
    }

    @Test
    void hasNoClientWithoutATenant() {
        application.run(context -> assertThat(context)
                .hasNotFailed()
                .doesNotHaveBean(ManagementClient.class)
                .doesNotHaveBean("auth0HealthIndicator"));
    }

    @Test
    void hasAClientOfTheTenantThatThePropertiesName() {
        applicationWithTenant()
                .run(context -> assertThat(context.getBean(ManagementClient.class)
                                .clients()
                                .getAll())
                        .isNotEmpty());
    }

    @Test
    void takesCredentialsFromAFile() {
        application
                .withPropertyValues("auth0.credentials=" + tenant.credentials())
                .run(context -> assertThat(context.getBean(ManagementClient.class)
                                .clients()
                                .getAll())
                        .isNotEmpty());
    }

    @Test
    void saysWhichPropertyIsMissing() {
        application
                .withPropertyValues("auth0.domain=you.eu.auth0.com", "auth0.client-id=id")
                .run(context -> assertThat(context)
                        .getFailure()
                        .rootCause()
                        .isInstanceOf(IllegalArgumentException.class)
                        .hasMessageContaining("clientSecret"));
    }

    @Test
    void leavesAClientOfTheApplicationAlone() {
        applicationWithTenant()
                .withBean("mine", ManagementClient.class, () -> tenant.managementClient())
                .run(context ->
                        assertThat(context.getBean(ManagementClient.class)).isSameAs(tenant.managementClient()));
    }

    @Test
    void letsCustomizersSetOtherOptions() {
        applicationWithTenant()
                .withBean(ManagementClientCustomizer.class, () -> builder -> builder.scope("read:roles"))
                .run(context -> assertThat(
                                context.getBean(ManagementClient.class).getAccessToken())
                        .hasSizeLessThan(
                                tenant.managementClient().getAccessToken().length()));
    }

    @Test
    void measuresRequestsByOperation() {
        applicationWithTenant().withBean(SimpleMeterRegistry.class).run(context -> {
            context.getBean(ManagementClient.class).clients().getAll();

            assertThat(context.getBean(MeterRegistry.class)
                            .get("auth0.client.requests")
                            .tags("operation", "clients.getAll", "method", "GET", "status", "200")
                            .timer()
                            .count())
                    .isEqualTo(1);
        });
    }

    @Test
    void measuresNothingWithoutMicrometer() {
        applicationWithTenant()
                .withClassLoader(new FilteredClassLoader(MeterRegistry.class))
                .run(context -> assertThat(context).hasNotFailed().hasSingleBean(ManagementClient.class));
    }

    @Test
    void isHealthyWhileItGetsTokens() {
        applicationWithTenant()
                .run(context -> assertThat(context.getBean("auth0HealthIndicator", HealthIndicator.class)
                                .health()
                                .getStatus())
                        .isEqualTo(Status.UP));
        applicationWithTenant()
                .withPropertyValues("auth0.client-secret=wrong", "auth0.max-retries=0")
                .run(context -> assertThat(context.getBean("auth0HealthIndicator", HealthIndicator.class)
                                .health()
                                .getStatus())
                        .isEqualTo(Status.DOWN));
    }

    @Test
    void hasNoHealthWhereItIsTurnedOff() {
        applicationWithTenant()
                .withPropertyValues("management.health.auth0.enabled=false")
                .run(context -> assertThat(context).doesNotHaveBean("auth0HealthIndicator"));
    }

    /** What an editor shows and completes. */
    @Test
    void describesEveryProperty() throws IOException {
        List<String> properties = Arrays.stream(Auth0Properties.class.getRecordComponents())
                .map(RecordComponent::getName)
                .map(name -> "auth0." + name.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT))
                .toList();
        try (InputStream in = getClass().getResourceAsStream("/META-INF/spring-configuration-metadata.json")) {
            JsonNode described = new JsonMapper().readTree(in).path("properties");

            assertThat(described.findValuesAsText("name")).isEqualTo(properties);
            assertThat(described.findValuesAsText("description")).doesNotContain("");
        }
    }

    @Test
    void showsNoSecret() {
        assertThat(new Auth0Properties(
                        "d",
                        null,
                        null,
                        "token-x",
                        "id",
                        "secret-x",
                        "key-x",
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null))
                .asString()
                .doesNotContain("-x");
    }
}
