package dev.gatehouse.spring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.client.ManagementClient;
import dev.gatehouse.client.model.Role;
import dev.gatehouse.spring.test.GatehouseTenantTest;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.ApplicationContext;

/** Test classes that share an application context share its tenant, and find it running. */
class SharedContextTest {
    private static final Set<ApplicationContext> CONTEXTS = ConcurrentHashMap.newKeySet();

    @SpringBootConfiguration
    @EnableAutoConfiguration
    static class Application {}

    @SpringBootTest(classes = Application.class)
    @GatehouseTenantTest(seed = "tenant.json")
    abstract static class ApplicationTest {
        @Autowired
        private ManagementClient client;

        @Autowired
        private ApplicationContext context;

        @Test
        void findsWhatWasSeeded() {
            CONTEXTS.add(context);
            assertThat(CONTEXTS).hasSize(1);
            assertThat(client.roles().getAll()).extracting(Role::name).containsExactly("reader");
        }
    }

    @Nested
    class One extends ApplicationTest {}

    @Nested
    class Another extends ApplicationTest {}
}
