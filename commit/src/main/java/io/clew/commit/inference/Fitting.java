package io.clew.commit.inference;

import io.clew.commit.inference.CompletedVersions.Completed;
import io.clew.commit.inference.Rule.News;
import io.clew.model.Asserter;
import io.clew.model.Assertion;
import io.clew.model.EdgeKind;
import io.clew.model.EventTime;
import io.clew.model.Fact;
import io.clew.model.Inference;
import io.clew.model.Urn;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Says which versions a run must have used, of what it used without naming one. */
final class Fitting {

    private final SameNames names;
    private final Reach reach;
    private final CompletedVersions completed;

    Fitting(SameNames names, Reach reach, CompletedVersions completed) {
        this.names = names;
        this.reach = reach;
        this.completed = completed;
    }

    /** What a run must have used, and the start that says so. */
    private record Fit(Completed completed, Instant start) {}

    /**
     * Draws all conclusions about a run anew: those that stand already stay.
     *
     * @return what is to be taken back, and what is to be concluded
     */
    List<Fact> changes(News news, int run, RunUses said) {
        Set<Integer> named = new HashSet<>();
        for (RunUses.Use use : said.uses()) {
            if (use.isNamed()) {
                named.add(name(news, use));
            }
        }
        Map<Urn, Fit> now = fitting(news, run, said, named);
        Map<Urn, RunUses.Use> before = new LinkedHashMap<>();
        for (RunUses.Use use : said.uses()) {
            if (use.isConclusion()) {
                before.put(use.to(), use);
            }
        }
        List<Fact> changes = new ArrayList<>();
        before.forEach(
                (version, use) -> {
                    Fit fit = now.get(version);
                    if (fit != null && fit.start().toEpochMilli() == use.atMillis()) {
                        now.remove(version);
                    } else {
                        boolean isNamed = named.contains(name(news, use));
                        changes.add(retraction(news, run, use, reason(isNamed, fit != null)));
                    }
                });
        now.forEach((version, fit) -> changes.add(conclusion(news, run, said, version, fit)));
        return changes;
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
                    completed
                            .newest(news, versions, run, start.toEpochMilli())
                            .ifPresent(
                                    found ->
                                            fitting.merge(
                                                    news.urn(found.version()),
                                                    new Fit(found, start),
                                                    Fitting::earlier));
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
                new Inference(LatestBeforeStart.NAME, inputs));
    }
}
