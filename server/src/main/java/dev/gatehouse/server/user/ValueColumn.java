package dev.gatehouse.server.user;

import java.util.Map;
import java.util.Optional;

/**
 * A field whose values have an index of their own anyhow, in a column of a table: it has no rows in {@code user_value}, which
 * would cost every new user a third more. Its values are text.
 *
 * @param name of the column
 * @param rows the tenant's users {@code x} with that column, with a {@code ?} for the tenant
 */
public record ValueColumn(String name, String rows) {
    private static final String USERS = "users x WHERE x.tenant = ?";
    private static final String IDENTITIES =
            "user_identity i JOIN users x ON x.tenant = i.tenant AND x.user_id = i.user_id" + " WHERE i.tenant = ?";

    private static final Map<String, ValueColumn> ALL = Map.of(
            "user_id",
            new ValueColumn("x.user_id", USERS),
            "identities.connection",
            new ValueColumn("i.connection", IDENTITIES),
            "identities.provider",
            new ValueColumn("i.provider", IDENTITIES),
            "identities.user_id",
            new ValueColumn("i.id", IDENTITIES));

    static boolean has(String field) {
        return ALL.containsKey(field);
    }

    /** The column of a field, when it has one. */
    public static Optional<ValueColumn> of(String field) {
        return Optional.ofNullable(ALL.get(field));
    }
}
