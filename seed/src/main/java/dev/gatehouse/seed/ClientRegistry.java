package dev.gatehouse.seed;

/**
 * Gives clients credentials that are known beforehand, which the Management API does not: it chooses a {@code client_id}
 * itself. A server that runs in the same process can.
 */
@FunctionalInterface
public interface ClientRegistry {
    /** For tenants that are reached through their API alone. */
    ClientRegistry NONE = (current, clientId, clientSecret) -> {
        throw new IllegalArgumentException("client_id can be chosen only by the process that starts the tenant:"
                + " seed it with gatehouse start --seed, gatehouse exec --seed or the testkit");
    };

    /**
     * Gives a client that was just created another id and secret.
     *
     * @param current its id until now
     */
    void assign(String current, String clientId, String clientSecret);
}
