package io.clew.protocol.mlflow.loggedmodels;

import io.clew.commit.Commit;
import io.clew.model.Attributes;
import io.clew.model.EventTime;
import io.clew.protocol.mlflow.experiments.ExperimentRows;
import io.clew.protocol.mlflow.rows.Moved;
import io.clew.protocol.mlflow.rows.Scope;
import io.clew.protocol.mlflow.wire.EventTimes;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Keeps logged models as another MLflow has them, with their ids and times. */
public final class LoggedModelImport {
    private LoggedModelImport() {}

    /**
     * Makes the logged model, or changes it to be the same.
     *
     * @return whether that changed anything
     * @throws io.clew.model.ClewException NOT_FOUND when its experiment is not here
     */
    public static boolean put(
            Commit commit,
            LoggedModel brought,
            Map<String, String> tags,
            Map<String, String> params) {
        Optional<LoggedModel> there = LoggedModelRows.find(Scope.of(commit), brought.modelId());
        if (there.isEmpty()) {
            insert(commit, brought, tags, params);
            return true;
        }
        return change(commit, there.get(), brought, tags, params);
    }

    private static void insert(
            Commit commit,
            LoggedModel model,
            Map<String, String> tags,
            Map<String, String> params) {
        Scope scope = Scope.of(commit);
        ExperimentRows.get(scope, model.experimentId());
        EventTime made = EventTimes.of(model.createdMillis(), commit.now());
        EventTime updated = EventTimes.of(model.updatedMillis(), commit.now());
        LoggedModelRows.insert(scope, model);
        LoggedModelFacts.created(
                commit,
                new LoggedModel(
                        model.modelId(),
                        model.experimentId(),
                        model.name(),
                        model.artifactUri(),
                        model.createdMillis(),
                        model.updatedMillis(),
                        LoggedModelStatus.PENDING,
                        model.modelType(),
                        model.sourceRunId(),
                        false),
                made);
        params.forEach(
                (key, value) -> LoggedModelRows.putParam(scope, model.modelId(), key, value));
        LoggedModelFacts.params(commit, model.urn(), params, made);
        tags.forEach((key, value) -> LoggedModelRows.putTag(scope, model.modelId(), key, value));
        LoggedModelFacts.tags(commit, model.urn(), tags, made);
        if (model.status() != LoggedModelStatus.PENDING) {
            LoggedModelFacts.finalized(commit, model.urn(), model.status(), updated);
        }
        if (model.deleted()) {
            LoggedModelFacts.deleted(commit, model.urn(), true, updated);
        }
    }

    private static boolean change(
            Commit commit,
            LoggedModel known,
            LoggedModel brought,
            Map<String, String> tags,
            Map<String, String> params) {
        Scope scope = Scope.of(commit);
        String id = known.modelId();
        EventTime updated = EventTimes.of(brought.updatedMillis(), commit.now());
        boolean changed = changeTags(commit, known, tags);
        Map<String, String> fresh = new TreeMap<>(params);
        LoggedModelRows.params(scope, List.of(id))
                .getOrDefault(id, Map.of())
                .keySet()
                .forEach(fresh::remove);
        if (!fresh.isEmpty()) {
            fresh.forEach((key, value) -> LoggedModelRows.putParam(scope, id, key, value));
            LoggedModelFacts.params(commit, known.urn(), fresh);
            changed = true;
        }
        if (known.status() != brought.status()) {
            LoggedModelRows.setStatus(scope, id, brought.status(), brought.updatedMillis());
            LoggedModelFacts.finalized(commit, known.urn(), brought.status(), updated);
            changed = true;
        }
        if (Moved.is(known.artifactUri(), brought.artifactUri())) {
            LoggedModelRows.setArtifactUri(scope, id, brought.artifactUri());
            LoggedModelFacts.moved(commit, known.urn(), brought.artifactUri());
            changed = true;
        }
        if (known.deleted() != brought.deleted()) {
            LoggedModelRows.setDeleted(scope, id, brought.deleted(), brought.updatedMillis());
            LoggedModelFacts.deleted(commit, known.urn(), brought.deleted(), updated);
            changed = true;
        }
        return changed;
    }

    /** What was only changed here stays. */
    private static boolean changeTags(Commit commit, LoggedModel known, Map<String, String> tags) {
        Scope scope = Scope.of(commit);
        Map<String, String> there = LoggedModelRows.tags(scope, known.modelId());
        Map<String, String> fresh = new TreeMap<>();
        tags.forEach(
                (key, value) -> {
                    if (!value.equals(there.get(key))
                            && !commit.isSaid(known.urn(), Attributes.TAG + key, value)) {
                        fresh.put(key, value);
                        LoggedModelRows.putTag(scope, known.modelId(), key, value);
                    }
                });
        if (!fresh.isEmpty()) {
            LoggedModelFacts.tags(commit, known.urn(), fresh);
        }
        boolean changed = !fresh.isEmpty();
        for (Map.Entry<String, String> tag : there.entrySet()) {
            if (!tags.containsKey(tag.getKey())
                    && commit.isSaid(known.urn(), Attributes.TAG + tag.getKey(), tag.getValue())) {
                LoggedModelRows.deleteTag(scope, known.modelId(), tag.getKey());
                LoggedModelFacts.tagDeleted(commit, known.urn(), tag.getKey());
                changed = true;
            }
        }
        return changed;
    }

    /** Deletes a model that the other MLflow no longer has; says whether that changed anything. */
    public static boolean gone(Commit commit, String modelId) {
        Scope scope = Scope.of(commit);
        Optional<LoggedModel> model =
                LoggedModelRows.find(scope, modelId).filter(found -> !found.deleted());
        model.ifPresent(
                found -> {
                    LoggedModelRows.setDeleted(scope, modelId, commit.now().toEpochMilli());
                    LoggedModelFacts.deleted(commit, found.urn());
                });
        return model.isPresent();
    }
}
