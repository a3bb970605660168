package io.clew.commit.inference;

import io.clew.commit.inference.CompletedVersions.Completed;
import io.clew.commit.inference.CompletedVersions.Place;
import io.clew.model.Asserter;
import io.clew.model.Assertion;
import io.clew.model.Attributes;
import io.clew.model.EdgeKind;
import io.clew.model.EventTime;
import io.clew.model.Fact;
import io.clew.model.Inference;
import io.clew.model.NodeKind;
import io.clew.model.Urn;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Infers which version of a dataset a run used when it did not say, or said only a weak one: the
 * newest that was completed at or before its start, whichever protocol wrote it, and under
 * whichever of the dataset's names ({@code same-as}); {@link Reach} says which versions count for a
 * table and its partitions. A run that was started again used one at each start: each conclusion is
 * dated by the first start that it holds for.
 *
 * <p>Evidence is both times. The conclusion is drawn anew, and the old one retracted, when a
 * version that was completed earlier is heard of later, when a start of the run changes, when the
 * run turns out to have named a strong version, and when two names turn out to be one, or two. A
 * version is completed when the run that generated it ended: adapters date the {@code generated-by}
 * edge so. What is concluded depends on the standing facts alone, not on the order in which they
 * came.
 */
public final class LatestBeforeStart implements Rule {

    /** The rule's name in evidence. */
    public static final String NAME = "latest-before-start";

    private final SameNames names = new SameNames();
    private final Reach reach = new Reach(names);

    /**
     * The runs whose conclusions must be drawn anew: each fact asks by itself about all that it may
     * change as things stand when it is reached; answered when all are kept.
     */
    private static final class Asked {
        private final Set<Integer> questions = new LinkedHashSet<>();
        private final Map<Integer, RunUses> read = new HashMap<>();

        RunUses run(News news, int run) {
            RunUses uses = read.get(run);
            if (uses == null) {
                uses = RunUses.read(news, run);
                read.put(run, uses);
            }
            return uses;
        }
    }

    @Override
    public void forget() {
        names.forget();
        reach.forget();
    }

    @Override
    public void conclude(News news) {
        Asked asked = new Asked();
        for (Fact fact : news.facts()) {
            switch (fact) {
                case Fact.EdgeFact edge -> keep(news, edge, asked);
                case Fact.EdgeRetraction edge -> takeBack(news, edge, asked);
                case Fact.AttributeFact attribute when attribute.key().equals(Attributes.STARTED) ->
                        restart(news, attribute.node(), asked);
                case Fact.AttributeRetraction attribute
                        when attribute.key().equals(Attributes.STARTED) ->
                        restart(news, attribute.node(), asked);
                default -> {}
            }
        }
        asked.questions.forEach(run -> answer(news, run, asked.run(news, run)));
    }

    private void keep(News news, Fact.EdgeFact edge, Asked asked) {
        if (edge.kind() == EdgeKind.SAME_AS) {
            if (isOfDataset(edge.from(), edge.to())) {
                join(news, edge, asked.questions);
            }
        } else if (edge.assertion() == Assertion.INFERRED) {
            // A guess about one run says nothing about another.
            return;
        } else if (isUse(edge.kind(), edge.to())) {
            use(news, news.nodeId(edge.from()), edge.to(), asked);
        } else if (isCompletion(edge.from(), edge.kind())) {
            Urn dataset = RunUses.datasetOf(edge.from());
            Place place = CompletedVersions.add(news, reach.kept(news, dataset), edge);
            askWhoeverItConcerns(news, dataset, place, asked.questions);
        }
    }

    private void takeBack(News news, Fact.EdgeRetraction edge, Asked asked) {
        if (edge.kind() == EdgeKind.SAME_AS) {
            // What was one thing until a moment had one history until then.
            if (edge.until() == null && isOfDataset(edge.from(), edge.to())) {
                part(news, edge, asked.questions);
            }
        } else if (isUse(edge.kind(), edge.to())) {
            use(news, news.nodeId(edge.from()), edge.to(), asked);
        } else if (isCompletion(edge.from(), edge.kind())) {
            Urn dataset = RunUses.datasetOf(edge.from());
            for (Place place : CompletedVersions.remove(news, reach.kept(news, dataset), edge)) {
                askWhoeverItConcerns(news, dataset, place, asked.questions);
            }
        }
    }

    /** What artifacts, models and people are called leads to no other name of a dataset. */
    private static boolean isOfDataset(Urn one, Urn other) {
        return one.kind() == NodeKind.DATASET || other.kind() == NodeKind.DATASET;
    }

    private static boolean isUse(EdgeKind kind, Urn to) {
        return kind == EdgeKind.USED && RunUses.isDataset(to);
    }

    private static boolean isCompletion(Urn from, EdgeKind kind) {
        return kind == EdgeKind.GENERATED_BY && from.kind() == NodeKind.DATASET_VERSION;
    }

    private void use(News news, int run, Urn to, Asked asked) {
        List<Integer> keys = reach.kept(news, RunUses.datasetOf(to));
        asked.run(news, run)
                .starts()
                .forEach(at -> DatasetUses.add(news, keys, at.toEpochMilli(), run));
        asked.questions.add(run);
    }

    private void restart(News news, Urn node, Asked asked) {
        int run = news.nodeId(node);
        if (news.isNew(run)) {
            // What a new run used is among the facts themselves.
            return;
        }
        asked.run(news, run).uses().stream()
                .filter(each -> !each.isConclusion())
                .forEach(each -> use(news, run, each.to(), asked));
    }

    private void join(News news, Fact.EdgeFact edge, Set<Integer> questions) {
        List<Integer> ours = names.of(news, news.nodeId(edge.from()));
        int other = news.nodeId(edge.to());
        List<Integer> theirs = names.of(news, other);
        names.add(news, edge.from(), edge.to(), edge.by());
        if (!ours.contains(other)) {
            askBoth(news, ours, theirs, questions);
        }
    }

    private void part(News news, Fact.EdgeRetraction edge, Set<Integer> questions) {
        names.remove(news, edge.from(), edge.to(), edge.by());
        List<Integer> ours = names.of(news, news.nodeId(edge.from()));
        int other = news.nodeId(edge.to());
        if (!ours.contains(other)) {
            askBoth(news, ours, names.of(news, other), questions);
        }
    }

    private void askBoth(
            News news, List<Integer> ours, List<Integer> theirs, Set<Integer> questions) {
        askAbout(news, ours, theirs, questions);
        askAbout(news, theirs, ours, questions);
        askWhoUsedBoth(news, ours, theirs, questions);
    }

    /** A run that named a version of one named one of the other, if they are one. */
    private static void askWhoUsedBoth(
            News news, List<Integer> ours, List<Integer> theirs, Set<Integer> questions) {
        Set<Integer> both =
                new HashSet<>(DatasetUses.between(news, ours, Long.MIN_VALUE, Long.MAX_VALUE));
        if (!both.isEmpty()) {
            both.retainAll(
                    new HashSet<>(
                            DatasetUses.between(news, theirs, Long.MIN_VALUE, Long.MAX_VALUE)));
            questions.addAll(both);
        }
    }

    /** Asks about the runs that used some names, late enough to have used a version of others. */
    private void askAbout(
            News news, List<Integer> used, List<Integer> made, Set<Integer> questions) {
        CompletedVersions.earliestMillis(news, reach.withPartitions(news, made))
                .ifPresent(
                        earliest ->
                                questions.addAll(
                                        DatasetUses.between(
                                                news,
                                                reach.withPartitions(news, used),
                                                earliest,
                                                Long.MAX_VALUE)));
    }

    /** Asks about the runs whose conclusion a version can change, by what they used. */
    private void askWhoeverItConcerns(News news, Urn dataset, Place place, Set<Integer> questions) {
        List<Integer> same = names.of(news, news.nodeId(dataset));
        List<Integer> whole = reach.withPartitions(news, same);
        askUsers(news, same, whole, place, questions);
        if (whole.size() > same.size()) {
            askUsers(news, Reach.partitions(same), same, place, questions);
        }
        List<Integer> table = reach.ofTable(news, dataset);
        if (!table.isEmpty()) {
            askUsers(news, table, reach.withPartitions(news, table), place, questions);
        }
    }

    /**
     * Asks about the only runs of some uses whose conclusion a version can change: those that
     * started after it and before the next one, and the one that made the next one, which did not
     * use its own.
     *
     * @param versions keys of the versions that all of them may have used
     */
    private static void askUsers(
            News news,
            List<Integer> users,
            List<Integer> versions,
            Place place,
            Set<Integer> questions) {
        Optional<Completed> next = CompletedVersions.next(news, versions, place);
        long end = next.map(each -> each.place().completedMillis()).orElse(Long.MAX_VALUE);
        questions.addAll(DatasetUses.between(news, users, place.completedMillis(), end));
        next.ifPresent(each -> questions.add(each.run()));
    }

    /** What a run must have used, and the start that says so. */
    private record Fit(Completed completed, Instant start) {}

    /** Draws all conclusions about a run anew: those that stand already stay. */
    private void answer(News news, int run, RunUses said) {
        Set<Integer> named = new HashSet<>();
        for (RunUses.Use use : said.uses()) {
            if (use.isNamed()) {
                named.add(name(news, use));
            }
        }
        Map<Urn, Fit> now = fitting(news, run, said, named);
        Map<Urn, RunUses.Use> before = new LinkedHashMap<>();
        said.uses().stream()
                .filter(RunUses.Use::isConclusion)
                .forEach(use -> before.put(use.to(), use));
        before.forEach(
                (version, use) -> {
                    Fit fit = now.get(version);
                    if (fit != null && fit.start().toEpochMilli() == use.atMillis()) {
                        now.remove(version);
                    } else {
                        boolean isNamed = named.contains(name(news, use));
                        news.add(retraction(news, run, use, reason(isNamed, fit != null)));
                    }
                });
        now.forEach((version, fit) -> news.add(conclusion(news, run, said, version, fit)));
    }

    private static String reason(boolean isNamed, boolean fitsOtherwise) {
        if (isNamed) {
            return "the run named its version";
        }
        return fitsOtherwise ? "the run began at another time" : "another version fits better";
    }

    private static Fact retraction(News news, int run, RunUses.Use use, String reason) {
        return new Fact.EdgeRetraction(
                news.urn(run),
                EdgeKind.USED,
                use.to(),
                EventTime.reported(use.atMillis()),
                Asserter.CLEW,
                null,
                reason);
    }

    private int name(News news, RunUses.Use use) {
        return names.of(news, use.dataset()).getFirst();
    }

    /** Finds the versions that fit each use which named none, at each start of the run. */
    private Map<Urn, Fit> fitting(News news, int run, RunUses said, Set<Integer> named) {
        Map<Urn, Fit> fitting = new LinkedHashMap<>();
        Set<Integer> asked = new HashSet<>();
        for (RunUses.Use use : said.uses()) {
            boolean isOpen = !use.isConclusion() && !named.contains(name(news, use));
            if (isOpen && asked.add(use.dataset())) {
                List<Integer> versions = reach.versions(news, RunUses.datasetOf(use.to()));
                for (Instant start : said.starts()) {
                    CompletedVersions.newest(news, versions, run, start.toEpochMilli())
                            .ifPresent(
                                    found ->
                                            fitting.merge(
                                                    news.urn(found.version()),
                                                    new Fit(found, start),
                                                    LatestBeforeStart::earlier));
                }
            }
        }
        return fitting;
    }

    private static Fit earlier(Fit one, Fit other) {
        return other.start().isBefore(one.start()) ? other : one;
    }

    private static Fact conclusion(News news, int run, RunUses said, Urn version, Fit fit) {
        List<String> inputs =
                new ArrayList<>(
                        List.of(
                                "start=" + fit.start(),
                                "completed="
                                        + Instant.ofEpochMilli(
                                                fit.completed().place().completedMillis())));
        int dataset = news.nodeId(RunUses.datasetOf(version));
        boolean isByOwnName =
                said.uses().stream()
                        .anyMatch(use -> !use.isConclusion() && use.dataset() == dataset);
        if (!isByOwnName) {
            inputs.add("dataset=" + news.urn(dataset));
        }
        return new Fact.EdgeFact(
                news.urn(run),
                EdgeKind.USED,
                version,
                Assertion.INFERRED,
                new EventTime(fit.start(), EventTime.Source.REPORTED),
                Asserter.CLEW,
                Map.of(),
                new Inference(NAME, inputs));
    }
}
