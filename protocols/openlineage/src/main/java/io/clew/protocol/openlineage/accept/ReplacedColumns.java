package io.clew.protocol.openlineage.accept;

import io.clew.commit.Commit;
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
     * @param others what the other events told that replace it or are replaced by it, by time
     * @param job the job whose designs they are; null when they tell of a dataset alone
     */
    static void end(
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
