package io.clew.identity.mlflow;

import io.clew.identity.Segments;
import io.clew.identity.Urns;
import io.clew.model.NodeKind;
import io.clew.model.Urn;
import org.jspecify.annotations.Nullable;

/** Builds the URNs of what lives in MLflow; the system's name is {@code mlflow}. */
public final class MlflowUrns {
    /** The system's name in URNs and the protocol's name in facts. */
    public static final String SYSTEM = "mlflow";

    private MlflowUrns() {}

    /** Names an experiment, which is a job, by its name (not its id). */
    public static Urn experiment(String name) {
        return Urns.of(NodeKind.JOB, SYSTEM, name);
    }

    /** Names a run by its id. */
    public static Urn run(String runId) {
        return Urns.of(NodeKind.RUN, SYSTEM, runId);
    }

    /** Names a registered model, which a prompt also is. */
    public static Urn model(String name) {
        return Urns.of(NodeKind.MODEL, SYSTEM, name);
    }

    /** Names a version of a registered model; {@code 03} and {@code 3} are one version. */
    public static Urn modelVersion(String model, String version) {
        return Urns.of(NodeKind.MODEL_VERSION, SYSTEM, model, canonicalVersion(version));
    }

    /** Names a version of a registered model. */
    public static Urn modelVersion(String model, long version) {
        return modelVersion(model, Long.toString(version));
    }

    /** Names a logged model by its id, such as {@code m-0123…}. */
    public static Urn loggedModel(String modelId) {
        return Urns.of(NodeKind.LOGGED_MODEL, SYSTEM, modelId);
    }

    /**
     * Names a file or folder among the artifacts of a run or a logged model.
     *
     * @param ownerId id of the run or logged model
     * @param path path below its artifact root; empty for the root itself
     */
    public static Urn artifact(String ownerId, String path) {
        return Urns.artifact(SYSTEM, ownerId, path);
    }

    /**
     * Names an evaluation: the metrics that a run measured for one model on one dataset.
     *
     * <p>What is null is written {@code -}; the dataset's digest keeps two versions of it apart.
     */
    public static Urn evaluation(
            String runId,
            @Nullable String modelId,
            @Nullable String datasetName,
            @Nullable String datasetDigest) {
        String dataset =
                datasetName == null
                        ? "-"
                        : datasetDigest == null ? datasetName : datasetName + "@" + datasetDigest;
        return Urns.of(
                NodeKind.EVALUATION, SYSTEM, runId, modelId == null ? "-" : modelId, dataset);
    }

    /** Names the user that a client says it is, in a tag or in Basic credentials nobody checked. */
    public static Urn claimedUser(String name) {
        return Urns.claimedAgent(SYSTEM, name);
    }

    /** Returns the namespace of datasets that have no source of their own but their experiment. */
    public static String experimentNamespace(String experiment) {
        return SYSTEM + "/" + experiment;
    }

    /** Returns a version without leading zeros, as MLflow reads it as a number. */
    public static String canonicalVersion(String version) {
        String text = Segments.of(version);
        boolean digits = text.chars().allMatch(c -> c >= '0' && c <= '9');
        if (!digits) {
            return text;
        }
        int start = 0;
        while (start < text.length() - 1 && text.charAt(start) == '0') {
            start++;
        }
        return text.substring(start);
    }
}
