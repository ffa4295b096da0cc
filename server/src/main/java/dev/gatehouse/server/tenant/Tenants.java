package dev.gatehouse.server.tenant;

import java.util.List;

/** The tenants of this server. Thread-safe. */
public final class Tenants {
    private final List<Tenant> all;

    /**
     * @param all the tenants; the first one answers for hosts that belong to none
     * @throws IllegalArgumentException when there is none
     */
    public Tenants(List<Tenant> all) {
        if (all.isEmpty()) {
            throw new IllegalArgumentException("a server needs a tenant");
        }
        this.all = List.copyOf(all);
    }

    /**
     * The tenant that requests to {@code host} are for. On a laptop a tenant is reached by many names (127.0.0.1, a
     * container's name, another port), so a host that no tenant has belongs to the first one.
     */
    public Tenant byHost(String host) {
        for (Tenant tenant : all) {
            if (tenant.domain().equalsIgnoreCase(host)) {
                return tenant;
            }
        }
        return all.get(0);
    }

    /** Every tenant, the first one first. */
    public List<Tenant> all() {
        return all;
    }
}
