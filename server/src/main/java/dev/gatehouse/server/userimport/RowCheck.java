package dev.gatehouse.server.userimport;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.contract.Contract;
import dev.gatehouse.server.api.Json;
import dev.gatehouse.server.api.validation.Schemas;
import dev.gatehouse.server.api.validation.Violation;
import dev.gatehouse.server.connection.Connection;
import dev.gatehouse.server.error.Rejection;
import dev.gatehouse.server.user.UserImport;
import java.util.List;

/** Checks the users of a file, each by itself: the contract's schema, then the rules of the domain. Thread-safe. */
public final class RowCheck {
    private static final String SCHEMA = "ImportedUser";

    private final Schemas schemas;
    private final UserImport users;

    public RowCheck(Contract contract, UserImport users) {
        this.schemas = Schemas.ofRequests(contract);
        this.users = users;
    }

    /** What stands in a file, ready to be imported or with what is wrong. */
    ImportRow row(long number, JsonNode sent, Connection connection) {
        List<Violation> violations = schemas.named(SCHEMA).check(sent);
        if (!violations.isEmpty()) {
            return new ImportRow(
                    number, sent, null, violations.stream().map(RowError::of).toList());
        }
        try {
            Json.requireStorable(sent);
            ObjectNode complete = (ObjectNode) schemas.named(SCHEMA).complete(sent);
            return new ImportRow(number, sent, users.prepare(connection, complete), List.of());
        } catch (Rejection e) {
            return new ImportRow(number, sent, null, List.of(RowError.of(e, "")));
        }
    }
}
