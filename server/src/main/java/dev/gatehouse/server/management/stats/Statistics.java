package dev.gatehouse.server.management.stats;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.server.api.ApiRequest;
import dev.gatehouse.server.api.ApiResponse;
import dev.gatehouse.server.api.Operations;
import dev.gatehouse.server.api.Resource;
import dev.gatehouse.server.error.ErrorCode;
import dev.gatehouse.server.event.DailyCounts;
import dev.gatehouse.server.event.StatisticsStore;
import dev.gatehouse.server.management.Services;
import dev.gatehouse.server.store.Transaction;
import dev.gatehouse.server.time.WireTime;
import java.time.Duration;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import org.jspecify.annotations.Nullable;

/** How many people signed in and up, counted from the tenant's log. */
public final class Statistics implements Resource {
    private static final Duration ACTIVE = Duration.ofDays(30);
    private static final LocalDate FIRST = LocalDate.EPOCH;

    private final StatisticsStore statistics = new StatisticsStore();
    private final InstantSource clock;

    public Statistics(Services services) {
        clock = services.clock();
    }

    @Override
    public void mount(Operations operations) {
        operations.read("stats.getDaily", this::daily);
        operations.read(
                "stats.getActiveUsersCount",
                (tx, request) -> ApiResponse.of(LongNode.valueOf(
                        statistics.activeUsers(tx, clock.instant().minus(ACTIVE)))));
    }

    private ApiResponse daily(Transaction tx, ApiRequest request) {
        LocalDate today = clock.instant().atOffset(ZoneOffset.UTC).toLocalDate();
        LocalDate from = day("from", request.text("from"), FIRST);
        LocalDate to = day("to", request.text("to"), today);
        return ApiResponse.array(
                statistics.daily(tx, from, to).stream().map(Statistics::shown).toList());
    }

    private static LocalDate day(String parameter, @Nullable String text, LocalDate otherwise) {
        if (text == null) {
            return otherwise;
        }
        try {
            return LocalDate.parse(text, DateTimeFormatter.BASIC_ISO_DATE);
        } catch (DateTimeParseException e) {
            throw ErrorCode.INVALID_QUERY_STRING.refuse(
                    "Query validation error: 'Not a day' on property " + parameter + " (A day, as YYYYMMDD).");
        }
    }

    private static ObjectNode shown(DailyCounts counts) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("date", WireTime.of(counts.day().atStartOfDay().toInstant(ZoneOffset.UTC)))
                .put("created_at", WireTime.of(counts.first()))
                .put("leaked_passwords", counts.leakedPasswords())
                .put("logins", counts.logins())
                .put("signups", counts.signups())
                .put("updated_at", WireTime.of(counts.last()));
    }
}
