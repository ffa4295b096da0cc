package dev.gatehouse.testkit;

/** How long a tenant runs. */
public enum TenantLifecycle {
    /** As long as a class of tests, with those nested in it. */
    PER_CLASS,
    /** As long as one test. */
    PER_METHOD,
    /**
     * As long as the JVM: all tests with equal options share one tenant, {@link GatehouseTenant#shared}. They see what the
     * others change, and may run at once.
     */
    PER_RUN
}
