package io.clew.protocol.mlflow.runs;

import io.clew.commit.Commit;
import io.clew.model.Attributes;
import io.clew.model.ClewException;
import io.clew.protocol.mlflow.rows.Scope;
import io.clew.protocol.mlflow.wire.KeyValue;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Changes one run within one commit, and says in the graph what is new by it. */
final class RunEdit {
    /** Tag that holds a run's name, in step with the name itself. */
    static final String NAME_TAG = "mlflow.runName";

    private final Commit commit;
    private final Scope scope;
    private Run run;

    private RunEdit(Commit commit, Run run) {
        this.commit = commit;
        this.scope = Scope.of(commit);
        this.run = run;
    }

    /**
     * Begins to change a run that takes writes.
     *
     * @throws ClewException NOT_FOUND when there is none, INVALID_PARAMETER when it is deleted
     */
    static RunEdit of(Commit commit, String runId) {
        return new RunEdit(commit, RunRows.get(Scope.of(commit), runId).requireActive());
    }

    /** Begins to change a run that was just made. */
    static RunEdit of(Commit commit, Run fresh) {
        return new RunEdit(commit, fresh);
    }

    /** Returns the run as changed so far. */
    Run run() {
        return run;
    }

    /**
     * Adds params; what is there with the same value stays as it is.
     *
     * @throws ClewException INVALID_PARAMETER when one is there with another value
     */
    RunEdit params(List<KeyValue> params) {
        if (params.isEmpty()) {
            return this;
        }
        Map<String, String> known =
                PairTable.PARAM.values(
                        scope, run.nodeId(), params.stream().map(KeyValue::key).toList());
        refuseChanges(params, known);
        for (KeyValue param : params) {
            if (known.putIfAbsent(param.key(), param.value()) == null) {
                PairTable.PARAM.put(scope, run.nodeId(), param);
                commit.declare(
                        run.urn(),
                        Attributes.PARAM + param.key(),
                        param.value(),
                        run.startTime(commit.now()));
            }
        }
        return this;
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
                    "params",
                    "Changing param values is not allowed. " + String.join(" ", changes));
        }
    }

    /** Sets tags; the last of several with one key stays. */
    RunEdit tags(List<KeyValue> tags) {
        if (tags.isEmpty()) {
            return this;
        }
        Map<String, String> wanted = new LinkedHashMap<>();
        tags.forEach(tag -> wanted.put(tag.key(), tag.value()));
        if (wanted.getOrDefault(NAME_TAG, "-").isEmpty()) {
            wanted.remove(NAME_TAG);
        }
        changeTags(wanted);
        String name = wanted.get(NAME_TAG);
        if (name != null) {
            setName(name);
        }
        return this;
    }

    /** Renames the run, its tag with it. */
    RunEdit rename(String name) {
        changeTags(Map.of(NAME_TAG, name));
        setName(name);
        return this;
    }

    /**
     * Removes a tag.
     *
     * @throws ClewException NOT_FOUND when it has none of that key
     */
    RunEdit removeTag(String key) {
        Map<String, String> removal = new HashMap<>();
        removal.put(key, null);
        if (!changeTags(removal)) {
            throw ClewException.notFound(
                    "No tag with name: " + key + " in run with id " + run.runId());
        }
        return this;
    }

    private void setName(String name) {
        if (!name.equals(run.name())) {
            update(RunChange.named(run, name));
            commit.declare(run.urn(), Attributes.NAME, name, run.now(commit.now()));
        }
    }

    /** Writes a changed run's row. */
    RunEdit update(Run changed) {
        RunRows.update(scope, changed);
        run = changed;
        return this;
    }
}
