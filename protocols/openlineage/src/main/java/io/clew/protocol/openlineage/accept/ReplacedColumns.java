package io.clew.protocol.openlineage.accept;

import io.clew.commit.Commit;
import io.clew.model.Asserter;
import io.clew.protocol.openlineage.runs.ColumnFacts;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Ends what an event said of columns where a later one of the same job, or of the same dataset,
 * says it no more, whichever came first; what a run, another job or another dataset tells of the
 * same columns stays.
 */
final class ReplacedColumns {
    private ReplacedColumns() {}

    /**
     * Ends what no longer holds: of the event before, or of the one being taken.
     *
     * @param node the job whose designs are told, or the dataset that events without a job tell of
     * @param isOfJob which of both
     */
    static void end(Commit commit, ToldColumns told, int node, boolean isOfJob) {
        Newest key = new Newest(node, isOfJob, told.by());
        long hash = told.hash();
        Told newest = commit.memory().recall(key) instanceof Told known ? known : null;
        long millis = told.at().toEpochMilli();
        boolean isRepeated = newest != null && newest.millis() <= millis && newest.hash() == hash;
        if (!isRepeated) {
            List<ToldColumns> others =
                    isOfJob
                            ? ToldColumns.ofJob(commit, node, told.by())
                            : ToldColumns.ofDataset(commit, node, told.by());
            end(commit, told, others, isOfJob ? node : null);
            if (others.stream().anyMatch(other -> other.at().isAfter(told.at()))) {
                return;
            }
        }
        commit.memory().remember(key, new Told(millis, hash));
    }

    /** Names what was told last, by event time, in what is remembered. */
    private record Newest(int node, boolean isOfJob, Asserter by) {}

    /** When edges were told, and a hash of them. */
    private record Told(long millis, long hash) {}

    private static void end(
            Commit commit, ToldColumns told, List<ToldColumns> others, @Nullable Integer job) {
        Set<ColumnFacts.Drawn> changed = new HashSet<>();
        Instant at = told.at();
        others.stream()
                .filter(other -> !other.at().isAfter(at))
                .reduce((one, later) -> later)
                .ifPresent(before -> changed.addAll(before.without(told)));
        others.stream()
                .filter(other -> other.at().isAfter(at))
                .findFirst()
                .ifPresent(after -> changed.addAll(told.without(after)));
        List<ToldColumns> all = new ArrayList<>(others);
        all.add(told);
        all.sort(Comparator.comparing(ToldColumns::at));
        ColumnHolders holders = new ColumnHolders(commit, told.by(), told.at());
        for (ColumnFacts.Drawn edge : changed) {
            holders.replace(edge, all, job);
        }
    }
}
