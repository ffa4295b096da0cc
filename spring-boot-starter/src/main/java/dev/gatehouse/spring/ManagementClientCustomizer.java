package dev.gatehouse.spring;

import dev.gatehouse.client.ManagementClientBuilder;

/** Beans of this kind set options of the {@code ManagementClient} after the properties did. */
@FunctionalInterface
public interface ManagementClientCustomizer {
    /** Sets options. */
    void customize(ManagementClientBuilder builder);
}
