package dev.gatehouse.server.tenant;

import java.util.Objects;

/**
 * A tenant: everything in the store belongs to exactly one. Immutable.
 *
 * @param id the leading key of each of its rows
 * @param domain host and, unless it is 443, port, as in {@code localhost:8443}
 */
public record Tenant(String id, String domain) {
    public Tenant {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(domain, "domain");
    }

    /** The {@code iss} of its tokens, with the trailing slash that the real tenants have. */
    public String issuer() {
        return "https://" + domain + "/";
    }

    /** The {@code aud} of the tokens that its userinfo endpoint accepts. */
    public String userInfoAudience() {
        return issuer() + "userinfo";
    }

    /** The identifier of its Management API: the {@code aud} of every management token. */
    public String managementAudience() {
        return issuer() + "api/v2/";
    }
}
