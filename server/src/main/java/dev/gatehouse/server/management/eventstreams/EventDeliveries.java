package dev.gatehouse.server.management.eventstreams;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.server.api.ApiRequest;
import dev.gatehouse.server.api.ApiResponse;
import dev.gatehouse.server.api.Operations;
import dev.gatehouse.server.api.Resource;
import dev.gatehouse.server.error.ErrorCode;
import dev.gatehouse.server.eventstream.EventDelivery;
import dev.gatehouse.server.eventstream.EventStream;
import dev.gatehouse.server.eventstream.EventStreamCount;
import dev.gatehouse.server.eventstream.EventStreamStore;
import dev.gatehouse.server.management.Services;
import dev.gatehouse.server.store.Slice;
import dev.gatehouse.server.store.Transaction;
import dev.gatehouse.server.time.WireTime;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The deliveries of event streams that are under way or have failed, delivering them again, and how many there were. */
public final class EventDeliveries implements Resource {
    private static final Duration WINDOW = Duration.ofDays(14);
    private static final int DEFAULT_TAKE = 50;
    private static final int MAX_DAYS = 366;

    private final Services services;
    private final EventStreamStore store;

    public EventDeliveries(Services services) {
        this.services = services;
        store = new EventStreamStore(services.documents(), services.identifiers(), services.clock());
    }

    @Override
    public void mount(Operations operations) {
        operations.read("eventStreams.getDeliveries", this::list);
        operations.read(
                "eventStreams.getDelivery",
                (tx, request) -> ApiResponse.document(
                        store.requireDelivery(tx, request.id(), request.pathParameter("event_id"))));
        operations.write("eventStreams.redeliver", this::redeliver);
        operations.write("eventStreams.redeliverAll", this::redeliverAll);
        operations.read("eventStreams.getStats", this::stats);
    }

    /**
     * Which deliveries are meant.
     *
     * @param types null for every type
     * @param statuses null for every status
     */
    private record Selection(
            @Nullable List<String> types,
            @Nullable List<String> statuses,
            @Nullable Instant from,
            @Nullable Instant to) {
        boolean includes(EventDelivery delivery) {
            return (types == null || types.contains(delivery.eventType()))
                    && (statuses == null || statuses.contains(delivery.text("status", "")))
                    && (from == null || !delivery.time().isBefore(from))
                    && (to == null || !delivery.time().isAfter(to));
        }
    }

    private ApiResponse list(Transaction tx, ApiRequest request) {
        Selection selection = new Selection(
                split(request.text("event_types")),
                split(request.text("statuses")),
                instant("date_from", request.text("date_from")),
                instant("date_to", request.text("date_to")));
        List<EventDelivery> found = store.deliveries(tx, request.id(), selection::includes);
        return ApiResponse.documents(page(found, request.text("from"), request.number("take", DEFAULT_TAKE)));
    }

    /** The page after the delivery that the one before ended with; the first page when that is over by now. */
    private static Slice<EventDelivery> page(List<EventDelivery> found, @Nullable String from, int take) {
        int start = 0;
        for (int i = 0; i < found.size(); i++) {
            if (found.get(i).id().equals(from)) {
                start = i + 1;
            }
        }
        int end = Math.min(found.size(), start + take);
        List<EventDelivery> page = found.subList(start, end);
        return new Slice<>(
                page, -1, end < found.size() ? page.get(page.size() - 1).id() : null);
    }

    private static @Nullable List<String> split(@Nullable String text) {
        return text == null || text.isBlank() ? null : List.of(text.split("\\s*,\\s*"));
    }

    private static @Nullable Instant instant(String name, @Nullable String text) {
        if (text == null || text.isBlank()) {
            return null;
        }
        try {
            return text.length() == 10
                    ? LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant()
                    : Instant.parse(text);
        } catch (DateTimeException e) {
            throw ErrorCode.INVALID_QUERY_STRING.refuse(
                    "Query validation error: 'Object didn't pass validation for format date-time' on property " + name
                            + ".");
        }
    }

    private ApiResponse redeliver(Transaction tx, ApiRequest request) {
        store.redeliver(tx, store.requireDelivery(tx, request.id(), request.pathParameter("event_id")));
        return ApiResponse.empty();
    }

    private ApiResponse redeliverAll(Transaction tx, ApiRequest request) {
        ObjectNode asked = request.body();
        List<String> types = new ArrayList<>();
        asked.path("event_types").forEach(type -> types.add(type.asText()));
        Selection selection = new Selection(
                types.isEmpty() ? null : types,
                List.of(EventDelivery.FAILED),
                instant("date_from", asked.path("date_from").asText()),
                instant("date_to", asked.path("date_to").asText()));
        store.deliveries(tx, request.id(), selection::includes).forEach(delivery -> store.redeliver(tx, delivery));
        return ApiResponse.of(asked);
    }

    /** By day, for the two weeks before now unless other times are asked for. */
    private ApiResponse stats(Transaction tx, ApiRequest request) {
        EventStream stream = store.streams().require(tx, request.id());
        Instant now = services.clock().instant();
        Instant hour = now.truncatedTo(ChronoUnit.HOURS);
        Instant to = instant("date_to", request.text("date_to"));
        Instant from = instant("date_from", request.text("date_from"));
        to = to == null ? hour.plus(1, ChronoUnit.HOURS) : to;
        from = from == null ? hour.minus(WINDOW) : from;
        ObjectNode shown =
                JsonNodeFactory.instance.objectNode().put("id", stream.id()).put("name", stream.name());
        ObjectNode window = shown.putObject("window");
        window.put("date_from", WireTime.of(from)).put("date_to", WireTime.of(to));
        window.putObject("bucket_interval")
                .put("scale_factor", Duration.ofDays(1).toSeconds());
        List<LocalDate> days = days(from, to);
        ArrayNode buckets = shown.putArray("buckets");
        days.forEach(
                day -> buckets.add(WireTime.of(day.atStartOfDay(ZoneOffset.UTC).toInstant())));
        List<EventStreamCount> counts = store.counts(tx, stream.id());
        ArrayNode metrics = shown.putArray("metrics");
        metrics.add(metric("auth0.event_streams.successful_deliveries", days, counts, EventStreamCount.DELIVERED));
        metrics.add(metric("auth0.event_streams.failed_deliveries", days, counts, EventStreamCount.FAILED));
        return ApiResponse.of(shown);
    }

    private static List<LocalDate> days(Instant from, Instant to) {
        LocalDate first = LocalDate.ofInstant(from, ZoneOffset.UTC);
        LocalDate last = LocalDate.ofInstant(to, ZoneOffset.UTC);
        if (last.isBefore(first) || first.plusDays(MAX_DAYS).isBefore(last)) {
            throw ErrorCode.INVALID_QUERY_STRING.refuse("Query validation error: 'Not before date_from, and at most "
                    + MAX_DAYS + " days after it' on property date_to.");
        }
        return first.datesUntil(last.plusDays(1)).toList();
    }

    private static ObjectNode metric(String name, List<LocalDate> days, List<EventStreamCount> counts, String member) {
        ObjectNode metric = JsonNodeFactory.instance.objectNode().put("name", name);
        List<Integer> numbers = days.stream()
                .map(day -> counts.stream()
                        .filter(count -> count.day().equals(day))
                        .mapToInt(count -> count.number(member, 0))
                        .sum())
                .toList();
        metric.put("window_total", numbers.stream().mapToInt(Integer::intValue).sum())
                .put("type", "sum");
        ArrayNode data = metric.putArray("data");
        numbers.forEach(data::add);
        return metric;
    }
}
