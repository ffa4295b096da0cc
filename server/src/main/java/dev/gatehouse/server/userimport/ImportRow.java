package dev.gatehouse.server.userimport;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gatehouse.server.user.UserImport.Prepared;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A user of a file.
 *
 * @param number its place, from 0
 * @param sent what stands there
 * @param prepared null when there are errors
 * @param errors none when it can be imported, as far as that is known without the others
 */
record ImportRow(long number, JsonNode sent, @Nullable Prepared prepared, List<RowError> errors) {
    ImportRow {
        errors = List.copyOf(errors);
    }

    /** The same, which cannot be imported after all. */
    ImportRow failed(RowError reason) {
        return new ImportRow(number, sent, null, List.of(reason));
    }
}
