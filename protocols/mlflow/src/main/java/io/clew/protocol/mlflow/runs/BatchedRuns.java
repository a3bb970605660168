package io.clew.protocol.mlflow.runs;

import io.clew.protocol.mlflow.rows.MlflowStore;
import io.clew.protocol.mlflow.wire.Call;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;

/**
 * Reads the data of many runs a batch at a time while they are written, so that a page of 50,000
 * runs is never held as a whole.
 */
record BatchedRuns(MlflowStore store, Call call, List<Run> runs)
        implements Iterable<BatchedRuns.One> {

    /** A run and the data of its batch. */
    record One(Run run, RunData data) {}

    @Override
    public Iterator<One> iterator() {
        return new Batches();
    }

    private final class Batches implements Iterator<One> {
        private int next;
        private RunData data = RunData.EMPTY;

        @Override
        public boolean hasNext() {
            return next < runs.size();
        }

        @Override
        public One next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            if (next % RunData.BATCH == 0) {
                List<Integer> nodes =
                        runs.subList(next, Math.min(runs.size(), next + RunData.BATCH)).stream()
                                .map(Run::nodeId)
                                .toList();
                data = store.read(call, scope -> RunData.of(scope, nodes));
            }
            return new One(runs.get(next++), data);
        }
    }
}
