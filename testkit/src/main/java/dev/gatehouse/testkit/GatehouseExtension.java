package dev.gatehouse.testkit;

import dev.gatehouse.client.ManagementClient;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolutionException;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.platform.commons.support.AnnotationSupport;

/**
 * Starts a tenant for tests and stops it. By {@link GatehouseTest}, or as a static field, where something else needs the
 * tenant before the tests do:
 *
 * <pre>{@code
 * @RegisterExtension
 * static final GatehouseExtension gatehouse = new GatehouseExtension(TenantOptions.DEFAULT.withSeed("/tenant.json"));
 * }</pre>
 *
 * Thread-safe: tests may run at once.
 */
public final class GatehouseExtension implements BeforeAllCallback, AfterAllCallback, ParameterResolver {
    private static final Map<Class<?>, Function<GatehouseTenant, Object>> PARAMETERS = Map.of(
            GatehouseTenant.class, tenant -> tenant,
            ManagementClient.class, GatehouseTenant::managementClient,
            TestClock.class, GatehouseTenant::clock,
            Faults.class, GatehouseTenant::faults);

    private final @Nullable TenantOptions options;
    private volatile @Nullable GatehouseTenant current;

    /** A tenant as {@link GatehouseTest} on the class says, also through a composed or inherited annotation; by default an empty one. */
    public GatehouseExtension() {
        options = null;
    }

    /** A tenant for the class. */
    public GatehouseExtension(TenantOptions options) {
        this.options = options;
    }

    /**
     * The tenant of the class that runs; for extensions in a static field.
     *
     * @throws IllegalStateException before the class runs, and after it
     */
    public GatehouseTenant tenant() {
        GatehouseTenant tenant = current;
        if (tenant == null) {
            throw new IllegalStateException(
                    "There is no tenant now: tenant() works from before the first test of the class"
                            + " to after the last. Use GatehouseTenant.shared() for what needs a tenant earlier or later.");
        }
        return tenant;
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        if (lifecycle(context) != TenantLifecycle.PER_METHOD) {
            current = tenant(context);
        }
    }

    @Override
    public void afterAll(ExtensionContext context) {
        if (outermost(context) == context) {
            current = null;
        }
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return PARAMETERS.containsKey(parameter.getParameter().getType());
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        if (lifecycle(context) == TenantLifecycle.PER_METHOD
                && context.getTestMethod().isEmpty()) {
            throw new ParameterResolutionException(
                    "With TenantLifecycle.PER_METHOD there is no tenant yet before all tests:"
                            + " take the parameter in a @BeforeEach or @Test method, or use PER_CLASS");
        }
        return Objects.requireNonNull(PARAMETERS.get(parameter.getParameter().getType()))
                .apply(tenant(context));
    }

    /** JUnit closes what is in a store when the class, or the test, is over. */
    private GatehouseTenant tenant(ExtensionContext context) {
        if (lifecycle(context) == TenantLifecycle.PER_RUN) {
            return GatehouseTenant.shared(options(context));
        }
        ExtensionContext owner = lifecycle(context) == TenantLifecycle.PER_METHOD ? context : outermost(context);
        return owner.getStore(Namespace.create(GatehouseExtension.class, options == null ? "" : this))
                .getOrComputeIfAbsent(
                        TenantResource.class,
                        key -> new TenantResource(GatehouseTenant.start(options(context))),
                        TenantResource.class)
                .tenant();
    }

    private static ExtensionContext outermost(ExtensionContext context) {
        ExtensionContext found = context;
        for (Optional<ExtensionContext> up = Optional.of(context);
                up.isPresent();
                up = up.get().getParent()) {
            if (up.get().getTestClass().isPresent()) {
                found = up.get();
            }
        }
        return found;
    }

    private static Optional<GatehouseTest> annotation(ExtensionContext context) {
        for (Optional<ExtensionContext> up = Optional.of(context);
                up.isPresent();
                up = up.get().getParent()) {
            Optional<GatehouseTest> found =
                    AnnotationSupport.findAnnotation(up.get().getElement(), GatehouseTest.class);
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    private TenantLifecycle lifecycle(ExtensionContext context) {
        return options != null
                ? TenantLifecycle.PER_CLASS
                : annotation(context).map(GatehouseTest::lifecycle).orElse(TenantLifecycle.PER_CLASS);
    }

    private TenantOptions options(ExtensionContext context) {
        return options != null
                ? options
                : annotation(context).map(GatehouseExtension::options).orElse(TenantOptions.DEFAULT);
    }

    private static TenantOptions options(GatehouseTest test) {
        return new TenantOptions(
                test.seed().isEmpty() ? null : test.seed(), null, test.searchResultLimit(), searchLag(test), Map.of());
    }

    private static Duration searchLag(GatehouseTest test) {
        try {
            return Duration.parse(test.searchLag());
        } catch (DateTimeParseException e) {
            throw new ExtensionConfigurationException(
                    "@GatehouseTest(searchLag = \"" + test.searchLag()
                            + "\") is no duration: write PT5S for five seconds",
                    e);
        }
    }

    /** Older versions of JUnit close only what has their own interface, and newer ones warn where that is all. */
    @SuppressWarnings("deprecation")
    private record TenantResource(GatehouseTenant tenant)
            implements ExtensionContext.Store.CloseableResource, AutoCloseable {
        @Override
        public void close() {
            tenant.close();
        }
    }
}
