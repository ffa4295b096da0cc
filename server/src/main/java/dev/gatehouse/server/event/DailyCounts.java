package dev.gatehouse.server.event;

import java.time.Instant;
import java.time.LocalDate;

/**
 * What happened on a day, in UTC.
 *
 * @param first when the first of it did
 * @param last when the last of it did
 */
public record DailyCounts(
        LocalDate day, long logins, long signups, long leakedPasswords, Instant first, Instant last) {}
