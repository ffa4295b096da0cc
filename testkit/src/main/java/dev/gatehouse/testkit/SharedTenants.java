package dev.gatehouse.testkit;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** The tenants shared for the lifetime of the JVM, one for each value of the options. Thread-safe. */
final class SharedTenants {
    private static final ConcurrentMap<TenantOptions, GatehouseTenant> TENANTS = new ConcurrentHashMap<>();

    static {
        Runtime.getRuntime()
                .addShutdownHook(
                        new Thread(() -> TENANTS.values().forEach(GatehouseTenant::close), "close shared tenants"));
    }

    private SharedTenants() {}

    static GatehouseTenant get(TenantOptions options) {
        return TENANTS.computeIfAbsent(options, GatehouseTenant::start);
    }
}
