package dev.gatehouse.testkit;

import dev.gatehouse.client.limit.Plan;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How a tenant for tests is made; by default without a limit that only Auth0's cloud has. Immutable.
 *
 * @param seed what is in it from the start, by the path of a resource on the class path; null for nothing
 * @param plan whose rate limits it has; null for none
 * @param searchWindow whether only the first 1,000 users of a search can be had by pages
 * @param searchLag how long after their creation users show up in searches
 * @param settings settings of the server, by their keys, as in {@code maximum-body}
 */
public record TenantOptions(
        @Nullable String seed,
        @Nullable Plan plan,
        boolean searchWindow,
        Duration searchLag,
        Map<String, String> settings) {
    /** Nothing in it, and no limits. */
    public static final TenantOptions DEFAULT = new TenantOptions(null, null, false, Duration.ZERO, Map.of());

    /** Copies the settings. */
    public TenantOptions {
        settings = Map.copyOf(settings);
    }

    /** With what a resource on the class path describes, such as {@code /tenant.json}; see {@link GatehouseTenant#seed}. */
    public TenantOptions withSeed(String resource) {
        return new TenantOptions(resource, plan, searchWindow, searchLag, settings);
    }

    /** With the rate limits of a plan, which responses report in their headers. */
    public TenantOptions withPlan(Plan value) {
        return new TenantOptions(seed, value, searchWindow, searchLag, settings);
    }

    /** With no more than 1,000 users of a search to be had by pages. */
    public TenantOptions withSearchWindow() {
        return new TenantOptions(seed, plan, true, searchLag, settings);
    }

    /** With searches that find users only so long after their creation, by the tenant's clock. */
    public TenantOptions withSearchLag(Duration value) {
        return new TenantOptions(seed, plan, searchWindow, value, settings);
    }

    /** With a setting of the server. */
    public TenantOptions withSetting(String key, String value) {
        Map<String, String> more = new LinkedHashMap<>(settings);
        more.put(key, value);
        return new TenantOptions(seed, plan, searchWindow, searchLag, more);
    }
}
