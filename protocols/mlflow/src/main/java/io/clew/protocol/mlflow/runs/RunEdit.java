package io.clew.protocol.mlflow.runs;

import io.clew.commit.Commit;
import io.clew.model.Attributes;
import io.clew.model.ClewException;
import io.clew.model.EventTime;
import io.clew.protocol.mlflow.rows.Scope;
import io.clew.protocol.mlflow.wire.KeyValue;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Changes one run within one commit, and says in the graph what is new by it. */
final class RunEdit {
    /** Tag that holds a run's name, in step with the name itself. */
    static final String NAME_TAG = "mlflow.runName";

    private final Commit commit;
    private final Scope scope;
    private final EventTime tagsAt;

    /** All tags of a run that was made in this commit; null when others may have set some. */
    private final @Nullable NavigableMap<String, String> allTags;

    private Run run;

    private RunEdit(
            Commit commit,
            Run run,
            EventTime tagsAt,
            @Nullable NavigableMap<String, String> allTags) {
        this.commit = commit;
        this.scope = Scope.of(commit);
        this.run = run;
        this.tagsAt = tagsAt;
        this.allTags = allTags;
    }

    /**
     * Begins to change a run that takes writes.
     *
     * @throws ClewException NOT_FOUND when there is none, INVALID_PARAMETER when it is deleted
     */
    static RunEdit of(Commit commit, String runId) {
        Run run = RunRows.get(Scope.of(commit), runId).requireActive();
        return new RunEdit(commit, run, run.now(commit.now()), null);
    }

    /** Begins to change a run that another MLflow has changed, deleted or not. */
    static RunEdit ofBrought(Commit commit, Run run) {
        return new RunEdit(commit, run, run.now(commit.now()), null);
    }

    /** Begins to fill a run that was made in this commit: its tags are so from its start. */
    static RunEdit ofNew(Commit commit, Run run) {
        return new RunEdit(
                commit, run, run.startTime(commit.now()), new TreeMap<>(KeyValue.KEY_ORDER));
    }

    /** Returns the run as changed so far. */
    Run run() {
        return run;
    }

    /** Returns the tags of a run that was made in this commit, by key. */
    List<KeyValue> newTags() {
        List<KeyValue> tags = new ArrayList<>();
        Objects.requireNonNull(allTags).forEach((key, value) -> tags.add(new KeyValue(key, value)));
        return tags;
    }

    /**
     * Adds params; what is there with the same value stays as it is.
     *
     * @throws ClewException INVALID_PARAMETER when one is there with another value
     */
    void addParams(List<KeyValue> params) {
        if (params.isEmpty()) {
            return;
        }
        Map<String, String> known =
                PairTable.PARAM.values(
                        scope, run.nodeId(), params.stream().map(KeyValue::key).toList());
        refuseChanges(params, known);
        List<KeyValue> fresh = new ArrayList<>();
        for (KeyValue param : params) {
            if (known.putIfAbsent(param.key(), param.value()) == null) {
                fresh.add(param);
                commit.declare(
                        run.urn(),
                        Attributes.PARAM + param.key(),
                        param.value(),
                        run.startTime(commit.now()));
            }
        }
        PairTable.PARAM.put(scope, run.nodeId(), fresh);
    }

    private void refuseChanges(List<KeyValue> params, Map<String, String> known) {
        List<String> changes = new ArrayList<>();
        for (KeyValue param : params) {
            String old = known.get(param.key());
            if (old != null && !old.equals(param.value())) {
                changes.add(
                        "Param with key='%s' was already logged with value='%s' for run ID='%s'. Attempted logging new value '%s'."
                                .formatted(param.key(), old, run.runId(), param.value()));
            }
        }
        if (!changes.isEmpty()) {
            throw ClewException.invalid(
                    "params", "Changing param values is not allowed. " + String.join(" ", changes));
        }
    }

    /** Sets tags; the last of several with one key stays. */
    void setTags(List<KeyValue> tags) {
        if (tags.isEmpty()) {
            return;
        }
        Map<String, @Nullable String> wanted = new LinkedHashMap<>();
        tags.forEach(tag -> wanted.put(tag.key(), tag.value()));
        String name = wanted.get(NAME_TAG);
        if (name != null && name.isEmpty()) {
            wanted.remove(NAME_TAG);
        } else if (name != null) {
            setName(name);
        }
        changeTags(wanted);
    }

    /** Renames the run, its tag with it. */
    void rename(String name) {
        setName(name);
        changeTags(Map.of(NAME_TAG, name));
    }

    /**
     * Removes a tag.
     *
     * @throws ClewException NOT_FOUND when it has none of that key
     */
    void removeTag(String key) {
        if (!changeTags(Collections.singletonMap(key, null))) {
            throw ClewException.notFound(
                    "No tag with name: " + key + " in run with id " + run.runId());
        }
    }

    /** Returns the value of a tag, or null when the run has none of that key. */
    @Nullable String tag(String key) {
        return tags(List.of(key)).get(key);
    }

    /** Writes a changed run's row. */
    void update(Run changed) {
        RunRows.update(scope, changed);
        run = changed;
    }

    private void setName(String name) {
        if (!name.equals(run.name())) {
            update(run.withName(name));
            commit.declare(run.urn(), Attributes.NAME, name, tagsAt);
        }
    }

    /** Sets tags, or removes those whose value is null; says whether that changed any. */
    private boolean changeTags(Map<String, @Nullable String> wanted) {
        Map<String, String> known = tags(wanted.keySet());
        Map<String, @Nullable String> changes = new LinkedHashMap<>(wanted);
        changes.entrySet().removeIf(tag -> Objects.equals(known.get(tag.getKey()), tag.getValue()));
        if (changes.isEmpty()) {
            return false;
        }
        boolean lineage = changes.keySet().stream().anyMatch(RunLineage.TAGS::contains);
        Map<String, String> before = lineage ? tags(RunLineage.TAGS) : Map.of();
        write(changes);
        if (lineage) {
            Map<String, String> after = new HashMap<>(before);
            apply(changes, after);
            RunLineage.change(commit, run, before, after);
        }
        return true;
    }

    /** Returns at least the values of some tags, as they are now. */
    private Map<String, String> tags(Collection<String> keys) {
        return allTags == null
                ? PairTable.TAG.values(scope, run.nodeId(), keys)
                : new HashMap<>(allTags);
    }

    private void write(Map<String, @Nullable String> changes) {
        List<KeyValue> puts = new ArrayList<>();
        changes.forEach(
                (key, value) -> {
                    if (value == null) {
                        PairTable.TAG.remove(scope, run.nodeId(), key);
                    } else {
                        puts.add(new KeyValue(key, value));
                    }
                    commit.declare(run.urn(), Attributes.TAG + key, value, tagsAt);
                });
        PairTable.TAG.put(scope, run.nodeId(), puts);
        if (allTags != null) {
            apply(changes, allTags);
        }
    }

    private static void apply(Map<String, @Nullable String> changes, Map<String, String> tags) {
        changes.forEach(
                (key, value) -> {
                    if (value == null) {
                        tags.remove(key);
                    } else {
                        tags.put(key, value);
                    }
                });
    }
}
