package dev.gatehouse.testkit;

import dev.gatehouse.client.limit.Plan;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The options of a tenant for tests; by default without the limits of Auth0's cloud. Immutable.
 *
 * @param seed what is in it from the start, by the path of a resource on the class path; null for nothing
 * @param plan whose rate limits it has; null for none
 * @param searchResultLimit whether pages past the first 1,000 results of a user search are refused
 * @param searchLag how long after their creation users show up in searches
 * @param settings settings of the server, by their keys, as in {@code maximum-body}
 */
public record TenantOptions(
        @Nullable String seed,
        @Nullable Plan plan,
        boolean searchResultLimit,
        Duration searchLag,
        Map<String, String> settings) {
    /** Nothing in it, and no limits. */
    public static final TenantOptions DEFAULT = new TenantOptions(null, null, false, Duration.ZERO, Map.of());

    /** Copies the settings. */
    public TenantOptions {
        settings = Map.copyOf(settings);
    }

    /** With the objects of a seed on the class path, such as {@code /tenant.json}; see {@link GatehouseTenant#seed}. */
    public TenantOptions withSeed(String resource) {
        return new TenantOptions(resource, plan, searchResultLimit, searchLag, settings);
    }

    /** With the rate limits of a plan, which responses report in their headers. */
    public TenantOptions withPlan(Plan value) {
        return new TenantOptions(seed, value, searchResultLimit, searchLag, settings);
    }

    /** Refuses pages past the first 1,000 results of a user search. */
    public TenantOptions withSearchResultLimit() {
        return new TenantOptions(seed, plan, true, searchLag, settings);
    }

    /** Searches find a user only that long after its creation, by the tenant's clock. */
    public TenantOptions withSearchLag(Duration value) {
        return new TenantOptions(seed, plan, searchResultLimit, value, settings);
    }

    /** With a setting of the server. */
    public TenantOptions withSetting(String key, String value) {
        Map<String, String> more = new LinkedHashMap<>(settings);
        more.put(key, value);
        return new TenantOptions(seed, plan, searchResultLimit, searchLag, more);
    }
}
