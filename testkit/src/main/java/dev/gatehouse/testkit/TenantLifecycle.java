package dev.gatehouse.testkit;

/** How long a tenant lives. */
public enum TenantLifecycle {
    /** As long as a class of tests, with those nested in it. */
    PER_CLASS,
    /** As long as one test. */
    PER_METHOD
}
