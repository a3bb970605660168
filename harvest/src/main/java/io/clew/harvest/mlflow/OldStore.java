package io.clew.harvest.mlflow;

import io.clew.harvest.Sink;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads one form in which an MLflow keeps what it has; what cannot be read goes to the sink. */
interface OldStore extends AutoCloseable {

    /** Names it for people, without secrets. */
    String origin();

    /** Returns all experiments. */
    List<Doc> experiments(Sink problems) throws IOException, InterruptedException;

    /** Returns how many runs there are, about. */
    long runCount() throws IOException, InterruptedException;

    /**
     * Returns some runs in a fixed order.
     *
     * @param place where to go on, as the page before said; empty for the first page
     */
    Page runs(String place, Sink problems) throws IOException, InterruptedException;

    /**
     * Holds some runs.
     *
     * @param next the place after them; empty when there are no more
     */
    record Page(List<Doc> runs, String next) {}

    /** Visits all points of metrics of some runs of the page before, run after run. */
    void points(List<Doc> runs, Points visitor, Sink problems)
            throws IOException, InterruptedException;

    /** Takes points. */
    interface Points {
        /**
         * Takes one.
         *
         * @param point key, value, time, step and, where told, model, dataset and digest
         */
        void take(String run, List<Object> point);
    }

    /** Returns all logged models. */
    List<Doc> models(Sink problems) throws IOException, InterruptedException;

    /** Returns registered models, each before its versions, and these before its aliases. */
    List<Doc> registry(Sink problems) throws IOException, InterruptedException;

    /** Returns the ids of all runs; empty where that cannot be told. */
    Optional<Set<String>> runIds() throws IOException, InterruptedException;

    /** Tells what it has that is not brought. */
    void leftOut(Sink problems) throws IOException, InterruptedException;

    @Override
    void close();
}
