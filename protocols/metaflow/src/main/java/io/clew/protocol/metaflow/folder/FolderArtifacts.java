package io.clew.protocol.metaflow.folder;

import io.clew.commit.Commit;
import io.clew.protocol.metaflow.content.Datastore;
import io.clew.protocol.metaflow.facts.Contents;
import io.clew.protocol.metaflow.facts.Moment;
import io.clew.protocol.metaflow.facts.Recorder;
import io.clew.protocol.metaflow.rows.Artifact;
import io.clew.protocol.metaflow.rows.ArtifactRows;
import io.clew.protocol.metaflow.rows.Run;
import io.clew.protocol.metaflow.rows.Scope;
import io.clew.protocol.metaflow.rows.Task;
import io.clew.protocol.metaflow.wire.Fields;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Takes the artifacts of a record's task. */
final class FolderArtifacts {
    private static final int ATTEMPT_MAX = 1_000_000;
    private static final String NOTHING = " ";

    private FolderArtifacts() {}

    static List<Fields> of(Map<?, ?> record) {
        return FolderFields.list(record, "artifacts");
    }

    /** Writes those that are not there yet. */
    static boolean add(Commit commit, Run run, Task task, List<Fields> told, Contents contents) {
        Set<ArtifactRows.Id> known = ArtifactRows.ids(Scope.of(commit), task.nodeId());
        List<Artifact> fresh = new ArrayList<>();
        Moment moment = Moment.received(commit);
        for (Fields one : told) {
            Artifact artifact = artifact(one);
            if (!known.contains(new ArtifactRows.Id(artifact.attempt(), artifact.name()))) {
                moment = fresh.isEmpty() ? FolderFields.moment(one) : moment;
                fresh.add(artifact);
            }
        }
        return !fresh.isEmpty()
                && Recorder.artifacts(commit, run, task, fresh, contents, moment) > 0;
    }

    private static Artifact artifact(Fields told) {
        return new Artifact(
                told.name("name", NOTHING),
                told.integer("attempt_id", 0, ATTEMPT_MAX, 0),
                told.text("location", NOTHING),
                told.text("ds_type", NOTHING),
                told.name("sha", NOTHING),
                told.text("type", NOTHING),
                told.text("content_type", NOTHING),
                told.text("user_name", NOTHING),
                told.texts("tags"),
                told.texts("system_tags"));
    }

    /**
     * Reads what can be read of the artifacts that a record names.
     *
     * @throws ClewException INVALID_PARAMETER when it is refused for what it says
     */
    static Contents contents(Datastore datastore, Map<?, ?> record) {
        List<Artifact> artifacts = of(record).stream().map(FolderArtifacts::artifact).toList();
        return artifacts.isEmpty()
                ? Contents.NONE
                : Contents.of(
                        datastore,
                        FolderFields.flowId(FolderFields.fields(record, "flow")),
                        FolderFields.fields(record, "step").name("step_name", ""),
                        artifacts);
    }
}
