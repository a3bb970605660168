package io.clew.protocol.mlflow.runs;

import io.clew.commit.Commit;
import io.clew.identity.mlflow.MlflowUrns;
import io.clew.model.Attributes;
import io.clew.model.ClewException;
import io.clew.model.EventTime;
import io.clew.protocol.mlflow.experiments.Experiment;
import io.clew.protocol.mlflow.experiments.ExperimentRows;
import io.clew.protocol.mlflow.rows.Moved;
import io.clew.protocol.mlflow.rows.Scope;
import io.clew.protocol.mlflow.wire.EventTimes;
import io.clew.protocol.mlflow.wire.KeyValue;
import io.clew.store.metrics.MetricOrder;
import io.clew.store.metrics.MetricPoint;
import io.clew.store.metrics.MetricStore;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Keeps runs as another MLflow has them, with their ids, times and whole history of metrics. */
public final class RunImport {

    /** Points of one page when the known ones are looked up, and of one addition. */
    private static final int POINTS = 50_000;

    /** Whom MLflow's stores name when a client named nobody. */
    public static final String UNKNOWN_USER = "unknown";

    private RunImport() {}

    /**
     * Describes a run of another MLflow.
     *
     * @param startMillis 0 when it does not say
     * @param deletedMillis when it was deleted; 0 when it is not, or that is not known
     */
    public record Brought(
            String runId,
            long experimentId,
            String name,
            String userId,
            RunStatus status,
            long startMillis,
            @Nullable Long endMillis,
            String artifactUri,
            boolean deleted,
            long deletedMillis,
            Map<String, String> tags,
            Map<String, String> params) {}

    /** A point of a metric of a run of another MLflow; an empty text stands for none. */
    public record Point(
            String key,
            double value,
            long timestampMillis,
            long step,
            String modelId,
            String datasetName,
            String datasetDigest) {

        private Measured measured() {
            return new Measured(
                    key, value, timestampMillis, step, modelId, datasetName, datasetDigest);
        }
    }

    /**
     * Says what came of a run.
     *
     * @param isNew whether it was made
     * @param isChanged whether it was made or changed
     */
    public record Put(Run run, boolean isNew, boolean isChanged) {}

    /**
     * Makes the run, or changes it to be the same.
     *
     * @throws ClewException NOT_FOUND when its experiment is not here; INVALID_PARAMETER when a run
     *     of its id is in another experiment, or has a param with another value
     */
    public static Put put(Commit commit, Brought brought) {
        Scope scope = Scope.of(commit);
        Optional<Run> there = RunRows.find(scope, brought.runId());
        if (there.isEmpty()) {
            return new Put(insert(commit, brought), true, true);
        }
        Run known = there.get();
        if (known.experimentId() != brought.experimentId()) {
            throw ClewException.invalid(
                    "experiment",
                    "a run of this id is in experiment %d here".formatted(known.experimentId()));
        }
        return change(commit, known, brought);
    }

    private static Run insert(Commit commit, Brought brought) {
        Scope scope = Scope.of(commit);
        Experiment experiment = ExperimentRows.get(scope, brought.experimentId());
        Run began =
                new Run(
                        commit.nodeId(MlflowUrns.run(brought.runId())),
                        experiment.id(),
                        brought.runId(),
                        brought.name(),
                        brought.userId(),
                        RunStatus.RUNNING,
                        1,
                        EventTimes.isTime(brought.startMillis())
                                ? brought.startMillis()
                                : commit.now().toEpochMilli(),
                        brought.startMillis(),
                        null,
                        brought.artifactUri(),
                        false);
        Run ended =
                began.withStatus(brought.status(), brought.endMillis())
                        .withDeleted(brought.deleted());
        RunRows.insert(scope, ended);
        commit.subject(ended.urn());
        RunFacts.created(commit, began.withUser(known(brought.userId())), experiment.urn());
        RunEdit edit = RunEdit.ofNew(commit, ended);
        edit.setTags(pairs(brought.tags()));
        edit.addParams(pairs(brought.params()));
        RunFacts.updated(commit, began, ended);
        if (ended.deleted()) {
            RunFacts.deleted(
                    commit,
                    ended,
                    brought.deletedMillis() >= ended.attemptMillis()
                            ? EventTimes.of(brought.deletedMillis(), commit.now())
                            : ended.now(commit.now()));
        }
        return edit.run();
    }

    /** MLflow's stores write this for nobody. */
    private static String known(String user) {
        return user.equals(UNKNOWN_USER) ? "" : user;
    }

    private static Put change(Commit commit, Run known, Brought brought) {
        Scope scope = Scope.of(commit);
        RunEdit edit = RunEdit.ofBrought(commit, known);
        boolean changed = changeTags(commit, edit, brought.tags());
        Map<String, String> params =
                PairTable.PARAM.values(scope, known.nodeId(), brought.params().keySet());
        if (!params.equals(brought.params())) {
            edit.addParams(pairs(brought.params()));
            changed = true;
        }
        Run before = edit.run();
        if (before.status() != brought.status()
                || !Objects.equals(before.endMillis(), brought.endMillis())) {
            boolean reopened = before.status().isTerminal() && !brought.status().isTerminal();
            edit.update(
                    reopened
                            ? before.reopened(
                                    brought.status(),
                                    brought.endMillis(),
                                    Math.max(commit.now().toEpochMilli(), before.attemptMillis()))
                            : before.withStatus(brought.status(), brought.endMillis()));
            RunFacts.updated(commit, before, edit.run());
            changed = true;
        }
        changed |= move(commit, edit, brought.artifactUri());
        changed |= setDeleted(commit, edit, brought.deleted());
        if (changed) {
            commit.subject(known.urn());
        }
        return new Put(edit.run(), false, changed);
    }

    private static boolean move(Commit commit, RunEdit edit, String artifactUri) {
        if (!Moved.is(edit.run().artifactUri(), artifactUri)) {
            return false;
        }
        edit.update(edit.run().withArtifactUri(artifactUri));
        commit.declare(
                edit.run().urn(),
                Attributes.STORAGE,
                artifactUri,
                EventTime.received(commit.now()));
        return true;
    }

    private static boolean setDeleted(Commit commit, RunEdit edit, boolean deleted) {
        if (edit.run().deleted() == deleted) {
            return false;
        }
        edit.update(edit.run().withDeleted(deleted));
        RunFacts.deleted(commit, edit.run());
        return true;
    }

    /**
     * Sets the tags that the other MLflow changed since it was last asked, and removes those that
     * it no longer has; what was only changed here stays.
     */
    private static boolean changeTags(Commit commit, RunEdit edit, Map<String, String> tags) {
        Run run = edit.run();
        Map<String, String> there = new TreeMap<>();
        PairTable.TAG
                .all(Scope.of(commit), List.of(run.nodeId()))
                .getOrDefault(run.nodeId(), List.of())
                .forEach(tag -> there.put(tag.key(), tag.value()));
        List<KeyValue> wanted = new ArrayList<>();
        tags.forEach(
                (key, value) -> {
                    if (!value.equals(there.get(key))
                            && !commit.isSaid(run.urn(), Attributes.TAG + key, value)) {
                        wanted.add(new KeyValue(key, value));
                    }
                });
        edit.setTags(wanted);
        boolean changed = !wanted.isEmpty();
        for (Map.Entry<String, String> tag : there.entrySet()) {
            boolean isGone =
                    !tags.containsKey(tag.getKey()) && !tag.getKey().equals(RunEdit.NAME_TAG);
            if (isGone && commit.isSaid(run.urn(), Attributes.TAG + tag.getKey(), tag.getValue())) {
                edit.removeTag(tag.getKey());
                changed = true;
            }
        }
        return changed;
    }

    private static List<KeyValue> pairs(Map<String, String> map) {
        return map.entrySet().stream()
                .map(pair -> new KeyValue(pair.getKey(), pair.getValue()))
                .toList();
    }

    /**
     * Adds the points that the run has not yet.
     *
     * @param isNew whether the run was made in this commit, and so has none
     * @return whether there were any
     */
    public static boolean addPoints(Commit commit, Run run, List<Point> points, boolean isNew) {
        List<Measured> fresh = isNew ? measured(points) : unknown(commit, run, points);
        for (int from = 0; from < fresh.size(); from += POINTS) {
            RunMetrics.add(commit, run, fresh.subList(from, Math.min(fresh.size(), from + POINTS)));
        }
        return !fresh.isEmpty();
    }

    private static List<Measured> measured(List<Point> points) {
        return points.stream().map(Point::measured).toList();
    }

    private static List<Measured> unknown(Commit commit, Run run, List<Point> points) {
        Map<String, Set<MetricPoint>> known = new HashMap<>();
        List<Measured> unknown = new ArrayList<>();
        for (Measured one : measured(points)) {
            Set<MetricPoint> ofKey =
                    known.computeIfAbsent(one.key(), key -> history(commit, run, key));
            if (ofKey.add(
                    new MetricPoint(
                            one.key(), one.value(), one.timestampMillis(), one.step(), 0))) {
                unknown.add(one);
            }
        }
        return unknown;
    }

    /** Returns the points of a metric, whatever they were measured for. */
    private static Set<MetricPoint> history(Commit commit, Run run, String key) {
        Set<MetricPoint> all = new HashSet<>();
        MetricPoint last = null;
        while (true) {
            List<MetricPoint> page =
                    MetricStore.history(
                            commit.db(), run.nodeId(), key, MetricOrder.TIME, last, POINTS);
            page.forEach(
                    point ->
                            all.add(
                                    new MetricPoint(
                                            point.key(),
                                            point.value(),
                                            point.timestampMillis(),
                                            point.step(),
                                            0)));
            if (page.size() < POINTS) {
                return all;
            }
            last = page.getLast();
        }
    }

    /**
     * Finds a run that was brought before.
     *
     * @throws ClewException NOT_FOUND when there is none
     */
    public static Run get(Commit commit, String runId) {
        return RunRows.get(Scope.of(commit), runId);
    }

    /** Deletes a run that the other MLflow no longer has; says whether that changed anything. */
    public static boolean gone(Commit commit, String runId) {
        Optional<Run> run = RunRows.find(Scope.of(commit), runId);
        if (run.isEmpty() || !setDeleted(commit, RunEdit.ofBrought(commit, run.get()), true)) {
            return false;
        }
        commit.subject(run.get().urn());
        return true;
    }
}
