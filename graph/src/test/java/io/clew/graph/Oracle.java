package io.clew.graph;

import static java.util.stream.Collectors.toCollection;

import io.clew.graph.traversal.TraversalQuestion;
import io.clew.model.Asserter;
import io.clew.model.Assertion;
import io.clew.model.Attributes;
import io.clew.model.Clocks;
import io.clew.model.Direction;
import io.clew.model.EdgeKind;
import io.clew.model.Fact;
import io.clew.model.NodeKind;
import io.clew.model.Urn;
import io.clew.model.answer.Verdict;
import io.clew.model.log.LogEntry;
import io.clew.model.log.LogRecord;
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

    private static Assertion assertion(Said said) {
        return ((Fact.AttributeFact) said.fact()).assertion();
    }

    /** Answers a question about a node. */
    Answer answer(Urn asked, TraversalQuestion question) {
        return new Asking(asked, question).answer();
    }

    /** Answers an impact question about a node. */
    Asking ask(Urn asked, TraversalQuestion question) {
        return new Asking(asked, question);
    }

    /** One question, with its classes of equal things. */
    final class Asking {
        private final Urn asked;
        private final TraversalQuestion question;
        private final Set<Link> chosen = new HashSet<>();
        private final Map<Urn, Set<Urn>> classes = new HashMap<>();
        private final Map<Set<Urn>, String> statuses = new HashMap<>();
        final Set<Set<Urn>> attempts = new HashSet<>();

        Asking(Urn asked, TraversalQuestion question) {
            this.asked = asked;
            this.question = question;
            standing.forEach(
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
            for (Link link : chosen) {
                if (link.kind() == EdgeKind.SAME_AS) {
                    Set<Urn> all = new TreeSet<>(classes.get(link.from()));
                    all.addAll(classes.get(link.to()));
                    all.forEach(node -> classes.put(node, all));
                }
            }
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
                            all.stream()
                                    .filter(node -> RUNS.contains(node.kind()))
                                    .flatMap(node -> attribute(node, Attributes.STATUS).stream())
                                    .filter(said -> value(said) != null)
                                    .min(
                                            Comparator.comparing(Oracle::assertion)
                                                    .thenComparing(LATER.reversed()))
                                    .map(said -> String.valueOf(value(said)))
                                    .orElse(""));
        }

        private boolean failed(Set<Urn> of) {
            return Set.of("failed", "aborted").contains(status(of));
        }

        /** A failed run made no version: that it generated a dataset by name counts for nothing. */
        private boolean isVoid(Link link) {
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
                    standing.keySet().stream()
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
                for (Link link : standing.keySet()) {
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
        private boolean isFollowed(Link link, boolean withFailed) {
            return chosen.contains(link)
                    && admits(link.kind())
                    && !CONTAINMENT.contains(link.kind())
                    && link.kind() != EdgeKind.SAME_AS
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
            Map<Urn, Integer> distances = new HashMap<>();
            starts(withFailed).forEach(node -> distances.put(node, 0));
            boolean changed = true;
            while (changed) {
                changed = false;
                for (Link link : standing.keySet()) {
                    Urn near = up ? link.from() : link.to();
                    Urn far = up ? link.to() : link.from();
                    if (isFollowed(link, withFailed)
                            && distances.containsKey(near)
                            && distances.get(near) < question.depth()) {
                        for (Urn node : of(far)) {
                            changed |= lower(distances, node, distances.get(near) + 1);
                        }
                    }
                }
            }
            return distances;
        }

        private boolean lower(Map<Urn, Integer> distances, Urn node, int distance) {
            Integer before = distances.get(node);
            if (before != null && before <= distance) {
                return false;
            }
            distances.put(node, distance);
            return true;
        }

        private Map<Urn, Integer> reached(Direction direction, boolean withFailed) {
            Map<Urn, Integer> distances = new HashMap<>();
            if (direction != Direction.DOWNSTREAM) {
                reach(true, withFailed).forEach((node, d) -> lower(distances, node, d));
            }
            if (direction != Direction.UPSTREAM) {
                reach(false, withFailed).forEach((node, d) -> lower(distances, node, d));
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
                    .filter(node -> node.equals(asked) || question.kinds().contains(node.kind()))
                    .sorted(byDistance(distances))
                    .collect(toCollection(ArrayList::new));
        }

        /** Answers an impact question: what is downstream, but for where the walk begins. */
        Answer impact() {
            Map<Urn, Integer> reached = reach(false, question.failed());
            Map<Urn, Integer> affected = affected(question.failed());
            int whole = shownOf(affected(true)).size();
            List<Urn> shown = shownOf(affected);
            return new Answer(
                    shown,
                    Set.of(),
                    affected,
                    verdict(List.of(), gaps(reached), whole - shown.size()));
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
            Map<Urn, Integer> affected = new HashMap<>(reach(false, withFailed));
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

        /** Counts the edges of a way from the asked node outwards; empty when it is none. */
        Optional<Integer> length(List<Urn> way) {
            int length = 0;
            boolean started = false;
            for (int i = 1; i < way.size(); i++) {
                Urn near = way.get(i - 1);
                Urn far = way.get(i);
                boolean member =
                        !started && standsAsContainment(far, near) && starts(true).contains(far);
                if (of(near).contains(far) || member) {
                    continue;
                }
                started = true;
                boolean along =
                        chosen.stream()
                                .anyMatch(
                                        link ->
                                                isFollowed(link, question.failed())
                                                        && link.to().equals(near)
                                                        && link.from().equals(far));
                if (!along && !standsAsContainment(near, far)) {
                    return Optional.empty();
                }
                length++;
            }
            return Optional.of(length);
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
            Map<Urn, Integer> up =
                    question.direction() == Direction.DOWNSTREAM
                            ? Map.of()
                            : reach(true, question.failed());
            Map<Urn, Integer> down =
                    question.direction() == Direction.UPSTREAM
                            ? Map.of()
                            : reach(false, question.failed());
            Map<Urn, Integer> reached = reached(question.direction(), question.failed());
            Map<Urn, Integer> all = withContainers(reached);
            List<Urn> shown = shown(all);
            Set<Link> edges = new HashSet<>();
            for (Link link : chosen) {
                boolean both = shown.contains(link.from()) && shown.contains(link.to());
                boolean contained = CONTAINMENT.contains(link.kind()) && admits(link.kind());
                boolean same = link.kind() == EdgeKind.SAME_AS && admits(link.kind());
                boolean along =
                        isFollowed(link, question.failed())
                                && (up.containsKey(link.from()) || down.containsKey(link.to()));
                if (both && (contained || same || along)) {
                    edges.add(link);
                }
            }
            int excluded =
                    shown(withContainers(reached(question.direction(), true))).size()
                            - shown.size();
            return new Answer(
                    shown,
                    edges,
                    all,
                    verdict(
                            frontier(up, down, reached),
                            gaps(reached),
                            question.failed() ? 0 : excluded));
        }

        private List<Urn> frontier(
                Map<Urn, Integer> up, Map<Urn, Integer> down, Map<Urn, Integer> reached) {
            Set<Urn> frontier = new HashSet<>();
            for (Link link : standing.keySet()) {
                if (isFollowed(link, question.failed())) {
                    if (up.containsKey(link.from()) && !up.containsKey(link.to())) {
                        frontier.add(link.from());
                    }
                    if (down.containsKey(link.to()) && !down.containsKey(link.from())) {
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
            if (!status.isEmpty()) {
                return status.equals("running");
            }
            return run.stream().anyMatch(node -> node.kind() == NodeKind.RUN)
                    && run.stream()
                            .filter(node -> RUNS.contains(node.kind()))
                            .noneMatch(
                                    node ->
                                            attribute(node, Attributes.ENDED)
                                                    .filter(said -> value(said) != null)
                                                    .isPresent());
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
                    || standing.keySet().stream()
                            .anyMatch(
                                    link ->
                                            version.contains(link.from())
                                                    && !CONTAINMENT.contains(link.kind())
                                                    && link.kind() != EdgeKind.SAME_AS);
        }

        private java.util.stream.Stream<Link> links(EdgeKind kind) {
            return standing.keySet().stream().filter(link -> link.kind() == kind);
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
                                                && Objects.requireNonNull(standing.get(link))
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
                for (Link link : standing.keySet()) {
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

    /** Returns the standing edges, for other oracles. */
    Collection<Link> links() {
        return standing.keySet();
    }
}
