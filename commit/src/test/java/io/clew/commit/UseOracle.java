package io.clew.commit;

import io.clew.model.Asserter;
import io.clew.model.Assertion;
import io.clew.model.Attributes;
import io.clew.model.EdgeKind;
import io.clew.model.Fact;
import io.clew.model.NodeKind;
import io.clew.model.Urn;
import io.clew.model.log.LogEntry;
import io.clew.model.log.LogRecord;
import io.clew.store.UrnHash;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Says by plain enumeration of all standing facts what latest-before-start must conclude. */
public final class UseOracle {

    private record Key(Urn from, EdgeKind kind, Urn to, Asserter by) {}

    private record AttributeKey(Urn node, String name, Asserter by) {}

    /** A use that stands, as {@code run -> version}, and since when. */
    public record Use(Urn run, Urn version, Instant since) implements Comparable<Use> {
        @Override
        public int compareTo(Use other) {
            return toString().compareTo(other.toString());
        }
    }

    private final Map<Key, List<Fact.EdgeFact>> edges = new LinkedHashMap<>();
    private final Map<AttributeKey, List<Fact.AttributeFact>> starts = new LinkedHashMap<>();

    public UseOracle(List<LogEntry> log) {
        for (LogEntry entry : log) {
            entry.records().forEach(this::read);
        }
    }

    private void read(LogRecord record) {
        switch (record) {
            case LogRecord.EdgeAsserted(int seq, int from, int to, Fact.EdgeFact fact) ->
                    edges.computeIfAbsent(
                                    new Key(fact.from(), fact.kind(), fact.to(), fact.by()),
                                    k -> new ArrayList<>())
                            .add(fact);
            case LogRecord.EdgeRetracted(int seq, int from, int to, Fact.EdgeRetraction fact) ->
                    edges.remove(new Key(fact.from(), fact.kind(), fact.to(), fact.by()));
            case LogRecord.AttributeAsserted(int seq, int node, Fact.AttributeFact fact) -> {
                if (fact.key().equals(Attributes.STARTED) && fact.value() != null) {
                    starts.computeIfAbsent(
                                    new AttributeKey(fact.node(), fact.key(), fact.by()),
                                    k -> new ArrayList<>())
                            .add(fact);
                }
            }
            case LogRecord.AttributeRetracted(int seq, int node, Fact.AttributeRetraction fact) ->
                    starts.remove(new AttributeKey(fact.node(), fact.key(), fact.by()));
            case LogRecord.NodeAdded added -> {}
        }
    }

    private List<Fact.EdgeFact> standing(EdgeKind kind) {
        return edges.values().stream()
                .flatMap(List::stream)
                .filter(edge -> edge.kind() == kind)
                .toList();
    }

    /** Returns what the rule has concluded. */
    public Set<Use> concluded() {
        return standing(EdgeKind.USED).stream()
                .filter(edge -> edge.assertion() == Assertion.INFERRED)
                .map(edge -> new Use(edge.from(), edge.to(), edge.at().at()))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Returns what it must have concluded. */
    public Set<Use> expected() {
        Map<Urn, Urn> names = names();
        List<Fact.EdgeFact> told =
                standing(EdgeKind.USED).stream()
                        .filter(edge -> edge.assertion() != Assertion.INFERRED)
                        .toList();
        Map<List<Urn>, Instant> expected = new HashMap<>();
        for (Fact.EdgeFact use : told) {
            Urn name = name(names, use.to());
            boolean named =
                    told.stream()
                            .filter(each -> each.from().equals(use.from()))
                            .filter(each -> name(names, each.to()).equals(name))
                            .anyMatch(
                                    each ->
                                            each.to().kind() == NodeKind.DATASET_VERSION
                                                    && !each.to().last().startsWith("mlflow-"));
            if (!named) {
                for (Instant start : starts(use.from())) {
                    newest(names, dataset(use.to()), use.from(), start)
                            .ifPresent(
                                    version ->
                                            expected.merge(
                                                    List.of(use.from(), version),
                                                    start,
                                                    (a, b) -> a.isBefore(b) ? a : b));
                }
            }
        }
        return expected.entrySet().stream()
                .map(e -> new Use(e.getKey().get(0), e.getKey().get(1), e.getValue()))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private Optional<Urn> newest(Map<Urn, Urn> names, Urn used, Urn run, Instant start) {
        return standing(EdgeKind.GENERATED_BY).stream()
                .filter(edge -> edge.from().kind() == NodeKind.DATASET_VERSION)
                .filter(edge -> mayBe(names, edge.from(), used))
                .filter(edge -> !edge.to().equals(run) && !edge.at().at().isAfter(start))
                .max(
                        Comparator.comparing((Fact.EdgeFact edge) -> edge.at().at())
                                .thenComparing(
                                        edge -> UrnHash.of(edge.from().toString()),
                                        Arrays::compareUnsigned))
                .map(Fact.EdgeFact::from);
    }

    /** A version of the used thing, of a partition of it, or of the table that it is part of. */
    private static boolean mayBe(Map<Urn, Urn> names, Urn version, Urn used) {
        Urn made = name(names, version);
        Urn name = name(names, used);
        return made.equals(name)
                || table(dataset(version)).filter(t -> name(names, t).equals(name)).isPresent()
                || table(used).filter(t -> name(names, t).equals(made)).isPresent();
    }

    private static Optional<Urn> table(Urn dataset) {
        int end = dataset.segment(1).indexOf("/k=");
        return end < 0
                ? Optional.empty()
                : Optional.of(
                        Urn.of(
                                NodeKind.DATASET,
                                dataset.segment(0),
                                dataset.segment(1).substring(0, end)));
    }

    /** The start told last, and each that was told at its own time. */
    private Set<Instant> starts(Urn run) {
        List<Fact.AttributeFact> told =
                starts.entrySet().stream()
                        .filter(entry -> entry.getKey().node().equals(run))
                        .flatMap(entry -> entry.getValue().stream())
                        .toList();
        Optional<Fact.AttributeFact> last =
                told.stream().max(Comparator.comparing(fact -> fact.at().at()));
        return told.stream()
                .filter(
                        fact ->
                                fact.equals(last.orElseThrow())
                                        || fact.at().at().equals(start(fact)))
                .map(UseOracle::start)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Instant start(Fact.AttributeFact fact) {
        return Instant.parse((String) fact.value());
    }

    private static Urn name(Map<Urn, Urn> names, Urn node) {
        return names.getOrDefault(dataset(node), dataset(node));
    }

    private static Urn dataset(Urn node) {
        return node.kind() == NodeKind.DATASET
                ? node
                : new Urn(NodeKind.DATASET, node.segments().subList(0, 2));
    }

    /** Gives all names of one thing the least of them. */
    private Map<Urn, Urn> names() {
        Map<Urn, Urn> names = new HashMap<>();
        boolean changed = true;
        while (changed) {
            changed = false;
            for (Fact.EdgeFact edge : standing(EdgeKind.SAME_AS)) {
                Urn one = names.getOrDefault(edge.from(), edge.from());
                Urn other = names.getOrDefault(edge.to(), edge.to());
                Urn least = one.compareTo(other) < 0 ? one : other;
                changed |= !one.equals(other);
                names.put(edge.from(), least);
                names.put(edge.to(), least);
            }
        }
        return names;
    }
}
