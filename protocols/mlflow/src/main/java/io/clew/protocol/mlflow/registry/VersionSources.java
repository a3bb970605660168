package io.clew.protocol.mlflow.registry;

import io.clew.identity.mlflow.MlflowUrns;
import io.clew.model.ClewException;
import io.clew.model.EdgeKind;
import io.clew.protocol.mlflow.loggedmodels.LoggedModel;
import io.clew.protocol.mlflow.loggedmodels.LoggedModelRows;
import io.clew.protocol.mlflow.registry.VersionOrigin.Cause;
import io.clew.protocol.mlflow.rows.Scope;
import io.clew.protocol.mlflow.runs.Run;
import io.clew.protocol.mlflow.runs.RunRows;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Finds out what a model version came from, by the source, run and logged model a client names. */
final class VersionSources {
    /** Rule that {@code runs:/<run>/<name>} means the run's newest logged model of that name. */
    static final String RUNS_URI_RULE = "runs-uri-to-logged-model";

    /** Rule that files within a logged model's own folder are that logged model. */
    static final String LOCATION_RULE = "location-to-logged-model";

    /** Rule that files within a run's own folder were made by that run. */
    static final String RUN_LOCATION_RULE = "location-to-run";

    private static final Pattern RUNS_URI = Pattern.compile("runs:/+([^/]+)(?:/(.*))?");
    private static final Pattern MODEL_FOLDER = Pattern.compile("/models/(m-[0-9a-f]{32})(?=/|$)");
    private static final Pattern RUN_FOLDER = Pattern.compile("/([0-9a-f]{32})/artifacts(?=/|$)");

    private final Scope scope;

    VersionSources(Scope scope) {
        this.scope = scope;
    }

    /**
     * Resolves what a client named.
     *
     * @param runId empty when it named none
     * @param modelId id of a logged model; empty when it named none
     * @throws ClewException INVALID_PARAMETER when the source is none or contradicts the rest;
     *     NOT_FOUND when it names a model that is not there
     */
    VersionOrigin resolve(String source, String runId, String modelId) {
        Optional<LoggedModel> named =
                modelId.isEmpty()
                        ? Optional.empty()
                        : Optional.of(LoggedModelRows.require(scope, modelId));
        if (SourceChecks.isLocal(source)) {
            requireWithin(source, runId, named);
        } else {
            SourceChecks.requireNoClimbing(source);
        }
        return SourceChecks.scheme(source).equals("models")
                ? ofModel(source, runId, named)
                : ofFiles(source, runId, named);
    }

    /**
     * Resolves the source of a version that another MLflow accepted: what cannot be found here is
     * kept as it is.
     */
    VersionOrigin resolveBrought(String source, String runId) {
        if (SourceChecks.scheme(source).equals("models")) {
            try {
                return ofModel(source, runId, Optional.empty());
            } catch (ClewException unknown) {
                return ofRun(source, runId, null);
            }
        }
        return ofFiles(source, runId, Optional.empty());
    }

    private void requireWithin(String source, String runId, Optional<LoggedModel> named) {
        if (named.isPresent()) {
            SourceChecks.requireWithin(source, named.get().artifactUri(), "model_id");
        } else {
            String root = runId.isEmpty() ? "" : RunRows.get(scope, runId).artifactUri();
            SourceChecks.requireWithin(source, root, "run_id");
        }
    }

    private VersionOrigin ofModel(String source, String runId, Optional<LoggedModel> named) {
        ModelUri uri = ModelUri.parse(source).orElseThrow(() -> invalid(source));
        if (uri instanceof ModelUri.LoggedModelId(String id)) {
            LoggedModel model = LoggedModelRows.require(scope, id);
            if (named.isPresent() && !named.get().modelId().equals(id)) {
                throw invalid(source);
            }
            return ofLoggedModel(source, model.artifactUri(), runId, model, null);
        }
        ModelVersion copied = version(uri, source);
        String run = runId.isEmpty() ? copied.runId() : runId;
        List<Cause> causes = new ArrayList<>();
        causes.add(new Cause(EdgeKind.DERIVED_FROM, copied.urn(), null));
        if (!run.equals(copied.runId())) {
            causes.add(new Cause(EdgeKind.GENERATED_BY, MlflowUrns.run(run), null));
        }
        named.filter(model -> !model.modelId().equals(copied.loggedModelId()))
                .ifPresent(model -> causes.add(derivedFrom(model, null)));
        return new VersionOrigin(
                ModelUri.SCHEME + "/" + copied.name() + "/" + copied.version(),
                copied.storage(),
                run,
                named.map(LoggedModel::modelId).orElse(copied.loggedModelId()),
                causes);
    }

    private ModelVersion version(ModelUri uri, String source) {
        RegistryLookups lookups = new RegistryLookups(scope);
        return switch (uri) {
            case ModelUri.Numbered(String name, long number) ->
                    VersionRows.require(scope, name, number);
            case ModelUri.Aliased(String name, String alias) -> lookups.byAlias(name, alias);
            case ModelUri.Staged(String name, String stage) ->
                    lookups.newest(name, Optional.of(Stage.of(stage)));
            case ModelUri.Latest(String name) -> lookups.newest(name, Optional.empty());
            case ModelUri.LoggedModelId id -> throw invalid(source);
        };
    }

    private VersionOrigin ofFiles(String source, String runId, Optional<LoggedModel> named) {
        if (named.isPresent()) {
            return ofLoggedModel(source, source, runId, named.get(), null);
        }
        Matcher runs = RUNS_URI.matcher(source);
        if (runs.matches()) {
            String run = runId.isEmpty() ? runs.group(1) : runId;
            String name = runs.group(2) == null ? "" : runs.group(2);
            return LoggedModelRows.findByRun(scope, runs.group(1), name)
                    .map(model -> ofLoggedModel(source, source, run, model, RUNS_URI_RULE))
                    .orElseGet(() -> ofRun(source, run, null));
        }
        Optional<LoggedModel> at = loggedModelAt(source);
        if (at.isPresent()) {
            return ofLoggedModel(source, source, runId, at.get(), LOCATION_RULE);
        }
        if (runId.isEmpty()) {
            String run = runAt(source);
            return ofRun(source, run, run.isEmpty() ? null : RUN_LOCATION_RULE);
        }
        return ofRun(source, runId, null);
    }

    private static VersionOrigin ofLoggedModel(
            String source, String storage, String runId, LoggedModel model, @Nullable String rule) {
        List<Cause> causes = new ArrayList<>();
        causes.add(derivedFrom(model, rule));
        // The run of the logged model is reached through it; naming it here too would hide that.
        if (!runId.isEmpty() && !runId.equals(model.sourceRunId())) {
            causes.add(new Cause(EdgeKind.GENERATED_BY, MlflowUrns.run(runId), null));
        }
        return new VersionOrigin(
                source,
                storage,
                runId.isEmpty() ? model.sourceRunId() : runId,
                model.modelId(),
                causes);
    }

    private static VersionOrigin ofRun(String source, String runId, @Nullable String rule) {
        List<Cause> causes =
                runId.isEmpty()
                        ? List.of()
                        : List.of(new Cause(EdgeKind.GENERATED_BY, MlflowUrns.run(runId), rule));
        return new VersionOrigin(source, source, runId, "", causes);
    }

    private static Cause derivedFrom(LoggedModel model, @Nullable String rule) {
        return new Cause(EdgeKind.DERIVED_FROM, model.urn(), rule);
    }

    private Optional<LoggedModel> loggedModelAt(String source) {
        Matcher folder = MODEL_FOLDER.matcher(source);
        return folder.find()
                ? LoggedModelRows.find(scope, folder.group(1))
                        .filter(model -> isWithin(source, model.artifactUri()))
                : Optional.empty();
    }

    private String runAt(String source) {
        Matcher folder = RUN_FOLDER.matcher(source);
        return folder.find()
                ? RunRows.find(scope, folder.group(1))
                        .filter(run -> isWithin(source, run.artifactUri()))
                        .map(Run::runId)
                        .orElse("")
                : "";
    }

    private static boolean isWithin(String source, String root) {
        return source.equals(root) || source.startsWith(root + "/");
    }

    private static ClewException invalid(String source) {
        return ClewException.invalid(
                "source",
                "Invalid model version source: '%s'. It must be a model that is in this registry, and the one that model_id names if that is given"
                        .formatted(source));
    }
}
