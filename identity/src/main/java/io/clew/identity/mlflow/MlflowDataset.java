package io.clew.identity.mlflow;

import io.clew.identity.dataset.DatasetName;
import io.clew.identity.dataset.DatasetVersions;
import io.clew.model.Urn;
import java.util.Map;
import java.util.Optional;

/**
 * Says which dataset an MLflow client means, and which version of it.
 *
 * @param name the dataset's canonical name
 * @param weakName true when the name says little: its namespace is the experiment, since the client
 *     told no source or one that does not say where it is
 * @param version the version's URN by the contract's order; empty when neither a version nor a
 *     digest was told
 * @param source the source as the client wrote it, without credentials, for showing
 * @param part which part of the dataset was read (split, configuration, query), by MLflow's keys
 */
public record MlflowDataset(
        DatasetName name,
        boolean weakName,
        Optional<Urn> version,
        Optional<String> source,
        Map<String, String> part) {
    public MlflowDataset {
        part = Map.copyOf(part);
    }

    /** Returns the dataset's URN. */
    public Urn urn() {
        return name.urn();
    }

    /** Says whether its version is named by MLflow's own digest, which never stitches. */
    public boolean weakVersion() {
        return version.filter(DatasetVersions::isWeak).isPresent();
    }
}
