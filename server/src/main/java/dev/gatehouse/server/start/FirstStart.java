package dev.gatehouse.server.start;

import dev.gatehouse.server.tenant.Tenants;
import org.jspecify.annotations.Nullable;

/**
 * What the server found or made in its database.
 *
 * @param tenants the tenants there are
 * @param clientId the first client's id, when it was made just now; null otherwise
 * @param clientSecret its secret
 */
record FirstStart(
        Tenants tenants,
        @Nullable String clientId,
        @Nullable String clientSecret) {}
