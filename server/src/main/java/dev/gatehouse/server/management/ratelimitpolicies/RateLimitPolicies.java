package dev.gatehouse.server.management.ratelimitpolicies;

import dev.gatehouse.server.api.Operations;
import dev.gatehouse.server.api.Resource;
import dev.gatehouse.server.management.Services;
import dev.gatehouse.server.store.document.Kind;

/** How often clients may ask for tokens. */
public final class RateLimitPolicies implements Resource {
    public static final Kind KIND = Kind.named("rate_limit_policy")
            .identified("id", identifiers -> identifiers.longPrefixed("rlp_"))
            .key("resource", "/resource")
            .key("consumer", "/consumer")
            .unique("consumer_selector", "/consumer_selector")
            .missing("Rate limit policy not found.")
            .timestamps("created_at", "updated_at")
            .build();

    private final Services services;

    public RateLimitPolicies(Services services) {
        this.services = services;
    }

    @Override
    public void mount(Operations operations) {
        services.operations(operations, KIND)
                .list("rateLimitPolicies.getAll", "resource", "consumer", "consumer_selector")
                .create("rateLimitPolicies.create")
                .get("rateLimitPolicies.get")
                .update("rateLimitPolicies.update")
                .delete("rateLimitPolicies.delete");
    }
}
