package io.clew.questions.diff;

import io.clew.questions.diff.align.Alignment;
import io.clew.questions.diff.align.Pair;
import io.clew.questions.diff.align.Role;
import io.clew.questions.diff.side.Newest;
import io.clew.questions.diff.side.Thing;
import io.clew.questions.diff.work.Work;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Adds to one thing at two times what feeds it at these times: the model may be the same, and the
 * newest version of what it reads another.
 */
final class Live {

    private Live() {}

    static void add(Work work, Alignment alignment) {
        Set<Integer> done = new HashSet<>();
        int start = 0;
        while (start < alignment.pairs().size()) {
            Map<Integer, Pair> datasets = new LinkedHashMap<>();
            List<Pair> pairs = List.copyOf(alignment.pairs());
            for (Pair pair : pairs.subList(start, pairs.size())) {
                Thing thing = pair.after() == null ? pair.before() : pair.after();
                if (pair.role() == Role.DATA
                        && thing != null
                        && thing.isContained()
                        && done.add(alignment.after().canonical(thing.container()))) {
                    datasets.put(thing.container(), pair);
                }
            }
            start = pairs.size();
            List<Map<Integer, Integer>> newest =
                    Newest.versions(
                            work,
                            List.of(alignment.before(), alignment.after()),
                            datasets.keySet());
            Map<Integer, Integer> before = newest.getFirst();
            Map<Integer, Integer> after = newest.getLast();
            datasets.forEach(
                    (dataset, pair) ->
                            alignment.addLive(
                                    pair,
                                    known(before.get(dataset), dataset),
                                    known(after.get(dataset), dataset)));
            alignment.walk();
        }
    }

    /** Where no version is known, the dataset itself tells how it is. */
    private static Integer known(@Nullable Integer version, int dataset) {
        return version == null ? dataset : version;
    }
}
