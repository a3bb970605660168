package io.clew.commit.inference;

import io.clew.commit.inference.Rule.News;
import io.clew.model.InstantText;
import io.clew.model.Urn;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Holds what stands of the starts and uses of a run, in the order in which it was told. */
final class ToldRun {

    private final List<Start> starts = new ArrayList<>(2);
    private final List<Use> uses = new ArrayList<>(4);
    private @Nullable RunUses said;

    /**
     * Shows a start that somebody told.
     *
     * @param text the instant
     * @param atMillis the event time of telling it
     */
    record Start(long asserter, String text, long atMillis) {}

    /** Shows a use that somebody told, or that was concluded. */
    record Use(long asserter, Urn to, boolean isConclusion, long atMillis) {}

    void add(Start start) {
        starts.add(start);
        said = null;
    }

    void add(Use use) {
        uses.add(use);
        said = null;
    }

    /** Forgets all starts that an asserter told. */
    void takeBackStarts(long asserter) {
        starts.removeIf(start -> start.asserter() == asserter);
        said = null;
    }

    /** Forgets that an asserter told of a use. */
    void takeBackUse(long asserter, Urn to) {
        uses.removeIf(use -> use.asserter() == asserter && use.to().equals(to));
        said = null;
    }

    int size() {
        return starts.size() + uses.size();
    }

    /** Returns what it all says. */
    RunUses said(News news) {
        RunUses known = said;
        if (known == null) {
            List<RunUses.Use> now = new ArrayList<>(uses.size());
            for (Use use : uses) {
                now.add(
                        new RunUses.Use(
                                news.nodeId(RunUses.datasetOf(use.to())),
                                use.to(),
                                use.isConclusion(),
                                use.atMillis()));
            }
            known = new RunUses(attempts(), now);
            said = known;
        }
        return known;
    }

    /**
     * Returns when attempts started: a start that was told at its own time began one, and what was
     * told last holds in any case, since it may correct what was told before.
     */
    private List<Instant> attempts() {
        if (starts.size() == 1) {
            return List.of(InstantText.parse(starts.getFirst().text()));
        }
        record Told(Instant start, long atMillis) {}
        List<Told> told = new ArrayList<>(starts.size());
        starts.forEach(each -> told.add(new Told(InstantText.parse(each.text()), each.atMillis())));
        SortedSet<Instant> attempts = new TreeSet<>();
        told.stream()
                .filter(each -> each.start().toEpochMilli() == each.atMillis())
                .forEach(each -> attempts.add(each.start()));
        // The last of the latest: what is said later of the same time corrects it.
        told.reversed().stream()
                .max(Comparator.comparingLong(Told::atMillis))
                .ifPresent(last -> attempts.add(last.start()));
        return List.copyOf(attempts);
    }
}
