package dev.gatehouse.client.jobs;

import org.jspecify.annotations.Nullable;

/**
 * A file of users that were not all accounted for: its job failed, did not end in time or was lost sight of. To import the
 * same users again does no harm: those who are there already are refused, or changed once more with {@code upsert}.
 *
 * @param first the position of the first user in the file, counted from 0
 * @param last the position of the last one
 * @param users how many of them are not accounted for
 * @param jobId the job; null when the API may not have begun one
 * @param reason what happened, in words
 */
public record UnsettledFile(
        long first, long last, int users, @Nullable String jobId, String reason) {}
