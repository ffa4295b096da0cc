package dev.gatehouse.spring;

import dev.gatehouse.client.ManagementClient;
import dev.gatehouse.client.error.ManagementException;
import org.springframework.boot.actuate.autoconfigure.health.ConditionalOnEnabledHealthIndicator;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthIndicator;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;

/** The health of the tenant, {@code auth0}: whether the client has or gets an access token. It needs no scope. */
@AutoConfiguration(after = ManagementClientAutoConfiguration.class)
@ConditionalOnClass({HealthIndicator.class, ConditionalOnEnabledHealthIndicator.class})
@ConditionalOnBean(ManagementClient.class)
@ConditionalOnEnabledHealthIndicator("auth0")
public class ManagementClientHealthAutoConfiguration {
    /** Named by Spring Boot after the bean, without its last words. */
    @Bean
    @ConditionalOnMissingBean(name = "auth0HealthIndicator")
    HealthIndicator auth0HealthIndicator(ManagementClient client) {
        return () -> {
            try {
                client.getAccessToken();
                return Health.up().build();
            } catch (ManagementException e) {
                return Health.down(e).build();
            }
        };
    }
}
