package io.clew.harvest;

import io.clew.harvest.azureml.AzureMlKind;
import io.clew.harvest.marquez.MarquezKind;
import io.clew.harvest.metaflow.MetaflowKind;
import io.clew.harvest.mlflow.MlflowKind;
import io.clew.harvest.sagemaker.SageMakerKind;
import java.util.List;

/** Lists the kinds of sources: one line each. */
public final class Kinds {
    private Kinds() {}

    /** Returns all kinds, in the order of the help. */
    public static List<SourceKind> all() {
        return List.of(
                new AzureMlKind(),
                new MarquezKind(),
                new MetaflowKind(),
                new MlflowKind(),
                new SageMakerKind());
    }
}
