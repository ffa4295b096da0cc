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
    private static final Set<String> SEEN = ConcurrentHashMap.newKeySet();

    private static EngineExecutionResults run(Class<?> tests) {
        SEEN.clear();
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
    void givesAClassATenantOfItsOwn() {
        assertRan(Shared.class, 3);

        assertThat(SEEN).hasSize(1);
    }

    @Test
    void givesEachTestATenantOfItsOwn() {
        assertRan(Separate.class, 2);

        assertThat(SEEN).hasSize(2);
    }

    @Test
    void hasNoTenantYetForWhatRunsBeforeAllWhereEachTestHasOne() {
        assertThat(run(TooEarly.class).containerEvents().failed().stream())
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
        assertRan(OneOfARun.class, 1);
        Set<String> first = Set.copyOf(SEEN);
        assertRan(AnotherOfARun.class, 1);

        assertThat(SEEN)
                .isEqualTo(first)
                .containsExactly(GatehouseTenant.shared().domain());
    }

    @Test
    void keepsTheSettingsOfComposedAndInheritedAnnotations() {
        assertRan(Composed.class, 1);
        assertRan(Inherited.class, 1);
    }

    @Test
    void namesADurationThatIsNone() {
        assertThat(run(Misspelled.class).testEvents().failed().stream()).isEmpty();
        assertThat(run(Misspelled.class).containerEvents().failed().stream())
                .singleElement()
                .satisfies(event -> assertThat(
                                event.getRequiredPayload(org.junit.platform.engine.TestExecutionResult.class)
                                        .getThrowable())
                        .get()
                        .extracting(Throwable::getMessage)
                        .isEqualTo("@GatehouseTest(searchLag = \"5s\") is no duration: write PT5S for five seconds"));
    }

    @Test
    void servesAStaticFieldToo() {
        assertRan(Registered.class, 1);
    }

    @Test
    void stopsTheTenant() {
        Set<Thread> before = new HashSet<>(Thread.getAllStackTraces().keySet());

        assertRan(Shared.class, 3);

        assertThat(Thread.getAllStackTraces().keySet())
                .filteredOn(thread -> !before.contains(thread) && !thread.isDaemon())
                .isEmpty();
    }

    @GatehouseTest(lifecycle = TenantLifecycle.PER_RUN)
    static class OneOfARun {
        @Test
        void sees(GatehouseTenant tenant) {
            SEEN.add(tenant.domain());
        }
    }

    @GatehouseTest(lifecycle = TenantLifecycle.PER_RUN)
    static class AnotherOfARun {
        @Test
        void sees(GatehouseTenant tenant) {
            SEEN.add(tenant.domain());
        }
    }

    @GatehouseTest(seed = "tenant.json")
    @Retention(RetentionPolicy.RUNTIME)
    @Target(ElementType.TYPE)
    @interface SeededTest {}

    @SeededTest
    static class Composed {
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

    static class Inherited extends Base {}

    @GatehouseTest(searchLag = "5s")
    static class Misspelled {
        @Test
        void never() {}
    }

    @GatehouseTest(seed = "tenant.json")
    static class Shared {
        @BeforeAll
        static void prepare(ManagementClient client, GatehouseTenant tenant) {
            client.roles().create(new RoleCreate().name("made before"));
            SEEN.add(tenant.domain());
        }

        @Test
        void hasWhatWasMadeBefore(ManagementClient client, GatehouseTenant tenant) {
            assertThat(client.roles().getAll()).extracting(Role::name).containsExactly("clerk", "made before");
            SEEN.add(tenant.domain());
        }

        @Test
        void isSeeded(ManagementClient client) {
            User ada = client.users().getByEmail("ada@example.com").get(0);
            assertThat(client.users().getRoles(String.valueOf(ada.userId())))
                    .extracting(Role::name)
                    .containsExactly("clerk");
        }

        @Nested
        class Inside {
            @Test
            void isOfTheSameTenant(GatehouseTenant tenant, TestClock clock, Faults faults) {
                SEEN.add(tenant.domain());
                assertThat(clock).isSameAs(tenant.clock());
                assertThat(faults).isSameAs(tenant.faults());
            }
        }
    }

    @GatehouseTest(lifecycle = TenantLifecycle.PER_METHOD)
    static class Separate {
        @BeforeEach
        void remember(GatehouseTenant tenant) {
            SEEN.add(tenant.domain());
        }

        @Test
        void one(ManagementClient client, GatehouseTenant tenant) {
            client.roles().create(new RoleCreate().name("the same"));
            SEEN.add(tenant.domain());
        }

        @Test
        void other(ManagementClient client) {
            client.roles().create(new RoleCreate().name("the same"));
        }
    }

    @GatehouseTest(lifecycle = TenantLifecycle.PER_METHOD)
    static class TooEarly {
        @BeforeAll
        static void prepare(ManagementClient client) {
            client.close();
        }

        @Test
        void never() {}
    }

    static class Registered {
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
