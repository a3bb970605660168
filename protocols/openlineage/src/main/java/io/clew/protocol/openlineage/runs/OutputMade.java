package io.clew.protocol.openlineage.runs;

import io.clew.model.Urn;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Keeps what a run's events said of one output.
 *
 * @param told when it was named
 * @param versions the producer's versions that were told when it was written, each with the time it
 *     was first told
 * @param startVersion a version that only a START told, which may be the one before; null when none
 * @param goesOn whether an event that is no START named it
 * @param written the most that statistics say was written, in rows, bytes or files, whichever is
 *     most; −1 when none were told
 * @param changeMillis time of the latest lifecycle change; {@code Long.MIN_VALUE} for none
 * @param change that change, such as {@code DROP}; empty for none
 * @param sources datasets that it was derived from, by its {@code columnLineage}
 * @param columnsCut whether its column lineage was longer than what is taken of one
 * @param carriers the events that carried facets of it, for when it gets a version, by log position
 * @param part which part was written
 */
record OutputMade(
        Span told,
        SortedMap<String, Long> versions,
        @Nullable String startVersion,
        boolean goesOn,
        long written,
        long changeMillis,
        String change,
        SortedSet<Urn> sources,
        boolean columnsCut,
        SortedMap<Long, Carrier> carriers,
        Part part) {

    /** Most events whose facets a version shows: those of a run under way repeat one another. */
    private static final int CARRIERS_MAX = 100;

    /** Most versions of one dataset that one run is remembered to have made. */
    private static final int VERSIONS_MAX = 10_000;

    static OutputMade first(long millis) {
        return new OutputMade(
                Span.at(millis),
                new TreeMap<>(),
                null,
                false,
                -1,
                Long.MIN_VALUE,
                "",
                new TreeSet<>(),
                false,
                new TreeMap<>(),
                Part.NONE);
    }

    /** Returns this output and what one more event says of it. */
    OutputMade and(ToldOutput said, long millis, long position, boolean isStart) {
        SortedMap<String, Long> allVersions = versions;
        if (said.version() != null && !isStart && versions.size() < VERSIONS_MAX) {
            allVersions = new TreeMap<>(versions);
            allVersions.merge(said.version(), millis, Math::min);
        }
        String first = startVersion;
        if (said.version() != null
                && isStart
                && (first == null || said.version().compareTo(first) > 0)) {
            first = said.version();
        }
        boolean later =
                !said.change().isEmpty()
                        && (millis > changeMillis
                                || (millis == changeMillis && said.change().compareTo(change) > 0));
        return new OutputMade(
                told.and(millis),
                allVersions,
                first,
                goesOn || !isStart,
                Math.max(written, said.written()),
                later ? millis : changeMillis,
                later ? said.change() : change,
                said.sources().isEmpty() ? sources : union(sources, said.sources()),
                columnsCut || said.columnsCut(),
                said.facets().isEmpty()
                        ? carriers
                        : carriersWith(position, new Carrier(millis, said.facets())),
                part.and(millis, said.part()));
    }

    private static SortedSet<Urn> union(SortedSet<Urn> some, SortedSet<Urn> more) {
        if (some.isEmpty()) {
            return more;
        }
        SortedSet<Urn> all = new TreeSet<>(some);
        all.addAll(more);
        return all;
    }

    private SortedMap<Long, Carrier> carriersWith(long position, Carrier carrier) {
        SortedMap<Long, Carrier> all = new TreeMap<>(carriers);
        all.put(position, carrier);
        if (all.size() > CARRIERS_MAX) {
            all.remove(all.firstKey());
        }
        return all;
    }

    /** Returns the log positions of the events whose facets no later event told anew. */
    List<Long> telling() {
        if (carriers.size() <= 1) {
            return List.copyOf(carriers.keySet());
        }
        return carriers.entrySet().stream()
                .filter(each -> carriers.values().stream().noneMatch(each.getValue()::isReplacedBy))
                .map(Map.Entry::getKey)
                .toList();
    }

    /** Says whether it was told of which columns of its sources its columns derive. */
    boolean tellsColumns() {
        return !sources.isEmpty() && !columnsCut;
    }

    /** Says whether a run that completed made a version of it: something may have changed. */
    boolean mayHaveChanged() {
        return !change.equals("DROP") && (written != 0 || !change.isEmpty());
    }
}
