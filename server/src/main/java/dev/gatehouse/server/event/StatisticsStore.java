package dev.gatehouse.server.event;

import dev.gatehouse.server.store.Transaction;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/** Counts log events: sign-ins, sign-ups, and passwords that others know. Thread-safe. */
public final class StatisticsStore {
    /** As the index of what is counted has it, so that the database can use it. */
    private static final String COUNTED = " type IN ('s', 'sepft', 'ss', 'pwd_leak')";

    private static final DateTimeFormatter DAY = DateTimeFormatter.BASIC_ISO_DATE;
    /** The day in a log_id: behind the three digits that it begins with. */
    private static final String DAY_OF_ID = "substr(log_id, 4, 8)";

    /** So many events of one type on one day. */
    private record Count(LocalDate day, String type, long events, long first, long last) {}

    /**
     * What happened day by day; days on which nothing did are left out.
     *
     * @param from the first day, in UTC
     * @param to the last
     */
    public List<DailyCounts> daily(Transaction tx, LocalDate from, LocalDate to) {
        List<Count> counts = tx.sql("SELECT " + DAY_OF_ID + ", type, COUNT(*), MIN(at), MAX(at) FROM log_event"
                        + " WHERE tenant = :tenant AND" + COUNTED + " AND log_id >= :from AND log_id < :end"
                        + " GROUP BY " + DAY_OF_ID + ", type")
                .bind("from", LogId.before(beginning(from)))
                .bind("end", LogId.before(beginning(to.plusDays(1))))
                .list(row -> new Count(
                        LocalDate.parse(row.text(1), DAY), row.text(2), row.number(3), row.number(4), row.number(5)));
        TreeMap<LocalDate, List<Count>> days = new TreeMap<>();
        counts.forEach(count ->
                days.computeIfAbsent(count.day(), day -> new ArrayList<>()).add(count));
        return days.entrySet().stream()
                .map(day -> sum(day.getKey(), day.getValue()))
                .toList();
    }

    private static Instant beginning(LocalDate day) {
        return day.atStartOfDay().toInstant(ZoneOffset.UTC);
    }

    private static DailyCounts sum(LocalDate day, List<Count> counts) {
        return new DailyCounts(
                day,
                events(counts, List.of("s", "sepft")),
                events(counts, List.of("ss")),
                events(counts, List.of("pwd_leak")),
                Instant.ofEpochMilli(
                        counts.stream().mapToLong(Count::first).min().orElseThrow()),
                Instant.ofEpochMilli(
                        counts.stream().mapToLong(Count::last).max().orElseThrow()));
    }

    private static long events(List<Count> counts, List<String> types) {
        return counts.stream()
                .filter(count -> types.contains(count.type()))
                .mapToLong(Count::events)
                .sum();
    }

    /** How many users have signed in since then. */
    public long activeUsers(Transaction tx, Instant since) {
        return tx.sql("SELECT COUNT(DISTINCT user_id) FROM log_event WHERE tenant = :tenant AND" + COUNTED
                        + " AND type IN ('s', 'sepft') AND log_id >= :from")
                .bind("from", LogId.before(since))
                .number();
    }
}
