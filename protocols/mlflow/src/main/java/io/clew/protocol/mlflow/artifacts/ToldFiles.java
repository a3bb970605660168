package io.clew.protocol.mlflow.artifacts;

import io.clew.commit.Commit;
import io.clew.identity.mlflow.MlflowUrns;
import io.clew.model.EventTime;
import io.clew.model.Urn;
import io.clew.protocol.mlflow.captures.FolderEnvironment;
import io.clew.protocol.mlflow.captures.Watched;
import io.clew.protocol.mlflow.loggedmodels.LoggedModel;
import io.clew.protocol.mlflow.loggedmodels.LoggedModelRows;
import io.clew.protocol.mlflow.loggedmodels.LoggedModelStatus;
import io.clew.protocol.mlflow.rows.Scope;
import io.clew.protocol.mlflow.runs.Run;
import io.clew.protocol.mlflow.runs.RunRows;
import io.clew.protocol.mlflow.wire.EventTimes;
import java.util.Map;

/**
 * Says what the watched files of a model tell that stay where another MLflow has them: the same as
 * if they were put here, since its model or run began.
 */
public final class ToldFiles {
    /** Below it the same files lie once a harvest copies them, so that both are one folder. */
    private static final String COPIED = "copied/";

    private ToldFiles() {}

    /**
     * Holds what was read of one folder.
     *
     * @param isOfModel whether a logged model has it, and not a run
     * @param id of the logged model or run
     * @param folder below the files of that one
     */
    public record Brought(
            boolean isOfModel, String id, ArtifactPath folder, Map<Watched, byte[]> files) {}

    /**
     * Says it. Files that are with this server tell it themselves, and a logged model that is not
     * finished tells nothing yet.
     *
     * @return whether that changed anything
     * @throws io.clew.model.ClewException NOT_FOUND when the logged model or run is not here
     */
    public static boolean put(Commit commit, Brought brought) {
        return brought.isOfModel() ? ofModel(commit, brought) : ofRun(commit, brought);
    }

    private static boolean ofModel(Commit commit, Brought brought) {
        Scope scope = Scope.of(commit);
        LoggedModel model = LoggedModelRows.get(scope, brought.id());
        Urn ranIn =
                model.sourceRunId().isEmpty() ? model.urn() : MlflowUrns.run(model.sourceRunId());
        return model.status() == LoggedModelStatus.READY
                && say(
                        commit,
                        brought,
                        root(model.artifactUri(), "models/" + model.modelId()),
                        model.urn(),
                        ranIn,
                        EventTimes.of(model.createdMillis(), commit.now()));
    }

    private static boolean ofRun(Commit commit, Brought brought) {
        Run run = RunRows.get(Scope.of(commit), brought.id());
        return say(
                commit,
                brought,
                root(run.artifactUri(), run.runId()),
                run.urn(),
                run.urn(),
                run.startTime(commit.now()));
    }

    private static ArtifactPath root(String uri, String below) {
        return ArtifactPath.parse(ArtifactRoot.path(uri).orElse(COPIED + below + "/artifacts"));
    }

    private static boolean say(
            Commit commit,
            Brought brought,
            ArtifactPath root,
            Urn described,
            Urn ranIn,
            EventTime began) {
        ArtifactPath folder = root.resolve(brought.folder());
        if (!WatchedFolder.files(Scope.of(commit), folder).isEmpty()) {
            return false;
        }
        WatchedFolder told = WatchedFolder.of(Map.of(), brought.files());
        FolderEnvironment environment = new FolderEnvironment(commit, folder.toString(), ranIn);
        // What was said before was so until now.
        EventTime at = environment.isNew() ? began : EventTime.received(commit.now());
        boolean changed =
                told.description()
                        .filter(description -> description.freshFacts(commit, described, at))
                        .isPresent();
        changed |= environment.set(told.environment(), at);
        if (changed) {
            commit.subject(described);
        }
        return changed;
    }
}
