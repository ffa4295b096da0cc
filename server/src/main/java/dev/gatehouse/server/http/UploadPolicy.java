package dev.gatehouse.server.http;

import java.nio.file.Path;

/**
 * How a route takes files.
 *
 * @param maximum bytes of a body at most
 * @param directory where files are kept while they arrive
 * @param admission whose requests are read at all
 */
public record UploadPolicy(long maximum, Path directory, Admission admission) {
    /** Decides by the header alone, so that nobody without a token fills the disk. */
    @FunctionalInterface
    public interface Admission {
        /**
         * @param head the request without its body
         * @throws dev.gatehouse.server.error.Rejection to refuse it: the endpoint then renders the same refusal
         */
        boolean admits(Request head);
    }
}
