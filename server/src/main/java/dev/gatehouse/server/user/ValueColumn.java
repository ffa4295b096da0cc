package dev.gatehouse.server.user;

import java.util.Map;
import java.util.Optional;

/**
 * Fields whose values have an index of their own anyhow, in a column of a table: they have no rows in {@code user_value}, which
 * would cost every new user a third more.
 *
 * @param rows a query for {@code value} and {@code sequence} of a tenant's users, with a {@code ?} for the tenant
 */
public record ValueColumn(String rows) {
    private static final String IDENTITY = "SELECT 't' || i.%s AS value, x.sequence FROM user_identity i"
            + " JOIN users x ON x.tenant = i.tenant AND x.user_id = i.user_id WHERE i.tenant = ?";

    private static final Map<String, ValueColumn> ALL = Map.of(
            "user_id",
            new ValueColumn("SELECT 't' || x.user_id AS value, x.sequence FROM users x WHERE x.tenant = ?"),
            "identities.connection",
            new ValueColumn(IDENTITY.formatted("connection")),
            "identities.provider",
            new ValueColumn(IDENTITY.formatted("provider")),
            "identities.user_id",
            new ValueColumn(IDENTITY.formatted("id")));

    static boolean has(String field) {
        return ALL.containsKey(field);
    }

    /** The column of a field, when it has one. */
    public static Optional<ValueColumn> of(String field) {
        return Optional.ofNullable(ALL.get(field));
    }
}
