package dev.gatehouse.client.jobs;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Users to import, one after the other. Belongs to one import. */
interface UserSource {
    /** How long the JSON of one user may be, in bytes: what fits into a file with the brackets around it. */
    int MAX_USER_SIZE = ImportFiles.MAX_FILE_SIZE - 2;

    /**
     * The next one; null at the end.
     *
     * @throws IOException when there is no telling where the next one begins, or it cannot be read
     */
    @Nullable
    Row next() throws IOException;

    /**
     * A user, or why it cannot be sent.
     *
     * @param json an object; empty when there is a problem
     * @param problem null when there is none
     */
    record Row(byte[] json, ImportError.@Nullable Problem problem) {
        static Row of(byte[] json) {
            return json.length > MAX_USER_SIZE ? tooLong() : new Row(json, null);
        }

        static Row tooLong() {
            return rejected("TOO_LARGE", "The user has more than " + MAX_USER_SIZE + " bytes");
        }

        static Row invalid(String why) {
            return rejected("INVALID_USER", why);
        }

        private static Row rejected(String code, String message) {
            return new Row(new byte[0], new ImportError.Problem(code, message, null));
        }

        /** Shows no user: there may be a password in it. */
        @Override
        public String toString() {
            return json.length + " bytes";
        }
    }
}
