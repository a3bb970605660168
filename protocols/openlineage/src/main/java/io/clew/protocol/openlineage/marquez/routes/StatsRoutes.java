package io.clew.protocol.openlineage.marquez.routes;

import io.clew.http.Method;
import io.clew.http.Response;
import io.clew.http.json.Json;
import io.clew.http.json.JsonWriter;
import io.clew.model.ClewException;
import io.clew.protocol.openlineage.marquez.rows.EventPages;
import io.clew.protocol.openlineage.marquez.rows.MarquezStore;
import io.clew.protocol.openlineage.marquez.rows.Scope;
import io.clew.protocol.openlineage.marquez.rows.SourceRows;
import io.clew.protocol.openlineage.marquez.rows.Things;
import io.clew.protocol.openlineage.marquez.wire.MarquezCall;
import io.clew.protocol.openlineage.marquez.wire.Shapes;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.BiConsumer;

/** Answers with the figures of the last day by hours, or of the last week by days. */
final class StatsRoutes {
    private static final int HOURS = 24;
    private static final int DAYS = 7;

    private final MarquezStore store;
    private final InstantSource clock;

    StatsRoutes(MarquezStore store, InstantSource clock) {
        this.store = store;
        this.clock = clock;
    }

    /** An hour or a day, in milliseconds since the epoch. */
    private record Interval(long fromMillis, long untilMillis) {
        void write(JsonWriter out) {
            Shapes.time(out, "startInterval", fromMillis);
            Shapes.time(out, "endInterval", untilMillis);
        }
    }

    /** A count up to the end of an interval. */
    private record Count(Interval interval, long count) {}

    /** Counts what came to be from one instant to another. */
    @FunctionalInterface
    private interface Counter {
        long count(long fromMillis, long untilMillis);
    }

    /** Adds the routes. */
    void addTo(Endpoints endpoints) {
        endpoints
                .add(Method.GET, "/stats/lineage-events", this::events)
                .add(Method.GET, "/stats/jobs", call -> things(call, Things.JOBS))
                .add(Method.GET, "/stats/datasets", call -> things(call, Things.DATASETS))
                .add(Method.GET, "/stats/sources", this::sources);
    }

    private List<Interval> intervals(MarquezCall call) {
        return switch (call.required("period").toUpperCase(Locale.ROOT)) {
            case "DAY" ->
                    intervals(clock.instant().atZone(ZoneOffset.UTC), HOURS, ChronoUnit.HOURS);
            case "WEEK" ->
                    intervals(
                            clock.instant().atZone(zone(call.required("timezone"))),
                            DAYS,
                            ChronoUnit.DAYS);
            default ->
                    throw ClewException.invalid("period", "Invalid period: it must be DAY or WEEK");
        };
    }

    private static ZoneId zone(String text) {
        try {
            return ZoneId.of(text);
        } catch (DateTimeException unknown) {
            throw ClewException.invalid(
                    "timezone", "query param timezone must be a zone such as Europe/Berlin");
        }
    }

    private static List<Interval> intervals(ZonedDateTime now, int count, ChronoUnit unit) {
        ZonedDateTime last = now.truncatedTo(unit);
        List<Interval> intervals = new ArrayList<>();
        for (int back = count - 1; back >= 0; back--) {
            ZonedDateTime from = last.minus(back, unit);
            intervals.add(
                    new Interval(millis(from.toInstant()), millis(from.plus(1, unit).toInstant())));
        }
        return intervals;
    }

    private static long millis(Instant instant) {
        return instant.toEpochMilli();
    }

    private Response events(MarquezCall call) {
        List<Interval> intervals = intervals(call);
        List<Map<String, Long>> types =
                store.read(
                        call,
                        scope ->
                                intervals.stream()
                                        .map(
                                                one ->
                                                        EventPages.types(
                                                                scope,
                                                                new EventPages.Span(
                                                                        one.fromMillis,
                                                                        one.untilMillis)))
                                        .toList());
        List<Integer> order = new ArrayList<>();
        for (int i = 0; i < intervals.size(); i++) {
            order.add(i);
        }
        return array(
                order,
                (out, i) -> {
                    intervals.get(i).write(out);
                    Map<String, Long> of = types.get(i);
                    out.number("fail", of.getOrDefault("FAIL", 0L).longValue());
                    out.number("start", of.getOrDefault("START", 0L).longValue());
                    out.number("complete", of.getOrDefault("COMPLETE", 0L).longValue());
                    out.number("abort", of.getOrDefault("ABORT", 0L).longValue());
                });
    }

    private Response things(MarquezCall call, Things things) {
        List<Interval> intervals = intervals(call);
        return counts(
                store.read(
                        call,
                        scope ->
                                counts(
                                        intervals,
                                        (from, until) -> things.created(scope, from, until))));
    }

    private Response sources(MarquezCall call) {
        List<Interval> intervals = intervals(call);
        return counts(store.read(call, scope -> sources(scope, intervals)));
    }

    private static List<Count> sources(Scope scope, List<Interval> intervals) {
        List<Long> firsts = SourceRows.firsts(scope);
        return counts(
                intervals,
                (from, until) -> firsts.stream().filter(at -> at >= from && at < until).count());
    }

    private static List<Count> counts(List<Interval> intervals, Counter counter) {
        List<Count> counts = new ArrayList<>();
        long all = counter.count(Long.MIN_VALUE, intervals.getFirst().fromMillis);
        for (Interval interval : intervals) {
            all += counter.count(interval.fromMillis, interval.untilMillis);
            counts.add(new Count(interval, all));
        }
        return counts;
    }

    private static Response counts(List<Count> counts) {
        return array(
                counts,
                (out, count) -> {
                    count.interval.write(out);
                    out.number("count", count.count);
                });
    }

    /** Answers with a bare array, as these calls of Marquez do. */
    private static <T> Response array(List<T> elements, BiConsumer<JsonWriter, T> write) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write('[');
        for (int i = 0; i < elements.size(); i++) {
            T element = elements.get(i);
            if (i > 0) {
                out.write(',');
            }
            out.writeBytes(Json.bytes(json -> write.accept(json, element)));
        }
        out.writeBytes("]".getBytes(StandardCharsets.UTF_8));
        return Response.json(200, out.toByteArray());
    }
}
