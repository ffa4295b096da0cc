package dev.gatehouse.client.jobs;

import java.util.List;

/**
 * What became of an import. Immutable.
 *
 * @param counts how many users, by what became of them
 * @param errors the users that were not imported: the first 10,000, fewer when they are large. {@link UsersImport#onError}
 *     sees all
 * @param unsettled files with users that may have been imported or not
 */
public record ImportResult(ImportCounts counts, List<ImportError> errors, List<UnsettledFile> unsettled) {
    /** Copies the lists. */
    public ImportResult {
        errors = List.copyOf(errors);
        unsettled = List.copyOf(unsettled);
    }

    /** Whether every user that was read was inserted or updated. */
    public boolean succeeded() {
        return counts.failed() == 0 && counts.unsettled() == 0;
    }
}
