package dev.gatehouse.spring;

import dev.gatehouse.client.ManagementClient;
import dev.gatehouse.client.ManagementClientBuilder;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.AnyNestedCondition;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;

/** A {@code ManagementClient}, where {@code auth0.domain} or {@code auth0.credentials} is set and there is no such bean. */
@AutoConfiguration
@EnableConfigurationProperties(Auth0Properties.class)
@Conditional(ManagementClientAutoConfiguration.OnTenant.class)
public class ManagementClientAutoConfiguration {
    /** The client, which is closed with the context. */
    @Bean
    @ConditionalOnMissingBean
    ManagementClient managementClient(
            Auth0Properties properties, ObjectProvider<ManagementClientCustomizer> customizers) {
        ManagementClientBuilder builder = ManagementClient.builder();
        apply(properties, builder);
        customizers.orderedStream().forEach(customizer -> customizer.customize(builder));
        return builder.build();
    }

    private static void apply(Auth0Properties properties, ManagementClientBuilder builder) {
        set(properties.credentials(), builder::credentials);
        set(properties.domain(), builder::domain);
        set(properties.baseUrl(), builder::baseUrl);
        set(properties.token(), value -> builder.token(value));
        set(properties.clientId(), builder::clientId);
        set(properties.clientSecret(), builder::clientSecret);
        set(properties.clientAssertionSigningKey(), value -> builder.clientAssertionSigningKey(value));
        set(properties.audience(), builder::audience);
        set(properties.scope(), builder::scope);
        set(properties.trustedCertificates(), builder::trustedCertificates);
        set(properties.maxRetries(), builder::maxRetries);
        set(properties.connectTimeout(), builder::connectTimeout);
        set(properties.attemptTimeout(), builder::attemptTimeout);
        set(properties.totalTimeout(), builder::totalTimeout);
    }

    private static <T> void set(@Nullable T value, Consumer<T> option) {
        if (value != null) {
            option.accept(value);
        }
    }

    /** Whether the properties name a tenant. */
    static final class OnTenant extends AnyNestedCondition {
        OnTenant() {
            super(ConfigurationPhase.PARSE_CONFIGURATION);
        }

        @ConditionalOnProperty("auth0.domain")
        static final class ByDomain {}

        @ConditionalOnProperty("auth0.credentials")
        static final class ByCredentials {}
    }
}
