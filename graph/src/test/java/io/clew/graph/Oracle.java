package io.clew.graph;

import static java.util.stream.Collectors.toCollection;
import static java.util.stream.Collectors.toSet;

import io.clew.graph.traversal.TraversalQuestion;
import io.clew.model.Asserter;
import io.clew.model.Assertion;
import io.clew.model.Attributes;
import io.clew.model.Clocks;
import io.clew.model.Direction;
import io.clew.model.EdgeKind;
import io.clew.model.Fact;
import io.clew.model.Level;
import io.clew.model.NodeKind;
import io.clew.model.Urn;
import io.clew.model.answer.Verdict;
import io.clew.model.log.LogEntry;
import io.clew.model.log.LogRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Answers lineage questions with plain loops over the facts, slowly and after the contract's text.
 *
 * <p>It shares nothing with the index and its walks but the model's words.
 */
final class Oracle {

    /** An edge. */
    record Link(Urn from, EdgeKind kind, Urn to) {}

    /** What a whole answer should be. */
    record Answer(List<Urn> nodes, Set<Link> edges, Map<Urn, Integer> distances, Verdict verdict) {}

    private record Said(long position, int seq, Fact fact) {
        boolean isAfter(Said other) {
            return position > other.position || (position == other.position && seq > other.seq);
        }
    }

    private static final Set<EdgeKind> CONTAINMENT =
            EnumSet.of(EdgeKind.PART_OF, EdgeKind.VERSION_OF);
    private static final Set<NodeKind> RUNS =
            EnumSet.of(NodeKind.RUN, NodeKind.STEP, NodeKind.TASK);
    private static final Set<NodeKind> OUTPUTS =
            EnumSet.of(
                    NodeKind.DATASET_VERSION,
                    NodeKind.LOGGED_MODEL,
                    NodeKind.ARTIFACT,
                    NodeKind.EVALUATION);

    /** The columns of versions, where told. */
    final Map<Urn, Set<String>> schemas = new HashMap<>();

    private final List<Said> facts = new ArrayList<>();
    private final Set<Urn> nodes = new LinkedHashSet<>();
    private final @Nullable Instant asOf;
    private final Map<Link, Set<Assertion>> standing = new HashMap<>();

    Oracle(List<LogEntry> entries, Clocks clocks) {
        this.asOf = clocks.asOf();
        for (LogEntry entry : entries) {
            if (entry.position() <= clocks.knownAt()) {
                for (LogRecord record : entry.records()) {
                    read(entry.position(), record);
                }
            }
        }
        for (Said said : facts) {
            if (said.fact() instanceof Fact.EdgeFact edge && stands(said, edge)) {
                standing.computeIfAbsent(
                                new Link(edge.from(), edge.kind(), edge.to()),
                                l -> EnumSet.noneOf(Assertion.class))
                        .add(edge.assertion());
            }
        }
    }

    private void read(long position, LogRecord record) {
        switch (record) {
            case LogRecord.NodeAdded node -> nodes.add(node.urn());
            case LogRecord.EdgeAsserted e -> facts.add(new Said(position, e.seq(), e.fact()));
            case LogRecord.EdgeRetracted e -> facts.add(new Said(position, e.seq(), e.fact()));
            case LogRecord.AttributeAsserted a -> facts.add(new Said(position, a.seq(), a.fact()));
            case LogRecord.AttributeRetracted a -> facts.add(new Said(position, a.seq(), a.fact()));
        }
    }

    Set<Urn> nodes() {
        return nodes;
    }

    private boolean happened(Fact fact) {
        return asOf == null || !fact.at().at().isAfter(asOf);
    }

    private boolean stands(Said said, Fact.EdgeFact edge) {
        if (!happened(edge)) {
            return false;
        }
        for (Said other : facts) {
            if (other.isAfter(said)
                    && other.fact() instanceof Fact.EdgeRetraction back
                    && back.from().equals(edge.from())
                    && back.kind() == edge.kind()
                    && back.to().equals(edge.to())
                    && back.by().equals(edge.by())
                    && (back.until() == null || asOf == null || !asOf.isBefore(back.until()))) {
                return false;
            }
        }
        return true;
    }

    /** Each asserter's latest word that was not taken back; then the strongest, then the latest. */
    private Optional<Said> attribute(Urn node, String key) {
        Map<Asserter, Said> latest = new HashMap<>();
        for (Said said : facts) {
            if (said.fact() instanceof Fact.AttributeFact word
                    && word.node().equals(node)
                    && word.key().equals(key)
                    && happened(word)
                    && !isTakenBack(said, word)) {
                latest.merge(word.by(), said, (a, b) -> LATER.compare(a, b) >= 0 ? a : b);
            }
        }
        return latest.values().stream()
                .min(Comparator.comparing(Oracle::assertion).thenComparing(LATER.reversed()));
    }

    private boolean isTakenBack(Said said, Fact.AttributeFact word) {
        return facts.stream()
                .anyMatch(
                        other ->
                                other.isAfter(said)
                                        && other.fact() instanceof Fact.AttributeRetraction back
                                        && back.node().equals(word.node())
                                        && back.key().equals(word.key())
                                        && back.by().equals(word.by()));
    }

    private static final Comparator<Said> LATER =
            Comparator.<Said, Instant>comparing(said -> said.fact().at().at())
                    .thenComparing(Said::position)
                    .thenComparing(Said::seq);

    /** Of names that an entry speaks of at one time, the one that was spoken of first counts. */
    private static final Comparator<Said> LATER_ENTRY =
            Comparator.<Said, Instant>comparing(said -> said.fact().at().at())
                    .thenComparing(Said::position);

    private static Assertion assertion(Said said) {
        return ((Fact.AttributeFact) said.fact()).assertion();
    }

    /** Answers a question about a node. */
    Answer answer(Urn asked, TraversalQuestion question) {
        boolean ofColumn = asked.kind() == NodeKind.COLUMN;
        ColumnEdges columns = ofColumn ? ColumnEdges.ONLY : ColumnEdges.WITHOUT;
        return new Asking(asked, question, columns).answer();
    }

    /** Answers a question about a node that follows edges of columns, or does not know them. */
    Asking ask(Urn asked, TraversalQuestion question, ColumnEdges columns) {
        return new Asking(asked, question, columns);
    }

    /** Returns the same, but for words on an attribute. */
    Oracle without(String key) {
        Oracle other = new Oracle(List.of(), new Clocks(asOf, Long.MAX_VALUE));
        other.facts.addAll(facts);
        other.facts.removeIf(
                said -> said.fact() instanceof Fact.AttributeFact word && word.key().equals(key));
        other.nodes.addAll(nodes);
        other.standing.putAll(standing);
        return other;
    }

    /** Says whether an attribute has a value. */
    boolean has(Urn node, String key) {
        return attribute(node, key).filter(said -> value(said) != null).isPresent();
    }

    static boolean touchesColumn(Link link) {
        return link.from().kind() == NodeKind.COLUMN || link.to().kind() == NodeKind.COLUMN;
    }

    /** One question, with its classes of equal things. */
    final class Asking {
        private final Urn asked;
        private final TraversalQuestion question;
        private final ColumnEdges columns;
        private final Map<Link, Set<Assertion>> there = new HashMap<>();
        private final Set<Link> chosen = new HashSet<>();
        private final Map<Urn, Set<Urn>> classes = new HashMap<>();
        private final Map<Set<Urn>, String> statuses = new HashMap<>();
        final Set<Set<Urn>> attempts = new HashSet<>();

        Asking(Urn asked, TraversalQuestion question, ColumnEdges columns) {
            this.asked = asked;
            this.question = question;
            this.columns = columns;
            standing.forEach(
                    (link, assertions) -> {
                        if (columns != ColumnEdges.WITHOUT || !touchesColumn(link)) {
                            there.put(link, assertions);
                        }
                    });
            there.forEach(
                    (link, assertions) -> {
                        if (assertions.stream()
                                .anyMatch(question.filter().assertions()::contains)) {
                            chosen.add(link);
                        }
                    });
            joinSame();
            findAttempts();
        }

        private void joinSame() {
            nodes.forEach(node -> classes.put(node, new TreeSet<>(Set.of(node))));
            joinSame(chosen, classes);
        }

        private void joinSame(Set<Link> links, Map<Urn, Set<Urn>> into) {
            for (Link link : links) {
                if (link.kind() == EdgeKind.SAME_AS) {
                    join(into, link.from(), link.to());
                }
            }
            Map<Urn, Set<Urn>> names = new HashMap<>(into);
            for (Link one : links) {
                for (Link other : links) {
                    if (isOwnColumn(one)
                            && isOwnColumn(other)
                            && !one.to().equals(other.to())
                            && Objects.requireNonNull(names.get(one.to())).contains(other.to())
                            && one.from().last().equals(other.from().last())) {
                        join(into, one.from(), other.from());
                    }
                }
            }
        }

        private static void join(Map<Urn, Set<Urn>> into, Urn one, Urn other) {
            Set<Urn> all = new TreeSet<>(Objects.requireNonNull(into.get(one)));
            all.addAll(Objects.requireNonNull(into.get(other)));
            all.forEach(node -> into.put(node, all));
        }

        /** Says whether an edge leads from a column to the dataset that its name names. */
        private static boolean isOwnColumn(Link link) {
            List<String> segments = link.from().segments();
            return link.kind() == EdgeKind.PART_OF
                    && link.from().kind() == NodeKind.COLUMN
                    && link.to().kind() == NodeKind.DATASET
                    && link.to().segments().equals(segments.subList(0, segments.size() - 1));
        }

        Set<Urn> of(Urn node) {
            return Objects.requireNonNull(classes.get(node));
        }

        private boolean isRun(Set<Urn> of) {
            return of.stream().anyMatch(node -> RUNS.contains(node.kind()));
        }

        private String status(Set<Urn> of) {
            return statuses.computeIfAbsent(
                    of,
                    all ->
                            nodes.stream()
                                    .filter(all::contains)
                                    .filter(node -> RUNS.contains(node.kind()))
                                    .flatMap(node -> attribute(node, Attributes.STATUS).stream())
                                    .filter(said -> value(said) != null)
                                    .min(
                                            Comparator.comparing(Oracle::assertion)
                                                    .thenComparing(LATER_ENTRY.reversed()))
                                    .map(said -> String.valueOf(value(said)))
                                    .orElse(""));
        }

        private boolean failed(Set<Urn> of) {
            return Set.of("failed", "aborted").contains(status(of));
        }

        /** A failed run made no version: that it generated a dataset by name counts for nothing. */
        boolean isVoid(Link link) {
            return link.kind() == EdgeKind.GENERATED_BY
                    && (link.from().kind() == NodeKind.DATASET
                            || link.from().kind() == NodeKind.COLUMN)
                    && failed(of(link.to()));
        }

        private boolean isCandidate(Set<Urn> of) {
            if (of.contains(asked)) {
                return false;
            }
            if (failed(of)) {
                return true;
            }
            List<Set<Urn>> makers =
                    there.keySet().stream()
                            .filter(link -> link.kind() == EdgeKind.GENERATED_BY)
                            .filter(link -> of.contains(link.from()))
                            .map(link -> of(link.to()))
                            .filter(maker -> !maker.equals(of))
                            .toList();
            return of.stream().allMatch(node -> OUTPUTS.contains(node.kind()))
                    && !makers.isEmpty()
                    && makers.stream().allMatch(this::failed);
        }

        private void findAttempts() {
            classes.values().stream().filter(this::isCandidate).forEach(attempts::add);
            boolean changed = true;
            while (changed) {
                changed = false;
                for (Link link : there.keySet()) {
                    if (link.kind() != EdgeKind.PART_OF
                            && link.kind() != EdgeKind.SAME_AS
                            && !isVoid(link)
                            && !attempts.contains(of(link.from()))) {
                        changed |= attempts.remove(of(link.to()));
                    }
                }
            }
        }

        private boolean admits(EdgeKind kind) {
            return question.filter().kinds().contains(kind);
        }

        /** Says whether the traversal goes along an edge, in either direction. */
        boolean isFollowed(Link link, boolean withFailed) {
            return chosen.contains(link)
                    && admits(link.kind())
                    && !CONTAINMENT.contains(link.kind())
                    && link.kind() != EdgeKind.SAME_AS
                    && (columns != ColumnEdges.ONLY || touchesColumn(link))
                    && (withFailed
                            || (!isVoid(link)
                                    && !attempts.contains(of(link.from()))
                                    && !attempts.contains(of(link.to()))));
        }

        Set<Urn> starts(boolean withFailed) {
            Set<Urn> starts = new HashSet<>(of(asked));
            boolean changed = true;
            while (changed) {
                changed = false;
                for (Link link : chosen) {
                    if (CONTAINMENT.contains(link.kind()) && starts.contains(link.to())) {
                        changed |= starts.addAll(of(link.from()));
                    }
                }
            }
            if (!withFailed) {
                starts.removeIf(node -> attempts.contains(of(node)));
            }
            return starts;
        }

        Map<Urn, Integer> reach(boolean up, boolean withFailed) {
            return reaching(up, withFailed).distances;
        }

        private Reaching reaching(boolean up, boolean withFailed) {
            Reaching reaching = new Reaching();
            starts(withFailed)
                    .forEach(
                            node -> {
                                reaching.distances.put(node, 0);
                                reaching.loud.add(node);
                            });
            boolean changed = true;
            while (changed) {
                changed = false;
                for (Link link : there.keySet()) {
                    Urn near = up ? link.from() : link.to();
                    Urn far = up ? link.to() : link.from();
                    if (isFollowed(link, withFailed) && reaching.distances.containsKey(near)) {
                        int distance = reaching.distances.get(near) + 1;
                        changed |= reaching.loud.addAll(of(near));
                        if (distance <= question.depth()) {
                            changed |= reaching.lowerAll(of(far), distance);
                            if (near.kind() == NodeKind.COLUMN && isDataset(of(far))) {
                                changed |= lowerAll(reaching.wholes, of(far), distance);
                            }
                        }
                        if (reaching.distances.containsKey(far)) {
                            changed |= reaching.loud.addAll(of(far));
                        }
                    }
                }
                changed |= columns != ColumnEdges.WITHOUT && stand(reaching, withFailed);
            }
            return reaching;
        }

        /** What a column or dataset stands for is as near as it, by the contract of columns. */
        private boolean stand(Reaching reaching, boolean withFailed) {
            boolean changed = false;
            for (Link link : List.copyOf(chosen)) {
                boolean partOf = link.kind() == EdgeKind.PART_OF;
                boolean columnOfDataset =
                        partOf
                                && link.from().kind() == NodeKind.COLUMN
                                && link.to().kind() == NodeKind.DATASET;
                Integer column = reaching.distances.get(link.from());
                Integer whole = reaching.wholes.get(link.to());
                boolean reachable = withFailed || !attempts.contains(of(link.to()));
                if (columnOfDataset && column != null && reachable) {
                    changed |= reaching.lowerAll(of(link.to()), column);
                }
                boolean memberReachable = withFailed || !attempts.contains(of(link.from()));
                if (columnOfDataset && whole != null && memberReachable) {
                    changed |= reaching.lowerAll(of(link.from()), whole);
                }
            }
            return changed;
        }

        boolean isDataset(Set<Urn> of) {
            return of.stream().anyMatch(node -> node.kind() == NodeKind.DATASET);
        }

        /**
         * What is reached, how near; what is meant as a whole; what is shown and not only passed.
         */
        private final class Reaching {
            final Map<Urn, Integer> distances = new HashMap<>();
            final Map<Urn, Integer> wholes = new HashMap<>();
            final Set<Urn> loud = new HashSet<>();

            boolean lowerAll(Set<Urn> nodes, int distance) {
                return Asking.this.lowerAll(distances, nodes, distance);
            }

            Map<Urn, Integer> shown() {
                Map<Urn, Integer> shown = new HashMap<>(distances);
                shown.keySet().retainAll(loud);
                return shown;
            }
        }

        private boolean lowerAll(Map<Urn, Integer> distances, Set<Urn> nodes, int distance) {
            boolean changed = false;
            for (Urn node : nodes) {
                changed |= lower(distances, node, distance);
            }
            return changed;
        }

        private boolean lower(Map<Urn, Integer> distances, Urn node, int distance) {
            Integer before = distances.get(node);
            if (before != null && before <= distance) {
                return false;
            }
            distances.put(node, distance);
            return true;
        }

        private Map<Urn, Integer> reached(Direction direction, boolean withFailed, boolean all) {
            Map<Urn, Integer> distances = new HashMap<>();
            for (boolean up : List.of(true, false)) {
                if (direction != (up ? Direction.DOWNSTREAM : Direction.UPSTREAM)) {
                    Reaching reaching = reaching(up, withFailed);
                    (all ? reaching.distances : reaching.shown())
                            .forEach((node, d) -> lower(distances, node, d));
                }
            }
            return distances;
        }

        private Map<Urn, Integer> withContainers(Map<Urn, Integer> reached) {
            Map<Urn, Integer> distances = new HashMap<>(reached);
            boolean changed = true;
            while (changed) {
                changed = false;
                for (Link link : chosen) {
                    if (CONTAINMENT.contains(link.kind())
                            && admits(link.kind())
                            && distances.containsKey(link.from())) {
                        for (Urn node : of(link.to())) {
                            changed |= lower(distances, node, distances.get(link.from()) + 1);
                        }
                    }
                }
            }
            return distances;
        }

        private List<Urn> shown(Map<Urn, Integer> distances) {
            return distances.keySet().stream()
                    .filter(node -> node.equals(asked) || isShown(node.kind()))
                    .sorted(byDistance(distances))
                    .collect(toCollection(ArrayList::new));
        }

        private boolean isShown(NodeKind kind) {
            return question.kinds().contains(kind)
                    && (kind != NodeKind.COLUMN || question.level() == Level.COLUMN);
        }

        /** Answers an impact question: what is downstream, but for where the walk begins. */
        Answer impact() {
            Map<Urn, Integer> affected = affected(question.failed());
            int whole = shownOf(affected(true)).size();
            List<Urn> shown = shownOf(affected);
            return new Answer(
                    shown,
                    Set.of(),
                    affected,
                    verdict(
                            List.of(),
                            gaps(downstream(question.failed(), false, true)),
                            whole - shown.size()));
        }

        /** Returns what is certain to stand on an asked column, with the containers of that. */
        Set<Urn> certain() {
            Map<Urn, Integer> certain = downstream(question.failed(), true, false);
            return withContainers(certain).keySet();
        }

        private Map<Urn, Integer> downstream(boolean withFailed, boolean exactly, boolean all) {
            if (columns == ColumnEdges.WITH) {
                return new ColumnOracle(Oracle.this, this, withFailed, exactly).reached(all);
            }
            return all ? reach(false, withFailed) : reaching(false, withFailed).shown();
        }

        private List<Urn> shownOf(Map<Urn, Integer> affected) {
            return affected.keySet().stream()
                    .filter(node -> question.kinds().contains(node.kind()))
                    .sorted(
                            Comparator.<Urn, Integer>comparing(affected::get)
                                    .thenComparing(Urn::toString))
                    .toList();
        }

        private Map<Urn, Integer> affected(boolean withFailed) {
            Set<Urn> starts = starts(withFailed);
            Map<Urn, Integer> affected = downstream(withFailed, false, false);
            affected.forEach(
                    (node, distance) -> {
                        if (distance == 0) {
                            starts.add(node);
                        }
                    });
            affected.keySet().removeAll(starts);
            boolean changed = true;
            while (changed) {
                changed = false;
                for (Link link : chosen) {
                    if (CONTAINMENT.contains(link.kind())
                            && affected.containsKey(link.from())
                            && !starts.contains(link.to())) {
                        for (Urn node : of(link.to())) {
                            changed |= lower(affected, node, affected.get(link.from()) + 1);
                        }
                    }
                }
            }
            return affected;
        }

        /** Counts the edges of a way from the asked node outwards, in all ways to read it. */
        Set<Integer> lengths(List<Urn> way) {
            Set<Integer> lengths = Set.of(0);
            boolean started = false;
            for (int i = 1; i < way.size(); i++) {
                Urn near = way.get(i - 1);
                Urn far = way.get(i);
                boolean member =
                        !started && standsAsContainment(far, near) && starts(true).contains(far);
                boolean free = of(near).contains(far) || member || standsFor(near, far);
                boolean along =
                        chosen.stream()
                                .anyMatch(
                                        link ->
                                                isFollowed(link, question.failed())
                                                        && link.to().equals(near)
                                                        && link.from().equals(far));
                boolean step = along || standsAsContainment(near, far);
                Set<Integer> longer = new HashSet<>();
                for (int length : lengths) {
                    if (free) {
                        longer.add(length);
                    }
                    if (step) {
                        longer.add(length + 1);
                    }
                }
                started |= !free;
                lengths = longer;
            }
            return lengths;
        }

        /** A column stands for its dataset, and that for its versions. */
        private boolean standsFor(Urn near, Urn far) {
            boolean up =
                    near.kind() == NodeKind.COLUMN
                            && far.kind() == NodeKind.DATASET
                            && chosen.contains(new Link(near, EdgeKind.PART_OF, far));
            boolean down =
                    near.kind() == NodeKind.DATASET
                            && far.kind() == NodeKind.DATASET_VERSION
                            && chosen.contains(new Link(far, EdgeKind.VERSION_OF, near));
            boolean whole =
                    near.kind() == NodeKind.DATASET
                            && far.kind() == NodeKind.COLUMN
                            && chosen.contains(new Link(far, EdgeKind.PART_OF, near));
            boolean version = chosen.contains(new Link(near, EdgeKind.VERSION_OF, far));
            return columns == ColumnEdges.WITH && (up || down || whole || version);
        }

        /** Returns the edges that this question admits, for other oracles. */
        Set<Link> chosen() {
            return chosen;
        }

        /** Returns the standing edges that this question knows, for other oracles. */
        Collection<Link> links() {
            return there.keySet();
        }

        boolean isDeployed(Urn node) {
            return links(EdgeKind.DEPLOYS).anyMatch(link -> of(node).contains(link.to()));
        }

        private boolean standsAsContainment(Urn member, Urn container) {
            return CONTAINMENT.stream()
                    .anyMatch(kind -> chosen.contains(new Link(member, kind, container)));
        }

        private Comparator<Urn> byDistance(Map<Urn, Integer> distances) {
            return Comparator.<Urn>comparingInt(node -> node.equals(asked) ? 0 : 1)
                    .thenComparing(distances::get)
                    .thenComparing(Urn::toString);
        }

        Answer answer() {
            boolean failed = question.failed();
            Direction direction = question.direction();
            Reaching up =
                    direction == Direction.DOWNSTREAM ? new Reaching() : reaching(true, failed);
            Reaching down =
                    direction == Direction.UPSTREAM ? new Reaching() : reaching(false, failed);
            Map<Urn, Integer> reached = reached(direction, failed, true);
            Map<Urn, Integer> all = whole(failed);
            List<Urn> shown = shown(all);
            Set<Link> edges = new HashSet<>();
            for (Link link : chosen) {
                boolean both = shown.contains(link.from()) && shown.contains(link.to());
                boolean contained = CONTAINMENT.contains(link.kind()) && admits(link.kind());
                boolean same = link.kind() == EdgeKind.SAME_AS && admits(link.kind());
                boolean along =
                        isFollowed(link, failed)
                                && (up.distances.containsKey(link.from())
                                        || down.distances.containsKey(link.to()));
                if (both && (contained || same || along)) {
                    edges.add(link);
                }
            }
            if (isDetailed()) {
                edges.addAll(detailEdges(shown));
            }
            int excluded = shown(whole(true)).size() - shown.size();
            return new Answer(
                    shown,
                    edges,
                    all,
                    verdict(frontier(up, down, reached), gaps(reached), failed ? 0 : excluded));
        }

        private Map<Urn, Integer> whole(boolean withFailed) {
            Map<Urn, Integer> all =
                    withContainers(reached(question.direction(), withFailed, false));
            return isDetailed() ? withColumns(all, withFailed) : all;
        }

        private boolean isDetailed() {
            return question.level() == Level.COLUMN && columns == ColumnEdges.WITHOUT;
        }

        private boolean isChosen(Link link) {
            return standing.getOrDefault(link, Set.of()).stream()
                    .anyMatch(question.filter().assertions()::contains);
        }

        /** Adds the columns of the datasets of an answer that an edge joins to something in it. */
        private Map<Urn, Integer> withColumns(Map<Urn, Integer> things, boolean withFailed) {
            Map<Urn, Integer> candidates = new HashMap<>();
            for (Link link : standing.keySet()) {
                if (isColumnOfDataset(link)
                        && things.containsKey(link.to())
                        && mayBeUsed(link, things, withFailed)) {
                    lower(candidates, link.from(), things.get(link.to()));
                }
            }
            Set<Urn> joined = new HashSet<>();
            candidates.forEach(
                    (column, distance) -> {
                        if (distance == 0) {
                            joined.add(column);
                        }
                    });
            for (Link link : standing.keySet()) {
                if (joins(link, withFailed)
                        && (candidates.containsKey(link.from()) || things.containsKey(link.from()))
                        && (candidates.containsKey(link.to()) || things.containsKey(link.to()))) {
                    joined.add(link.from());
                    joined.add(link.to());
                }
            }
            Map<Urn, Set<Urn>> names = new HashMap<>();
            nodes.forEach(node -> names.put(node, new TreeSet<>(Set.of(node))));
            joinSame(standing.keySet().stream().filter(this::isChosen).collect(toSet()), names);
            for (Urn column : Set.copyOf(joined)) {
                if (candidates.containsKey(column)) {
                    joined.addAll(Objects.requireNonNull(names.get(column)));
                }
            }
            Map<Urn, Integer> all = new HashMap<>(things);
            candidates.keySet().retainAll(joined);
            all.putAll(candidates);
            return all;
        }

        /** Says whether a column may be one of the used versions of its dataset. */
        private boolean mayBeUsed(Link column, Map<Urn, Integer> things, boolean withFailed) {
            Set<Urn> dataset = of(column.to());
            Set<Urn> versions = new HashSet<>();
            for (Urn thing : things.keySet()) {
                if (isVersionOf(thing, dataset)) {
                    versions.add(thing);
                }
            }
            boolean told = !versions.isEmpty() && schemas.keySet().containsAll(versions);
            boolean asked =
                    dataset.stream().anyMatch(d -> Integer.valueOf(0).equals(things.get(d)));
            if (!told || asked || isUsedWithoutVersion(dataset, things, withFailed)) {
                return true;
            }
            return versions.stream()
                    .anyMatch(
                            version ->
                                    Objects.requireNonNull(schemas.get(version))
                                            .contains(column.from().last()));
        }

        private boolean isVersionOf(Urn node, Set<Urn> dataset) {
            return node.kind() == NodeKind.DATASET_VERSION
                    && chosen.stream()
                            .anyMatch(
                                    link ->
                                            link.kind() == EdgeKind.VERSION_OF
                                                    && link.from().equals(node)
                                                    && link.to().kind() == NodeKind.DATASET
                                                    && dataset.contains(link.to()));
        }

        private boolean isUsedWithoutVersion(
                Set<Urn> dataset, Map<Urn, Integer> things, boolean withFailed) {
            Set<Link> walked = walked(things, withFailed);
            Set<Set<Urn>> users = new HashSet<>();
            Set<Set<Urn>> direct = new HashSet<>();
            for (Link link : walked) {
                for (boolean up : List.of(true, false)) {
                    Urn user = up ? link.from() : link.to();
                    Urn used = up ? link.to() : link.from();
                    if (isVersionOf(used, dataset)) {
                        users.add(of(user));
                    } else if (used.kind() == NodeKind.DATASET && dataset.contains(used)) {
                        direct.add(of(user));
                    }
                }
            }
            return !direct.stream()
                    .allMatch(
                            user ->
                                    users.contains(user)
                                            || links(EdgeKind.GENERATED_BY)
                                                    .anyMatch(
                                                            made ->
                                                                    user.contains(made.from())
                                                                            && users.contains(
                                                                                    of(
                                                                                            made
                                                                                                    .to()))));
        }

        /** Returns the edges that a walk went along, within the answer. */
        private Set<Link> walked(Map<Urn, Integer> things, boolean withFailed) {
            Set<Urn> up =
                    question.direction() == Direction.DOWNSTREAM
                            ? Set.of()
                            : reach(true, withFailed).keySet();
            Set<Urn> down =
                    question.direction() == Direction.UPSTREAM
                            ? Set.of()
                            : reach(false, withFailed).keySet();
            return chosen.stream()
                    .filter(link -> isFollowed(link, withFailed))
                    .filter(link -> up.contains(link.from()) || down.contains(link.to()))
                    .filter(link -> things.containsKey(link.from()))
                    .filter(link -> things.containsKey(link.to()))
                    .collect(toSet());
        }

        private boolean isColumnOfDataset(Link link) {
            return link.kind() == EdgeKind.PART_OF
                    && link.from().kind() == NodeKind.COLUMN
                    && link.to().kind() == NodeKind.DATASET
                    && isChosen(link);
        }

        private boolean joins(Link link, boolean withFailed) {
            return touchesColumn(link)
                    && isChosen(link)
                    && admits(link.kind())
                    && !CONTAINMENT.contains(link.kind())
                    && link.kind() != EdgeKind.SAME_AS
                    && (withFailed || !isVoid(link));
        }

        private Set<Link> detailEdges(List<Urn> shown) {
            Set<Link> edges = new HashSet<>();
            for (Link link : standing.keySet()) {
                boolean same =
                        link.kind() == EdgeKind.SAME_AS && touchesColumn(link) && isChosen(link);
                boolean kind = joins(link, question.failed()) || isColumnOfDataset(link) || same;
                if (kind
                        && admits(link.kind())
                        && shown.contains(link.from())
                        && shown.contains(link.to())) {
                    edges.add(link);
                }
            }
            return edges;
        }

        private List<Urn> frontier(Reaching up, Reaching down, Map<Urn, Integer> reached) {
            Set<Urn> frontier = new HashSet<>();
            for (Link link : there.keySet()) {
                if (isFollowed(link, question.failed())) {
                    if (stops(up, link.from(), link.to())) {
                        frontier.add(link.from());
                    }
                    if (stops(down, link.to(), link.from())) {
                        frontier.add(link.to());
                    }
                }
            }
            return frontier.stream()
                    .sorted(
                            Comparator.<Urn, Integer>comparing(reached::get)
                                    .thenComparing(Urn::toString))
                    .toList();
        }

        private boolean stops(Reaching reaching, Urn near, Urn far) {
            boolean meansWhole = near.kind() == NodeKind.COLUMN && isDataset(of(far));
            return reaching.distances.containsKey(near)
                    && (!reaching.distances.containsKey(far)
                            || (meansWhole
                                    && columns != ColumnEdges.WITHOUT
                                    && !reaching.wholes.containsKey(far)));
        }

        private Verdict verdict(List<Urn> frontier, List<Verdict.Gap> gaps, int excluded) {
            Verdict.State state =
                    !frontier.isEmpty()
                            ? Verdict.State.TRUNCATED
                            : gaps.isEmpty() ? Verdict.State.COMPLETE : Verdict.State.UNKNOWN;
            return new Verdict(
                    state,
                    frontier.isEmpty() ? null : "depth",
                    new Verdict.Frontier(frontier.size(), frontier),
                    new Verdict.Gaps(gaps.size(), gaps),
                    excluded);
        }

        List<Verdict.Gap> gaps(Map<Urn, Integer> reached) {
            Map<String, Verdict.Gap> sorted = new TreeMap<>();
            for (Set<Urn> of : Set.copyOf(classes.values())) {
                Urn first = of.iterator().next();
                if (!reached.containsKey(first)) {
                    continue;
                }
                List<Verdict.Gap> gaps = new ArrayList<>();
                if (isRun(of)) {
                    runGaps(of, first, gaps);
                }
                boolean version =
                        of.stream()
                                .anyMatch(
                                        n ->
                                                n.kind() == NodeKind.DATASET_VERSION
                                                        || n.kind() == NodeKind.MODEL_VERSION);
                if (version && !isDescribed(of)) {
                    gaps.add(new Verdict.Gap(first, "named but never described"));
                }
                for (Verdict.Gap gap : gaps) {
                    sorted.put(
                            String.format("%09d %s %s", reached.get(first), gap.urn(), gap.what())
                                    + " by "
                                    + first,
                            gap);
                }
            }
            return List.copyOf(sorted.values());
        }

        private void runGaps(Set<Urn> run, Urn first, List<Verdict.Gap> gaps) {
            boolean madeModel =
                    links(EdgeKind.GENERATED_BY)
                            .anyMatch(
                                    link ->
                                            run.contains(link.to())
                                                    && EnumSet.of(
                                                                    NodeKind.LOGGED_MODEL,
                                                                    NodeKind.MODEL_VERSION,
                                                                    NodeKind.MODEL)
                                                            .contains(link.from().kind()));
            if (madeModel && !says(run, EdgeKind.USED)) {
                gaps.add(new Verdict.Gap(first, "no inputs recorded"));
            }
            if (madeModel && !says(run, EdgeKind.EXECUTED)) {
                gaps.add(new Verdict.Gap(first, "no code recorded"));
            }
            if (madeModel && !says(run, EdgeKind.RAN_IN)) {
                gaps.add(new Verdict.Gap(first, "no environment recorded"));
            }
            if (neverEnded(run)) {
                gaps.add(new Verdict.Gap(first, "has not ended"));
            }
            for (Set<Urn> dataset : unversioned(run)) {
                gaps.add(
                        new Verdict.Gap(
                                dataset.iterator().next(),
                                "no version completed before the start of " + first));
            }
        }

        private boolean neverEnded(Set<Urn> run) {
            String status = status(run);
            if (Set.of("complete", "failed", "aborted").contains(status)) {
                return false;
            }
            boolean silent = status.isEmpty() || isSilent(run);
            if (status.equals("running")) {
                return silent;
            }
            return silent
                    && run.stream().anyMatch(node -> node.kind() == NodeKind.RUN)
                    && run.stream()
                            .filter(node -> RUNS.contains(node.kind()))
                            .noneMatch(
                                    node ->
                                            attribute(node, Attributes.ENDED)
                                                    .filter(said -> value(said) != null)
                                                    .isPresent());
        }

        /** By the status that counts, and by each name's own word of when it was heard of. */
        private boolean isSilent(Set<Urn> run) {
            Instant counts =
                    run.stream()
                            .filter(node -> RUNS.contains(node.kind()))
                            .flatMap(node -> attribute(node, Attributes.STATUS).stream())
                            .filter(said -> value(said) != null)
                            .min(
                                    Comparator.comparing(Oracle::assertion)
                                            .thenComparing(LATER.reversed()))
                            .map(said -> said.fact().at().at())
                            .orElseThrow();
            Instant heard =
                    run.stream()
                            .flatMap(node -> attribute(node, Attributes.HEARD).stream())
                            .map(said -> said.fact().at().at())
                            .reduce(counts, (one, other) -> one.isAfter(other) ? one : other);
            Instant now = asOf == null ? Instant.now() : asOf;
            return !heard.isAfter(now.minus(Duration.ofHours(24)));
        }

        private boolean isDescribed(Set<Urn> version) {
            return facts.stream()
                            .anyMatch(
                                    said ->
                                            said.fact() instanceof Fact.AttributeFact word
                                                    && happened(word)
                                                    && version.contains(word.node())
                                                    && (word.node().kind()
                                                                    == NodeKind.DATASET_VERSION
                                                            || word.node().kind()
                                                                    == NodeKind.MODEL_VERSION))
                    || there.keySet().stream()
                            .anyMatch(
                                    link ->
                                            version.contains(link.from())
                                                    && !CONTAINMENT.contains(link.kind())
                                                    && link.kind() != EdgeKind.SAME_AS);
        }

        private java.util.stream.Stream<Link> links(EdgeKind kind) {
            return there.keySet().stream().filter(link -> link.kind() == kind);
        }

        private boolean says(Set<Urn> run, EdgeKind kind) {
            return links(kind).anyMatch(link -> run.contains(link.from()));
        }

        private Set<Set<Urn>> unversioned(Set<Urn> run) {
            Set<Set<Urn>> open = new HashSet<>();
            Set<Set<Urn>> settled = new HashSet<>();
            links(EdgeKind.USED)
                    .filter(link -> run.contains(link.from()))
                    .forEach(
                            link -> {
                                Set<Urn> used = of(link.to());
                                boolean strong =
                                        used.stream()
                                                .anyMatch(
                                                        n ->
                                                                n.kind() == NodeKind.DATASET_VERSION
                                                                        && !n.last()
                                                                                .startsWith(
                                                                                        "mlflow-"));
                                boolean concluded =
                                        link.to().kind() == NodeKind.DATASET_VERSION
                                                && Objects.requireNonNull(there.get(link))
                                                        .contains(Assertion.INFERRED);
                                (strong ? settled : open).addAll(datasets(used));
                                if (concluded) {
                                    settled.addAll(datasets(used));
                                }
                            });
            open.removeAll(settled);
            open.removeIf(dataset -> !isProducedByOthers(dataset, run));
            return open;
        }

        private Set<Set<Urn>> datasets(Set<Urn> used) {
            Set<Set<Urn>> datasets = new HashSet<>();
            if (used.stream().anyMatch(n -> n.kind() == NodeKind.DATASET)) {
                datasets.add(used);
            }
            links(EdgeKind.VERSION_OF)
                    .filter(
                            link ->
                                    used.contains(link.from())
                                            && link.from().kind() == NodeKind.DATASET_VERSION)
                    .forEach(link -> datasets.add(of(link.to())));
            return datasets;
        }

        private boolean isProducedByOthers(Set<Urn> dataset, Set<Urn> run) {
            Set<Urn> made = new HashSet<>(dataset);
            links(EdgeKind.VERSION_OF)
                    .filter(link -> dataset.contains(link.to()))
                    .forEach(link -> made.addAll(of(link.from())));
            return links(EdgeKind.GENERATED_BY)
                    .filter(link -> made.contains(link.from()))
                    .anyMatch(
                            link -> {
                                Set<Urn> maker = of(link.to());
                                boolean counts =
                                        isRun(maker)
                                                ? !failed(maker)
                                                : link.to().kind() == NodeKind.JOB;
                                return counts && !isWithin(run, maker) && !isWithin(maker, run);
                            });
        }

        private boolean isWithin(Set<Urn> part, Set<Urn> whole) {
            Set<Urn> around = new HashSet<>(part);
            boolean changed = true;
            while (changed) {
                changed = false;
                for (Link link : there.keySet()) {
                    if (link.kind() == EdgeKind.PART_OF && around.contains(link.from())) {
                        changed |= around.addAll(of(link.to()));
                    }
                }
            }
            return around.containsAll(whole);
        }
    }

    private static @Nullable Object value(Said said) {
        return ((Fact.AttributeFact) said.fact()).value();
    }
}
