package dev.gatehouse.spring.test;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Sets {@code auth0.credentials} of a Spring Boot test to a tenant of the testkit, which all test classes with an equal seed
 * share for the whole run, so that Spring's cached contexts stay usable and test classes may run at once. Needs
 * {@code dev.gatehouse:gatehouse-testkit} among the tests' dependencies.
 *
 * <pre>{@code
 * @SpringBootTest
 * @GatehouseTenantTest(seed = "tenant.yaml")
 * class ReadersTest {
 *     @Autowired ManagementClient client;
 * }
 * }</pre>
 */
@Documented
@Inherited
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface GatehouseTenantTest {
    /** What is in it from the start, by the path of a resource on the class path. */
    String seed() default "";
}
