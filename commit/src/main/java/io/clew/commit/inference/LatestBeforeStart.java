package io.clew.commit.inference;

import io.clew.commit.inference.CompletedVersions.Completed;
import io.clew.commit.inference.CompletedVersions.Place;
import io.clew.model.Assertion;
import io.clew.model.Attributes;
import io.clew.model.EdgeKind;
import io.clew.model.Fact;
import io.clew.model.NodeKind;
import io.clew.model.Urn;
import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
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
    private final CompletedVersions completed;
    private final DatasetUses uses;
    private final ToldRuns runs;
    private final Fitting fitting;

    /** Makes the rule, which knows nothing yet. */
    public LatestBeforeStart() {
        this(Bounds.DEFAULT);
    }

    LatestBeforeStart(Bounds bounds) {
        completed = new CompletedVersions(bounds);
        uses = new DatasetUses(bounds);
        runs = new ToldRuns(bounds);
        fitting = new Fitting(names, reach, completed);
    }

    @Override
    public void forget() {
        names.forget();
        reach.forget();
        completed.forget();
        uses.forget();
        runs.forget();
    }

    /**
     * Each fact asks by itself about all runs whose conclusions it may change as things stand when
     * it is reached; answered when all facts are kept.
     */
    @Override
    public void conclude(News news) {
        completed.begin();
        uses.begin();
        runs.begin(news);
        Set<Integer> questions = new LinkedHashSet<>();
        for (Fact fact : news.facts()) {
            switch (fact) {
                case Fact.EdgeFact edge -> keep(news, edge, questions);
                case Fact.EdgeRetraction edge -> takeBack(news, edge, questions);
                case Fact.AttributeFact attribute when attribute.key().equals(Attributes.STARTED) ->
                        restart(news, attribute.node(), questions);
                case Fact.AttributeRetraction attribute
                        when attribute.key().equals(Attributes.STARTED) ->
                        restart(news, attribute.node(), questions);
                default -> {}
            }
        }
        for (int run : questions) {
            for (Fact fact : fitting.changes(news, run, runs.of(news, run))) {
                news.add(fact);
                runs.learn(news, fact);
            }
        }
    }

    private void keep(News news, Fact.EdgeFact edge, Set<Integer> questions) {
        if (edge.kind() == EdgeKind.SAME_AS) {
            if (isOfDataset(edge.from(), edge.to())) {
                join(news, edge, questions);
            }
        } else if (edge.assertion() == Assertion.INFERRED) {
            // A guess about one run says nothing about another.
            return;
        } else if (ToldRuns.isUse(edge.kind(), edge.to())) {
            use(news, news.nodeId(edge.from()), edge.to(), questions);
        } else if (isCompletion(edge.from(), edge.kind())) {
            Urn dataset = RunUses.datasetOf(edge.from());
            Place place = completed.add(news, reach.kept(news, dataset), edge);
            askWhoeverItConcerns(news, dataset, place, questions);
        }
    }

    private void takeBack(News news, Fact.EdgeRetraction edge, Set<Integer> questions) {
        if (edge.kind() == EdgeKind.SAME_AS) {
            // What was one thing until a moment had one history until then.
            if (edge.until() == null && isOfDataset(edge.from(), edge.to())) {
                part(news, edge, questions);
            }
        } else if (ToldRuns.isUse(edge.kind(), edge.to())) {
            use(news, news.nodeId(edge.from()), edge.to(), questions);
        } else if (isCompletion(edge.from(), edge.kind())) {
            Urn dataset = RunUses.datasetOf(edge.from());
            for (Place place : completed.remove(news, reach.kept(news, dataset), edge)) {
                askWhoeverItConcerns(news, dataset, place, questions);
            }
        }
    }

    /** What artifacts, models and people are called leads to no other name of a dataset. */
    private static boolean isOfDataset(Urn one, Urn other) {
        return one.kind() == NodeKind.DATASET || other.kind() == NodeKind.DATASET;
    }

    private static boolean isCompletion(Urn from, EdgeKind kind) {
        return kind == EdgeKind.GENERATED_BY && from.kind() == NodeKind.DATASET_VERSION;
    }

    private void use(News news, int run, Urn to, Set<Integer> questions) {
        List<Integer> keys = reach.kept(news, RunUses.datasetOf(to));
        for (Instant start : runs.of(news, run).starts()) {
            uses.add(news, keys, start.toEpochMilli(), run);
        }
        questions.add(run);
    }

    private void restart(News news, Urn node, Set<Integer> questions) {
        int run = news.nodeId(node);
        if (news.isNew(run)) {
            // What a new run used is among the facts themselves.
            return;
        }
        for (RunUses.Use each : runs.of(news, run).uses()) {
            if (!each.isConclusion()) {
                use(news, run, each.to(), questions);
            }
        }
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
    private void askWhoUsedBoth(
            News news, List<Integer> ours, List<Integer> theirs, Set<Integer> questions) {
        Set<Integer> both = new HashSet<>(uses.between(news, ours, Long.MIN_VALUE, Long.MAX_VALUE));
        if (!both.isEmpty()) {
            both.retainAll(
                    new HashSet<>(uses.between(news, theirs, Long.MIN_VALUE, Long.MAX_VALUE)));
            questions.addAll(both);
        }
    }

    /** Asks about the runs that used some names, late enough to have used a version of others. */
    private void askAbout(
            News news, List<Integer> used, List<Integer> made, Set<Integer> questions) {
        completed
                .earliestMillis(news, reach.withPartitions(news, made))
                .ifPresent(
                        earliest ->
                                questions.addAll(
                                        uses.between(
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
    private void askUsers(
            News news,
            List<Integer> users,
            List<Integer> versions,
            Place place,
            Set<Integer> questions) {
        Optional<Completed> next = completed.next(news, versions, place);
        long end = next.map(each -> each.place().completedMillis()).orElse(Long.MAX_VALUE);
        questions.addAll(uses.between(news, users, place.completedMillis(), end));
        next.ifPresent(each -> questions.add(each.run()));
    }
}
