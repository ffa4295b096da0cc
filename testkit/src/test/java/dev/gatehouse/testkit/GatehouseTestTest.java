package dev.gatehouse.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.client.ManagementClient;
import dev.gatehouse.client.model.Role;
import dev.gatehouse.client.model.RoleCreate;
import dev.gatehouse.client.model.User;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.testkit.engine.EngineExecutionResults;
import org.junit.platform.testkit.engine.EngineTestKit;

class GatehouseTestTest {
    private static final Set<String> SEEN_DOMAINS = ConcurrentHashMap.newKeySet();

    private static EngineExecutionResults run(Class<?> tests) {
        SEEN_DOMAINS.clear();
        return EngineTestKit.engine("junit-jupiter")
                .selectors(DiscoverySelectors.selectClass(tests))
                .enableImplicitConfigurationParameters(false)
                .execute();
    }

    private static void assertRan(Class<?> tests, int count) {
        EngineExecutionResults results = run(tests);
        assertThat(results.testEvents().failed().stream()).isEmpty();
        assertThat(results.containerEvents().failed().stream()).isEmpty();
        assertThat(results.testEvents().succeeded().count()).isEqualTo(count);
    }

    @Test
    void startsOneTenantPerClass() {
        assertRan(TenantPerClass.class, 3);

        assertThat(SEEN_DOMAINS).hasSize(1);
    }

    @Test
    void startsOneTenantPerMethod() {
        assertRan(TenantPerMethod.class, 2);

        assertThat(SEEN_DOMAINS).hasSize(2);
    }

    @Test
    void rejectsBeforeAllParametersWithPerMethod() {
        assertThat(run(BeforeAllParameter.class).containerEvents().failed().stream())
                .singleElement()
                .satisfies(event -> assertThat(
                                event.getRequiredPayload(org.junit.platform.engine.TestExecutionResult.class)
                                        .getThrowable())
                        .get()
                        .extracting(Throwable::getMessage)
                        .asString()
                        .contains("With TenantLifecycle.PER_METHOD there is no tenant yet before all tests"));
    }

    @Test
    void sharesATenantBetweenClassesForTheWholeRun() {
        assertRan(FirstSharedTenantUser.class, 1);
        Set<String> first = Set.copyOf(SEEN_DOMAINS);
        assertRan(SecondSharedTenantUser.class, 1);

        assertThat(SEEN_DOMAINS)
                .isEqualTo(first)
                .containsExactly(GatehouseTenant.shared().domain());
    }

    @Test
    void keepsTheSettingsOfComposedAndInheritedAnnotations() {
        assertRan(ComposedAnnotation.class, 1);
        assertRan(InheritedAnnotation.class, 1);
    }

    @Test
    void rejectsAnInvalidDuration() {
        assertThat(run(InvalidSearchLag.class).testEvents().failed().stream()).isEmpty();
        assertThat(run(InvalidSearchLag.class).containerEvents().failed().stream())
                .singleElement()
                .satisfies(event -> assertThat(
                                event.getRequiredPayload(org.junit.platform.engine.TestExecutionResult.class)
                                        .getThrowable())
                        .get()
                        .extracting(Throwable::getMessage)
                        .isEqualTo("@GatehouseTest(searchLag = \"5s\") is no duration: write PT5S for five seconds"));
    }

    @Test
    void worksAsAStaticField() {
        assertRan(RegisteredExtension.class, 1);
    }

    @Test
    void stopsTheTenant() {
        Set<Thread> before = new HashSet<>(Thread.getAllStackTraces().keySet());

        assertRan(TenantPerClass.class, 3);

        assertThat(Thread.getAllStackTraces().keySet())
                .filteredOn(thread -> !before.contains(thread) && !thread.isDaemon())
                .isEmpty();
    }

    @GatehouseTest(lifecycle = TenantLifecycle.PER_RUN)
    static class FirstSharedTenantUser {
        @Test
        void sees(GatehouseTenant tenant) {
            SEEN_DOMAINS.add(tenant.domain());
        }
    }

    @GatehouseTest(lifecycle = TenantLifecycle.PER_RUN)
    static class SecondSharedTenantUser {
        @Test
        void sees(GatehouseTenant tenant) {
            SEEN_DOMAINS.add(tenant.domain());
        }
    }

    @GatehouseTest(seed = "tenant.json")
    @Retention(RetentionPolicy.RUNTIME)
    @Target(ElementType.TYPE)
    @interface SeededTest {}

    @SeededTest
    static class ComposedAnnotation {
        @Test
        void isSeeded(ManagementClient client) {
            assertThat(client.roles().getAll()).hasSize(1);
        }
    }

    @GatehouseTest(seed = "tenant.json")
    abstract static class Base {
        @Test
        void isSeeded(ManagementClient client) {
            assertThat(client.roles().getAll()).hasSize(1);
        }
    }

    static class InheritedAnnotation extends Base {}

    @GatehouseTest(searchLag = "5s")
    static class InvalidSearchLag {
        @Test
        void never() {}
    }

    @GatehouseTest(seed = "tenant.json")
    static class TenantPerClass {
        @BeforeAll
        static void prepare(ManagementClient client, GatehouseTenant tenant) {
            client.roles().create(new RoleCreate().name("made before"));
            SEEN_DOMAINS.add(tenant.domain());
        }

        @Test
        void hasWhatWasMadeBefore(ManagementClient client, GatehouseTenant tenant) {
            assertThat(client.roles().getAll()).extracting(Role::name).containsExactly("clerk", "made before");
            SEEN_DOMAINS.add(tenant.domain());
        }

        @Test
        void isSeeded(ManagementClient client) {
            User ada = client.users().getByEmail("ada@example.com").get(0);
            assertThat(client.users().getRoles(String.valueOf(ada.userId())))
                    .extracting(Role::name)
                    .containsExactly("clerk");
        }

        @Nested
        class NestedTests {
            @Test
            void isOfTheSameTenant(GatehouseTenant tenant, TestClock clock, Faults faults) {
                SEEN_DOMAINS.add(tenant.domain());
                assertThat(clock).isSameAs(tenant.clock());
                assertThat(faults).isSameAs(tenant.faults());
            }
        }
    }

    @GatehouseTest(lifecycle = TenantLifecycle.PER_METHOD)
    static class TenantPerMethod {
        @BeforeEach
        void remember(GatehouseTenant tenant) {
            SEEN_DOMAINS.add(tenant.domain());
        }

        @Test
        void one(ManagementClient client, GatehouseTenant tenant) {
            client.roles().create(new RoleCreate().name("the same"));
            SEEN_DOMAINS.add(tenant.domain());
        }

        @Test
        void other(ManagementClient client) {
            client.roles().create(new RoleCreate().name("the same"));
        }
    }

    @GatehouseTest(lifecycle = TenantLifecycle.PER_METHOD)
    static class BeforeAllParameter {
        @BeforeAll
        static void prepare(ManagementClient client) {
            client.close();
        }

        @Test
        void never() {}
    }

    static class RegisteredExtension {
        @RegisterExtension
        static final GatehouseExtension GATEHOUSE =
                new GatehouseExtension(TenantOptions.DEFAULT.withSeed("/tenant.json"));

        @BeforeAll
        static void isThere() {
            assertThat(GATEHOUSE.tenant().domain()).startsWith("localhost:");
        }

        @Test
        void isTheSame(GatehouseTenant tenant) {
            assertThat(tenant).isSameAs(GATEHOUSE.tenant());
            assertThat(tenant.managementClient().roles().getAll()).hasSize(1);
        }
    }
}
