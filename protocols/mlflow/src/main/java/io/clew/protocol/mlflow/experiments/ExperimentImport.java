package io.clew.protocol.mlflow.experiments;

import io.clew.commit.Commit;
import io.clew.model.Attributes;
import io.clew.model.ClewException;
import io.clew.model.EventTime;
import io.clew.protocol.mlflow.rows.Moved;
import io.clew.protocol.mlflow.rows.Scope;
import io.clew.protocol.mlflow.wire.EventTimes;
import io.clew.protocol.mlflow.wire.KeyValue;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Keeps experiments as another MLflow has them, with their ids and times. */
public final class ExperimentImport {
    private ExperimentImport() {}

    /**
     * Describes an experiment of another MLflow.
     *
     * @param createdMillis 0 when it does not say
     * @param updatedMillis 0 when it does not say
     */
    public record Brought(
            long id,
            String name,
            String artifactLocation,
            boolean deleted,
            long createdMillis,
            long updatedMillis,
            Map<String, String> tags) {}

    /**
     * Makes the experiment, or changes it to be the same.
     *
     * @param isOurs whether the same harvest brought it before
     * @return whether that changed anything
     * @throws ClewException INVALID_PARAMETER when its id or name is another experiment's here
     */
    public static boolean put(Commit commit, Brought brought, boolean isOurs) {
        Scope scope = Scope.of(commit);
        Optional<Experiment> there = ExperimentRows.find(scope, brought.id());
        if (there.isEmpty()) {
            requireFreeName(scope, brought);
            insert(commit, brought);
            return true;
        }
        Experiment known = there.get();
        if (!isOurs && !known.name().equals(brought.name())) {
            throw ClewException.invalid(
                    "id",
                    "experiment %d is '%s' here, and ids are kept: harvest into another workspace"
                            .formatted(known.id(), known.name()));
        }
        boolean changed = rename(commit, known, brought);
        changed |= setTags(commit, known, brought.tags());
        if (isOurs && Moved.is(known.artifactLocation(), brought.artifactLocation())) {
            ExperimentRows.setArtifactLocation(scope, known.id(), brought.artifactLocation());
            commit.subject(known.urn());
            commit.declare(
                    known.urn(),
                    Attributes.STORAGE,
                    brought.artifactLocation(),
                    EventTime.received(commit.now()));
            changed = true;
        }
        if (known.deleted() != brought.deleted()) {
            ExperimentRows.setDeleted(
                    scope, known.id(), brought.deleted(), commit.now().toEpochMilli());
            ExperimentFacts.deleted(commit, known, List.of(), brought.deleted());
            changed = true;
        }
        return changed;
    }

    private static void requireFreeName(Scope scope, Brought brought) {
        ExperimentRows.find(scope, brought.name())
                .ifPresent(
                        other -> {
                            throw ClewException.invalid(
                                    "name",
                                    "'%s' is experiment %d here, and ids are kept: harvest into another workspace"
                                            .formatted(other.name(), other.id()));
                        });
    }

    private static void insert(Commit commit, Brought brought) {
        Scope scope = Scope.of(commit);
        long now = commit.now().toEpochMilli();
        long created = EventTimes.isTime(brought.createdMillis()) ? brought.createdMillis() : now;
        long updated =
                EventTimes.isTime(brought.updatedMillis()) ? brought.updatedMillis() : created;
        String urnName =
                ExperimentRows.isUrnNameTaken(scope, brought.name())
                        ? brought.name() + "#" + brought.id()
                        : brought.name();
        Experiment experiment =
                new Experiment(
                        brought.id(),
                        brought.name(),
                        urnName,
                        brought.artifactLocation(),
                        brought.deleted(),
                        created,
                        updated);
        ExperimentRows.insert(scope, experiment);
        List<KeyValue> tags =
                brought.tags().entrySet().stream()
                        .map(tag -> new KeyValue(tag.getKey(), tag.getValue()))
                        .toList();
        tags.forEach(tag -> ExperimentRows.setTag(scope, experiment.id(), tag));
        ExperimentFacts.created(
                commit, experiment, tags, EventTimes.of(brought.createdMillis(), commit.now()));
        if (brought.deleted()) {
            ExperimentFacts.deleted(
                    commit,
                    experiment,
                    List.of(),
                    true,
                    EventTimes.of(brought.updatedMillis(), commit.now()));
        }
    }

    private static boolean rename(Commit commit, Experiment known, Brought brought) {
        if (known.name().equals(brought.name())) {
            return false;
        }
        Scope scope = Scope.of(commit);
        requireFreeName(scope, brought);
        ExperimentRows.rename(scope, known.id(), brought.name(), commit.now().toEpochMilli());
        ExperimentFacts.renamed(commit, known, brought.name());
        return true;
    }

    private static boolean setTags(Commit commit, Experiment known, Map<String, String> tags) {
        Scope scope = Scope.of(commit);
        Map<String, String> there = new TreeMap<>();
        ExperimentRows.tags(scope, List.of(known.id()))
                .getOrDefault(known.id(), List.of())
                .forEach(tag -> there.put(tag.key(), tag.value()));
        EventTime now = EventTime.received(commit.now());
        boolean changed = false;
        for (Map.Entry<String, String> tag : tags.entrySet()) {
            if (!tag.getValue().equals(there.get(tag.getKey()))) {
                ExperimentRows.setTag(
                        scope, known.id(), new KeyValue(tag.getKey(), tag.getValue()));
                commit.subject(known.urn());
                commit.declare(known.urn(), Attributes.TAG + tag.getKey(), tag.getValue(), now);
                changed = true;
            }
        }
        for (Map.Entry<String, String> tag : there.entrySet()) {
            boolean isGone = !tags.containsKey(tag.getKey());
            if (isGone
                    && commit.isSaid(known.urn(), Attributes.TAG + tag.getKey(), tag.getValue())) {
                ExperimentRows.deleteTag(scope, known.id(), tag.getKey());
                commit.subject(known.urn());
                commit.declare(known.urn(), Attributes.TAG + tag.getKey(), null, now);
                changed = true;
            }
        }
        return changed;
    }
}
