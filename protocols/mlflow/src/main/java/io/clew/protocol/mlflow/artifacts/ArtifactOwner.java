package io.clew.protocol.mlflow.artifacts;

import io.clew.identity.Urns;
import io.clew.identity.mlflow.MlflowUrns;
import io.clew.model.Urn;
import io.clew.protocol.mlflow.loggedmodels.LoggedModel;
import io.clew.protocol.mlflow.loggedmodels.LoggedModelRows;
import io.clew.protocol.mlflow.rows.Scope;
import io.clew.protocol.mlflow.runs.RunRows;
import java.util.List;
import java.util.Optional;

/** Says whose file a path is, by the artifact roots of runs and logged models. */
public sealed interface ArtifactOwner {

    /** Returns the name of the file's own node. */
    Urn file();

    /** A file of a run, at a path below the run's root. */
    record OfRun(String runId, ArtifactPath path) implements ArtifactOwner {
        @Override
        public Urn file() {
            return MlflowUrns.artifact(runId, path.toString());
        }
    }

    /** A file of a logged model, at a path below the model's root. */
    record OfLoggedModel(LoggedModel model, ArtifactPath root, ArtifactPath path)
            implements ArtifactOwner {
        @Override
        public Urn file() {
            return MlflowUrns.artifact(model.modelId(), path.toString());
        }
    }

    /** A file below the proxy's root that belongs to nobody known. */
    record OfNobody(ArtifactPath path) implements ArtifactOwner {
        @Override
        public Urn file() {
            return Urns.artifact(
                    MlflowUrns.SYSTEM,
                    path.segments().getFirst(),
                    String.join("/", path.segments().subList(1, path.segments().size())));
        }
    }

    /**
     * Finds the owner of a path below the proxy's root.
     *
     * <p>Roots end in {@code <run id>/artifacts} or {@code models/<model id>/artifacts}, wherever
     * the experiment's artifact location is.
     *
     * @param path not the root
     */
    public static ArtifactOwner of(Scope scope, ArtifactPath path) {
        List<String> segments = path.segments();
        for (int i = 1; i < segments.size(); i++) {
            if (segments.get(i).equals("artifacts")) {
                ArtifactPath root = new ArtifactPath(segments.subList(0, i + 1));
                ArtifactPath below = new ArtifactPath(segments.subList(i + 1, segments.size()));
                Optional<ArtifactOwner> owner =
                        ownerOfRoot(scope, segments.get(i - 1), root, below);
                if (owner.isPresent()) {
                    return owner.get();
                }
            }
        }
        return new OfNobody(path);
    }

    private static Optional<ArtifactOwner> ownerOfRoot(
            Scope scope, String id, ArtifactPath root, ArtifactPath below) {
        Optional<ArtifactOwner> model =
                LoggedModelRows.find(scope, id)
                        .filter(found -> isRoot(found.artifactUri(), root))
                        .map(found -> new OfLoggedModel(found, root, below));
        return model.isPresent()
                ? model
                : RunRows.find(scope, id)
                        .filter(run -> isRoot(run.artifactUri(), root))
                        .map(run -> new OfRun(run.runId(), below));
    }

    private static boolean isRoot(String uri, ArtifactPath root) {
        return ArtifactRoot.path(uri).filter(root.toString()::equals).isPresent();
    }
}
