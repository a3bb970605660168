package io.clew.identity.dataset;

import io.clew.identity.Segments;
import io.clew.model.NodeKind;
import io.clew.model.Urn;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Names the versions of a dataset by what is known of them, the first that applies: the producer's
 * version, a strong content digest, MLflow's weak digest, the run that made it.
 */
public final class DatasetVersions {
    private static final Pattern SHA256 = Pattern.compile("(?:sha-?256[:-])?([0-9a-fA-F]{64})");

    private DatasetVersions() {}

    /** Names a version by the producer's own id of it, such as a table format's snapshot. */
    public static Urn byProducer(Urn dataset, String version) {
        return version(dataset, "v-" + version);
    }

    /** Names a version by the SHA-256 of its content: 64 hex digits. */
    public static Urn bySha256(Urn dataset, String hex) {
        return version(dataset, "sha256-" + hex.toLowerCase(Locale.ROOT));
    }

    /** Names a version by MLflow's digest, which is weak: it never stitches. */
    public static Urn byMlflowDigest(Urn dataset, String digest) {
        return version(dataset, "mlflow-" + digest);
    }

    /** Names a version by the run that made it, when nothing better is known. */
    public static Urn byRun(Urn dataset, String runId) {
        return version(dataset, "run-" + runId);
    }

    /**
     * Names a version by the first of these that is known; empty when none is.
     *
     * @param producer the producer's version
     * @param digest a digest of the content; only a SHA-256 is strong, any other is ignored
     * @param mlflowDigest MLflow's digest
     * @param runId the run that made it, if it completed
     */
    public static Optional<Urn> of(
            Urn dataset,
            @Nullable String producer,
            @Nullable String digest,
            @Nullable String mlflowDigest,
            @Nullable String runId) {
        return told(producer)
                .map(version -> byProducer(dataset, version))
                .or(
                        () ->
                                told(digest)
                                        .flatMap(DatasetVersions::sha256)
                                        .map(h -> bySha256(dataset, h)))
                .or(() -> told(mlflowDigest).map(weak -> byMlflowDigest(dataset, weak)))
                .or(() -> told(runId).map(run -> byRun(dataset, run)));
    }

    /** Returns the hex digits of a text that is a SHA-256, bare or behind {@code sha256:}. */
    public static Optional<String> sha256(String digest) {
        var m = SHA256.matcher(digest);
        return m.matches() ? Optional.of(m.group(1).toLowerCase(Locale.ROOT)) : Optional.empty();
    }

    /** Says whether a version was named by a weak digest, which must never stitch. */
    public static boolean isWeak(Urn datasetVersion) {
        return datasetVersion.last().startsWith("mlflow-");
    }

    /** Says whether a version was named by the run that made it. */
    public static boolean isByRun(Urn datasetVersion) {
        return datasetVersion.last().startsWith("run-");
    }

    private static Optional<String> told(@Nullable String text) {
        return Optional.ofNullable(text).filter(t -> !t.isBlank());
    }

    private static Urn version(Urn dataset, String version) {
        List<String> segments = new ArrayList<>(dataset.segments());
        segments.add(Segments.of(version));
        return new Urn(NodeKind.DATASET_VERSION, segments);
    }
}
