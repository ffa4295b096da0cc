package dev.gatehouse.seed;

/**
 * Replaces the generated {@code client_id} and {@code client_secret} of a new client by chosen ones. The Management API cannot:
 * it generates the {@code client_id} itself. A server in the same process can.
 */
@FunctionalInterface
public interface ClientIdAssigner {
    /** For tenants that can only be reached through the API: throws {@link IllegalArgumentException}. */
    ClientIdAssigner NONE = (current, clientId, clientSecret) -> {
        throw new IllegalArgumentException("client_id can be chosen only by the process that starts the tenant:"
                + " seed it with gatehouse start --seed, gatehouse exec --seed or the testkit");
    };

    /**
     * Changes the id and the secret of a client that was just created.
     *
     * @param current its generated id
     */
    void assign(String current, String clientId, String clientSecret);
}
