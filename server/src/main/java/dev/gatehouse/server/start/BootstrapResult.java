package dev.gatehouse.server.start;

import dev.gatehouse.server.tenant.Tenants;
import org.jspecify.annotations.Nullable;

/**
 * The tenants and the first client that {@link Bootstrap} found or created.
 *
 * @param tenants the tenants there are
 * @param clientId the first client's id, when it was created at this start; null otherwise
 * @param clientSecret its secret
 */
record BootstrapResult(
        Tenants tenants,
        @Nullable String clientId,
        @Nullable String clientSecret) {}
