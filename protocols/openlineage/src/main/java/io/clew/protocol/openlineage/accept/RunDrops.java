package io.clew.protocol.openlineage.accept;

import io.clew.commit.Commit;
import io.clew.model.Urn;
import io.clew.protocol.openlineage.runs.Producers;
import io.clew.protocol.openlineage.runs.RunChange;
import java.time.Instant;
import java.util.Optional;
import java.util.SortedMap;
import java.util.stream.Stream;

/**
 * States that a run dropped a dataset, or wrote one that had been dropped, once it did; and takes
 * that back when the run turns out to have failed.
 */
final class RunDrops {
    private final Commit commit;
    private final Urn dataset;
    private final Urn run;
    private final Drops drops;
    private final SortedMap<Long, Boolean> before;
    private final SortedMap<Long, Boolean> now;

    private RunDrops(Commit commit, RunChange change, Urn dataset, Urn run) {
        this.commit = commit;
        this.dataset = dataset;
        this.run = run;
        this.drops = new Drops(commit, dataset, Producers.asserter(change.producer()));
        this.before = change.droppedBefore(dataset);
        this.now = change.dropped(dataset);
    }

    /** States what an event of a run, dated, changed of that for one of its outputs. */
    static void state(Commit commit, RunChange change, Urn dataset, Urn run, Instant dated) {
        SortedMap<Long, Boolean> before = change.droppedBefore(dataset);
        if (before.equals(change.dropped(dataset))) {
            return;
        }
        RunDrops of = new RunDrops(commit, change, dataset, run);
        before.forEach(
                (millis, dropped) -> {
                    if (!dropped.equals(of.now.get(millis))) {
                        of.drops.takeBack(Instant.ofEpochMilli(millis));
                    }
                });
        of.now.forEach(
                (millis, dropped) -> {
                    if (!dropped.equals(before.get(millis))) {
                        of.say(Instant.ofEpochMilli(millis), dropped);
                    }
                });
        before.keySet().forEach(millis -> of.endAfter(Instant.ofEpochMilli(millis)));
        of.now.keySet().forEach(millis -> of.endAfter(Instant.ofEpochMilli(millis)));
        of.drops.state(dated);
    }

    private void say(Instant at, boolean dropped) {
        if (dropped) {
            drops.drop(at);
        } else {
            drops.isBack(at);
        }
    }

    /** States that it is there again from the first moment on at which somebody wrote it. */
    private void endAfter(Instant at) {
        if (!drops.isDeleted(at)) {
            return;
        }
        Optional<Instant> others =
                commit.isNew(dataset)
                        ? Optional.empty()
                        : SaidBefore.writtenAfter(commit, dataset, at, run);
        Optional<Instant> own =
                now.tailMap(at.toEpochMilli() + 1).entrySet().stream()
                        .filter(each -> !each.getValue())
                        .map(each -> Instant.ofEpochMilli(each.getKey()))
                        .findFirst();
        Stream.of(others, own)
                .flatMap(Optional::stream)
                .min(Instant::compareTo)
                .ifPresent(drops::isBack);
    }
}
