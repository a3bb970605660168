package io.clew.protocol.openlineage.accept;

import io.clew.commit.Commit;
import io.clew.model.Asserter;
import io.clew.model.Assertion;
import io.clew.model.EdgeKind;
import io.clew.model.EventTime;
import io.clew.model.Fact;
import io.clew.model.Urn;
import io.clew.protocol.openlineage.rows.StatedRows;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Keeps a table's name with one path at a time: the one that claimed it last, by event time. Two
 * paths never become one thing by way of a table's name, be it that the table moved or that two
 * metastores are called alike.
 */
final class TablePlaces {
    private static final long FOR_EVER = Long.MAX_VALUE;

    private final Commit commit;
    private final Urn table;
    private final EventTime at;
    private final Map<PlaceClaim.Holder, List<PlaceClaim.Stay>> stays;

    private TablePlaces(
            Commit commit,
            Urn table,
            EventTime at,
            Map<PlaceClaim.Holder, List<PlaceClaim.Stay>> stays) {
        this.commit = commit;
        this.table = table;
        this.at = at;
        this.stays = stays;
    }

    /**
     * States a claim, and what follows from it for other paths and from later claims for it.
     *
     * @return whether no other path ever had the name: then nothing followed
     */
    static boolean claim(Commit commit, Urn path, Urn table, Asserter by, EventTime at) {
        Map<PlaceClaim.Holder, List<PlaceClaim.Stay>> before = PlaceClaim.stored(commit, table);
        if (before.keySet().stream().allMatch(holder -> holder.path().equals(path))) {
            add(commit, path, table, by, at.at(), at);
            return true;
        }
        Map<PlaceClaim.Holder, List<PlaceClaim.Stay>> stays = new TreeMap<>();
        before.forEach((holder, all) -> stays.put(holder, new ArrayList<>(all)));
        TablePlaces places = new TablePlaces(commit, table, at, stays);
        long millis = at.at().toEpochMilli();
        PlaceClaim.Holder holder = new PlaceClaim.Holder(path, by);
        places.take(new PlaceClaim(holder, millis, false));
        Set<Urn> named = new HashSet<>(Set.of(path, table));
        before.keySet().forEach(each -> named.add(each.path()));
        PlaceClaim.after(commit, table, named, millis).forEach(places::take);
        places.stays.forEach((each, now) -> places.write(each, before.get(each), now));
        return false;
    }

    /** Takes a claim, or its end, in the order of their times; the first may be before others. */
    private void take(PlaceClaim claim) {
        List<PlaceClaim.Stay> own = stays.computeIfAbsent(claim.holder(), h -> new ArrayList<>());
        if (claim.isEnd()) {
            cut(own, claim.millis());
            return;
        }
        if (own.stream().anyMatch(stay -> stay.holdsAt(claim.millis()))) {
            return;
        }
        long until = FOR_EVER;
        for (Map.Entry<PlaceClaim.Holder, List<PlaceClaim.Stay>> other : stays.entrySet()) {
            int byPath = other.getKey().path().compareTo(claim.holder().path());
            if (byPath == 0) {
                continue;
            }
            for (PlaceClaim.Stay stay : other.getValue()) {
                boolean isLater =
                        stay.from() > claim.millis() || stay.from() == claim.millis() && byPath > 0;
                until = isLater ? Math.min(until, stay.from()) : until;
            }
            if (until > claim.millis()) {
                cut(other.getValue(), claim.millis());
            }
        }
        if (until > claim.millis()) {
            own.add(new PlaceClaim.Stay(claim.millis(), until));
            own.sort(Comparator.comparingLong(PlaceClaim.Stay::from));
        }
    }

    private static void cut(List<PlaceClaim.Stay> stays, long millis) {
        stays.replaceAll(
                stay -> stay.holdsAt(millis) ? new PlaceClaim.Stay(stay.from(), millis) : stay);
        stays.removeIf(stay -> stay.from() == stay.until());
    }

    /** Writes when a path has the name, where that changed. */
    private void write(
            PlaceClaim.Holder holder,
            @Nullable List<PlaceClaim.Stay> before,
            List<PlaceClaim.Stay> now) {
        List<PlaceClaim.Stay> was = before == null ? List.of() : before;
        if (was.equals(now)) {
            return;
        }
        boolean beginsAsBefore =
                !was.isEmpty() && !now.isEmpty() && was.getFirst().from() == now.getFirst().from();
        if (!was.isEmpty()) {
            long from = was.getFirst().from();
            long first = now.isEmpty() ? from : Math.min(from, now.getFirst().from());
            end(holder, beginsAsBefore ? now.getFirst().until() : first);
        }
        for (PlaceClaim.Stay stay : beginsAsBefore ? now.subList(1, now.size()) : now) {
            Instant from = Instant.ofEpochMilli(stay.from());
            add(commit, holder.path(), table, holder.by(), from, at);
            end(holder, stay.until());
        }
        now.stream()
                .mapToLong(PlaceClaim.Stay::until)
                .filter(until -> until != FOR_EVER)
                .max()
                .ifPresent(until -> doubt(holder, until));
    }

    /** The same claim is news again once the name went to another path. */
    private void doubt(PlaceClaim.Holder holder, long millis) {
        long part = StatedPart.name(holder.by().agent().last(), PlaceClaim.FACET);
        for (Urn named : List.of(holder.path(), table)) {
            StatedRows.of(commit, commit.nodeId(named)).doubt(part, millis);
        }
    }

    private static void add(
            Commit commit, Urn path, Urn table, Asserter by, Instant from, EventTime at) {
        commit.add(
                new Fact.EdgeFact(
                        path,
                        EdgeKind.SAME_AS,
                        table,
                        Assertion.DECLARED,
                        new EventTime(from, at.source()),
                        by,
                        Map.of(),
                        null));
    }

    private void end(PlaceClaim.Holder holder, long until) {
        if (until != FOR_EVER) {
            commit.add(
                    new Fact.EdgeRetraction(
                            holder.path(),
                            EdgeKind.SAME_AS,
                            table,
                            at,
                            holder.by(),
                            Instant.ofEpochMilli(until),
                            "the table's name went to another path"));
        }
    }
}
