package dev.gatehouse.server.identifier;

/**
 * Who a user is at a provider.
 *
 * @param provider as in {@code auth0} or {@code google-oauth2}
 * @param id the id there, without the provider
 */
public record IdentityKey(String provider, String id) {
    /** The two in one, as a {@code user_id} has them. */
    public String userId() {
        return provider + "|" + id;
    }

    /**
     * @param userId as in {@code auth0|5f7c8ec7c33c6c004bbafe82}; what has no provider has an empty one
     */
    public static IdentityKey of(String userId) {
        int bar = userId.indexOf('|');
        return new IdentityKey(bar < 0 ? "" : userId.substring(0, bar), userId.substring(bar + 1));
    }
}
