package io.clew.protocol.mlflow.rows;

import io.clew.commit.Commit;
import io.clew.commit.Once;
import io.clew.identity.dataset.DatasetNames;
import io.clew.model.EdgeKind;
import io.clew.model.EventTime;
import io.clew.model.Urn;
import java.util.Set;

/**
 * Says that the files at an address in a store of others are a model, so that a tool that deploys
 * what it finds at that address joins.
 */
public final class ModelPlace {
    private ModelPlace() {}

    /** Stores that other tools reach; what lies in Clew or on a machine has no address for them. */
    private static final Set<String> SHARED =
            Set.of(
                    "s3", "s3a", "s3n", "gs", "gcs", "abfs", "abfss", "wasb", "wasbs", "hdfs",
                    "dbfs");

    /**
     * Says that what is at an address was made from a model.
     *
     * @param storage where the model's files are, as MLflow's client has it
     */
    public static void of(Commit commit, String storage, Urn model, EventTime at) {
        int colon = storage.indexOf(':');
        if (colon > 0 && SHARED.contains(storage.substring(0, colon))) {
            DatasetNames.read(storage)
                    .ifPresent(
                            place ->
                                    Once.declare(
                                            commit, place.urn(), EdgeKind.DERIVED_FROM, model, at));
        }
    }
}
