package dev.gatehouse.spring.test;

import dev.gatehouse.testkit.GatehouseTenant;
import dev.gatehouse.testkit.TenantOptions;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.test.context.ContextCustomizer;
import org.springframework.test.context.MergedContextConfiguration;

/**
 * Points a context at a shared tenant, and is part of the key under which Spring keeps the context: equal seeds share both.
 *
 * @param seed a resource on the class path; empty for none
 */
record TenantContextCustomizer(String seed) implements ContextCustomizer {
    @Override
    public void customizeContext(ConfigurableApplicationContext context, MergedContextConfiguration configuration) {
        GatehouseTenant tenant =
                GatehouseTenant.shared(seed.isEmpty() ? TenantOptions.DEFAULT : TenantOptions.DEFAULT.withSeed(seed));
        TestPropertyValues.of("auth0.credentials=" + tenant.credentials()).applyTo(context);
    }
}
