package io.clew.commit;

import io.clew.model.Asserter;
import io.clew.model.Attributes;
import io.clew.model.EdgeKind;
import io.clew.model.Fact;
import io.clew.model.NodeKind;
import io.clew.model.Urn;
import io.clew.model.log.LogEntry;
import io.clew.model.log.LogRecord;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Says by plain loops over all standing facts what same-bytes must conclude. */
final class BytesOracle {

    /** A joint that stands. */
    record Joint(Urn from, Urn to, Instant since, List<String> evidence)
            implements Comparable<Joint> {
        @Override
        public int compareTo(Joint other) {
            return toString().compareTo(other.toString());
        }
    }

    private record Bytes(String digest, long size, Instant since) {}

    private record Key(Urn node, String name, Asserter by) {}

    private final Map<Integer, Urn> nodes = new TreeMap<>();
    private final Map<Key, List<Fact.AttributeFact>> words = new LinkedHashMap<>();
    private final Map<List<Urn>, List<Joint>> standing = new HashMap<>();
    private final Set<List<Object>> takenBack = new HashSet<>();

    BytesOracle(List<LogEntry> log) {
        for (LogEntry entry : log) {
            boolean isByPerson = entry.operation().equals(Intent.RETRACTIONS);
            entry.records().forEach(record -> read(record, isByPerson));
        }
    }

    private void read(LogRecord record, boolean isByPerson) {
        switch (record) {
            case LogRecord.NodeAdded(int id, Urn urn) -> nodes.put(id, urn);
            case LogRecord.EdgeAsserted(int seq, int from, int to, Fact.EdgeFact edge) -> {
                if (edge.kind() == EdgeKind.SAME_AS && edge.inference() != null) {
                    Joint joint =
                            new Joint(
                                    edge.from(),
                                    edge.to(),
                                    edge.at().at(),
                                    edge.inference().inputs());
                    List<Urn> ends = List.of(edge.from(), edge.to());
                    standing.computeIfAbsent(ends, e -> new ArrayList<>()).add(joint);
                }
            }
            case LogRecord.EdgeRetracted(int seq, int from, int to, Fact.EdgeRetraction edge) -> {
                List<Urn> ends = List.of(edge.from(), edge.to());
                List<Joint> stood = standing.remove(ends);
                if (isByPerson && stood != null) {
                    stood.forEach(joint -> takenBack.add(List.of(joint.from(), joint.evidence())));
                }
            }
            case LogRecord.AttributeAsserted(int seq, int node, Fact.AttributeFact fact) ->
                    words.computeIfAbsent(
                                    new Key(fact.node(), fact.key(), fact.by()),
                                    k -> new ArrayList<>())
                            .add(fact);
            case LogRecord.AttributeRetracted(int seq, int node, Fact.AttributeRetraction fact) ->
                    words.remove(new Key(fact.node(), fact.key(), fact.by()));
        }
    }

    /** Returns what was concluded and stands. */
    Set<Joint> concluded() {
        Set<Joint> all = new TreeSet<>();
        standing.values().forEach(all::addAll);
        return all;
    }

    /** Returns what must stand. */
    Set<Joint> expected() {
        Set<Joint> all = new TreeSet<>();
        for (int node : nodes.keySet()) {
            Optional<Bytes> bytes = bytes(nodes.get(node));
            if (bytes.isEmpty()) {
                continue;
            }
            List<Integer> same = same(bytes.get());
            int first = same.getFirst();
            int version =
                    same.stream()
                            .filter(other -> dataset(other).equals(dataset(node)))
                            .findFirst()
                            .orElseThrow();
            List<String> evidence =
                    List.of("digest=" + bytes.get().digest(), "size-bytes=" + bytes.get().size());
            Urn urn = nodes.get(node);
            if (node != first
                    && node == version
                    && !dataset(first).equals(dataset(node))
                    && !takenBack.contains(List.of(urn, evidence))) {
                Instant other = bytes(nodes.get(first)).orElseThrow().since();
                Instant since = bytes.get().since();
                all.add(
                        new Joint(
                                urn,
                                nodes.get(first),
                                other.isAfter(since) ? other : since,
                                evidence));
            }
        }
        return all;
    }

    private List<Integer> same(Bytes bytes) {
        return nodes.entrySet().stream()
                .filter(
                        entry ->
                                bytes(entry.getValue())
                                        .filter(
                                                b ->
                                                        b.digest().equals(bytes.digest())
                                                                && b.size() == bytes.size())
                                        .isPresent())
                .map(Map.Entry::getKey)
                .toList();
    }

    /** A file is of no dataset but itself. */
    private String dataset(int node) {
        Urn urn = nodes.get(node);
        String text = urn.toString();
        return urn.kind() == NodeKind.DATASET_VERSION
                ? text.substring(0, text.lastIndexOf('/'))
                : text;
    }

    private Optional<Bytes> bytes(Urn node) {
        if (node.kind() != NodeKind.ARTIFACT && node.kind() != NodeKind.DATASET_VERSION) {
            return Optional.empty();
        }
        Optional<Fact.AttributeFact> digest = current(node, Attributes.DIGEST);
        Object size =
                current(node, Attributes.SIZE_BYTES).map(Fact.AttributeFact::value).orElse(0L);
        boolean isWeak =
                current(node, Attributes.DIGEST_STRENGTH)
                        .filter(word -> "weak".equals(word.value()))
                        .isPresent();
        if (digest.isEmpty()
                || isWeak
                || !(digest.get().value() instanceof String text)
                || !text.matches("(sha256:.{64}|md5:.{32})")
                || ((Number) size).longValue() < 64 * 1024) {
            return Optional.empty();
        }
        Instant since = digest.get().at().at();
        for (Fact.AttributeFact word :
                inOrder(node, Attributes.DIGEST, digest.get().by()).reversed()) {
            if (!text.equals(word.value())) {
                break;
            }
            since = word.at().at();
        }
        return Optional.of(new Bytes(text, ((Number) size).longValue(), since));
    }

    private List<Fact.AttributeFact> inOrder(Urn node, String name, Asserter by) {
        return words.getOrDefault(new Key(node, name, by), List.of()).stream()
                .sorted(Comparator.comparing(word -> word.at().at()))
                .toList();
    }

    private Optional<Fact.AttributeFact> current(Urn node, String name) {
        Fact.AttributeFact best = null;
        for (Key key : words.keySet()) {
            if (key.node().equals(node) && key.name().equals(name)) {
                Fact.AttributeFact last = inOrder(node, name, key.by()).getLast();
                if (best == null
                        || last.assertion().compareTo(best.assertion()) < 0
                        || last.assertion() == best.assertion()
                                && last.at().at().isAfter(best.at().at())) {
                    best = last;
                }
            }
        }
        return Optional.ofNullable(best);
    }
}
