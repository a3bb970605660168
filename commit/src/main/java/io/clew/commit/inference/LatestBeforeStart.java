package io.clew.commit.inference;

import io.clew.commit.inference.CompletedVersions.Completed;
import io.clew.commit.inference.CompletedVersions.Place;
import io.clew.model.Asserter;
import io.clew.model.Assertion;
import io.clew.model.Attributes;
import io.clew.model.EdgeKind;
import io.clew.model.Fact;
import io.clew.model.Inference;
import io.clew.model.NodeKind;
import io.clew.model.Urn;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Infers which version of a dataset a run used when it did not say, or said only a weak one: the
 * newest that was completed at or before the run's start, whichever protocol wrote it, and under
 * whichever of the dataset's names ({@code same-as}).
 *
 * <p>Evidence is both times. The conclusion is drawn anew, and the old one retracted, when a
 * version that was completed earlier is heard of later, when the run's start changes, when the run
 * turns out to have named a strong version, and when two names turn out to be one, or two. A
 * version is completed when the run that generated it ended: adapters date the {@code generated-by}
 * edge so. What is concluded depends on the standing facts alone, not on the order in which they
 * came.
 */
public final class LatestBeforeStart implements Rule {

    /** The rule's name in evidence. */
    public static final String NAME = "latest-before-start";

    private final SameNames names = new SameNames();

    /** A run and a dataset between which the conclusion must be drawn anew. */
    private record Question(int run, int dataset) {}

    /**
     * What a write asks: each fact by itself, about all whose conclusion it may change as things
     * stand when it is reached; answered when all are kept.
     */
    private static final class Asked {
        private final Set<Question> questions = new LinkedHashSet<>();
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
        Set<Question> answered = new HashSet<>();
        for (Question question : asked.questions) {
            List<Integer> same = names.of(news, question.dataset());
            if (answered.add(new Question(question.run(), same.getFirst()))) {
                answer(news, question.run(), asked.run(news, question.run()), same);
            }
        }
    }

    private void keep(News news, Fact.EdgeFact edge, Asked asked) {
        if (edge.kind() == EdgeKind.SAME_AS) {
            join(news, edge, asked.questions);
        } else if (edge.assertion() == Assertion.INFERRED) {
            // A guess about one run says nothing about another.
            return;
        } else if (isUse(edge.kind(), edge.to())) {
            use(news, news.nodeId(edge.from()), edge.to(), asked);
        } else if (isCompletion(edge.from(), edge.kind())) {
            int dataset = news.nodeId(RunUses.datasetOf(edge.from()));
            Place place = CompletedVersions.add(news, dataset, edge);
            askWhoeverItConcerns(news, dataset, place, asked.questions);
        }
    }

    private void takeBack(News news, Fact.EdgeRetraction edge, Asked asked) {
        if (edge.kind() == EdgeKind.SAME_AS) {
            // What was one thing until a moment had one history until then.
            if (edge.until() == null) {
                part(news, edge, asked.questions);
            }
        } else if (isUse(edge.kind(), edge.to())) {
            use(news, news.nodeId(edge.from()), edge.to(), asked);
        } else if (isCompletion(edge.from(), edge.kind())) {
            int dataset = news.nodeId(RunUses.datasetOf(edge.from()));
            for (Place place : CompletedVersions.remove(news, dataset, edge)) {
                askWhoeverItConcerns(news, dataset, place, asked.questions);
            }
        }
    }

    private static boolean isUse(EdgeKind kind, Urn to) {
        return kind == EdgeKind.USED && RunUses.isDataset(to);
    }

    private static boolean isCompletion(Urn from, EdgeKind kind) {
        return kind == EdgeKind.GENERATED_BY && from.kind() == NodeKind.DATASET_VERSION;
    }

    private static void use(News news, int run, Urn to, Asked asked) {
        int dataset = news.nodeId(RunUses.datasetOf(to));
        if (to.kind() == NodeKind.DATASET || RunUses.isWeak(to)) {
            asked.run(news, run)
                    .start()
                    .ifPresent(at -> DatasetUses.add(news, dataset, at.toEpochMilli(), run));
        }
        asked.questions.add(new Question(run, dataset));
    }

    private static void restart(News news, Urn node, Asked asked) {
        int run = news.nodeId(node);
        if (news.isNew(run)) {
            // What a new run used is among the facts themselves.
            return;
        }
        asked.run(news, run).uses().stream()
                .filter(each -> !each.isConclusion())
                .forEach(each -> use(news, run, each.to(), asked));
    }

    private void join(News news, Fact.EdgeFact edge, Set<Question> questions) {
        List<Integer> ours = names.of(news, news.nodeId(edge.from()));
        int other = news.nodeId(edge.to());
        List<Integer> theirs = names.of(news, other);
        names.add(news, edge.from(), edge.to(), edge.by());
        if (!ours.contains(other)) {
            askBoth(news, ours, theirs, questions);
        }
    }

    private void part(News news, Fact.EdgeRetraction edge, Set<Question> questions) {
        names.remove(news, edge.from(), edge.to(), edge.by());
        List<Integer> ours = names.of(news, news.nodeId(edge.from()));
        int other = news.nodeId(edge.to());
        if (!ours.contains(other)) {
            askBoth(news, ours, names.of(news, other), questions);
        }
    }

    private static void askBoth(
            News news, List<Integer> ours, List<Integer> theirs, Set<Question> questions) {
        askAbout(news, ours, theirs, questions);
        askAbout(news, theirs, ours, questions);
    }

    /** Asks about the runs that used some names, late enough to have used a version of others. */
    private static void askAbout(
            News news, List<Integer> used, List<Integer> made, Set<Question> questions) {
        Optional<Long> earliest = CompletedVersions.earliestMillis(news, made);
        if (earliest.isEmpty()) {
            return;
        }
        for (var use : DatasetUses.between(news, used, earliest.get(), Long.MAX_VALUE)) {
            questions.add(new Question(use.run(), use.dataset()));
            questions.add(new Question(use.run(), made.getFirst()));
        }
    }

    /**
     * Asks about the only runs whose conclusion a version can change: those that started after it
     * and before the next one, and the one that made the next one, which did not use its own.
     */
    private void askWhoeverItConcerns(
            News news, int dataset, Place place, Set<Question> questions) {
        List<Integer> same = names.of(news, dataset);
        Optional<Completed> next = CompletedVersions.next(news, same, place);
        long end = next.map(each -> each.place().completedMillis()).orElse(Long.MAX_VALUE);
        for (var use : DatasetUses.between(news, same, place.completedMillis(), end)) {
            questions.add(new Question(use.run(), use.dataset()));
            questions.add(new Question(use.run(), dataset));
        }
        next.ifPresent(each -> same.forEach(name -> questions.add(new Question(each.run(), name))));
    }

    private static void answer(News news, int run, RunUses said, List<Integer> same) {
        List<RunUses.Use> uses =
                said.uses().stream().filter(use -> same.contains(use.dataset())).toList();
        boolean named = uses.stream().anyMatch(RunUses.Use::isNamed);
        boolean used = uses.stream().anyMatch(use -> !use.isConclusion());
        Optional<Completed> now =
                used && !named
                        ? said.start()
                                .flatMap(
                                        start ->
                                                CompletedVersions.newest(
                                                        news, same, run, start.toEpochMilli()))
                        : Optional.empty();
        Urn version = now.map(completed -> news.urn(completed.version())).orElse(null);
        boolean stands = false;
        for (RunUses.Use before : uses) {
            if (before.isConclusion() && before.to().equals(version)) {
                stands = true;
            } else if (before.isConclusion()) {
                news.add(
                        new Fact.EdgeRetraction(
                                news.urn(run),
                                EdgeKind.USED,
                                before.to(),
                                said.at(),
                                Asserter.CLEW,
                                null,
                                reason(used, named)));
            }
        }
        if (version != null && !stands) {
            news.add(conclusion(news, run, said, version, now.orElseThrow()));
        }
    }

    private static String reason(boolean used, boolean named) {
        if (!used) {
            return "the run did not use the dataset";
        }
        return named ? "the run named its version" : "another version fits better";
    }

    private static Fact conclusion(
            News news, int run, RunUses said, Urn version, Completed completed) {
        List<String> inputs =
                new ArrayList<>(
                        List.of(
                                "start=" + said.start().orElseThrow(),
                                "completed="
                                        + Instant.ofEpochMilli(
                                                completed.place().completedMillis())));
        int dataset = news.nodeId(RunUses.datasetOf(version));
        boolean isByOwnName =
                said.uses().stream()
                        .anyMatch(use -> !use.isConclusion() && use.dataset() == dataset);
        if (!isByOwnName) {
            inputs.add("same-as=" + news.urn(dataset));
        }
        return new Fact.EdgeFact(
                news.urn(run),
                EdgeKind.USED,
                version,
                Assertion.INFERRED,
                said.at(),
                Asserter.CLEW,
                Map.of(),
                new Inference(NAME, inputs));
    }
}
