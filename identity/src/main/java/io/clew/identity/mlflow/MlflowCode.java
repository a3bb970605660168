package io.clew.identity.mlflow;

import io.clew.identity.code.CodeName;
import io.clew.identity.code.CodeState;
import io.clew.identity.code.GitRemotes;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads from a run's tags which code it executed. */
public final class MlflowCode {
    private static final String COMMIT = "mlflow.source.git.commit";
    private static final String REPOSITORY = "mlflow.source.git.repoURL";
    private static final String DIRTY = "mlflow.source.git.dirty";
    private static final String DIFF = "mlflow.source.git.diff";
    private static final String SOURCE_NAME = "mlflow.source.name";

    /** What runs the code of a notebook or a command line; it is not the code. */
    private static final Set<String> LAUNCHERS =
            Set.of("ipykernel_launcher.py", "colab_kernel_launcher.py", "-c", "-m", "-", "<stdin>");

    private MlflowCode() {}

    /**
     * Names the code by commit, else by entry point; empty when the tags tell neither.
     *
     * <p>Without the tag {@code mlflow.source.git.dirty} the state is unknown: MLflow's client
     * tells the commit of a working copy whatever changes that has.
     *
     * @param tags the run's tags
     * @param runId the run, which names changes that nobody kept
     */
    public static Optional<CodeName> of(Map<String, String> tags, String runId) {
        Optional<String> commit = told(tags.get(COMMIT)).flatMap(CodeName::commitId);
        if (commit.isEmpty()) {
            return told(tags.get(SOURCE_NAME))
                    .filter(name -> !LAUNCHERS.contains(name.substring(name.lastIndexOf('/') + 1)))
                    .map(name -> CodeName.byPath(MlflowUrns.SYSTEM, name, CodeState.UNKNOWN));
        }
        Optional<String> repository =
                told(tags.get(REPOSITORY))
                        .flatMap(GitRemotes::repository)
                        .or(
                                () ->
                                        told(tags.get(SOURCE_NAME))
                                                .flatMap(MlflowCode::projectRepository));
        return Optional.of(named(repository, commit.get(), tags, runId));
    }

    private static CodeName named(
            Optional<String> repository, String commit, Map<String, String> tags, String runId) {
        String dirty = told(tags.get(DIRTY)).orElse("");
        if (dirty.equalsIgnoreCase("false")) {
            return CodeName.clean(repository, commit);
        }
        if (!dirty.equalsIgnoreCase("true")) {
            return CodeName.unknown(repository, commit);
        }
        return told(tags.get(DIFF))
                .map(patch -> CodeName.dirty(repository, commit, patch))
                .orElseGet(() -> CodeName.dirtyUnknownPatch(repository, commit, runId));
    }

    /** A project that was run from its repository has the remote as its source's name. */
    private static Optional<String> projectRepository(String sourceName) {
        return sourceName.contains("://") || sourceName.startsWith("git@")
                ? GitRemotes.repository(sourceName)
                : Optional.empty();
    }

    private static Optional<String> told(@Nullable String text) {
        return Optional.ofNullable(text).filter(t -> !t.isBlank());
    }
}
