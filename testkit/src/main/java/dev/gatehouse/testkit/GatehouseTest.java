package dev.gatehouse.testkit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Gives a class of tests a tenant. Tests, and methods before and after them, take what they need as parameters: {@link
 * GatehouseTenant}, {@link dev.gatehouse.client.ManagementClient}, {@link TestClock} or {@link Faults}. For further
 * options use {@link GatehouseExtension}.
 */
@Documented
@Inherited
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
@ExtendWith(GatehouseExtension.class)
public @interface GatehouseTest {
    /** Whether each test has a tenant of its own, or all of the class share one, or all of the run. */
    TenantLifecycle lifecycle() default TenantLifecycle.PER_CLASS;

    /** The seed: the path of a resource on the class path; see {@link GatehouseTenant#seed}. */
    String seed() default "";

    /** Whether pages past the first 1,000 results of a user search are refused, as in Auth0's cloud. */
    boolean searchResultLimit() default false;

    /** How long after their creation users show up in searches, as in {@code PT3S} (ISO 8601). */
    String searchLag() default "PT0S";
}
