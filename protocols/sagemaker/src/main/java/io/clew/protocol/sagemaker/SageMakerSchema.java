package io.clew.protocol.sagemaker;

import io.clew.store.Migration;
import java.util.List;

/** Lists the migrations of the protocol's own tables; every row carries its workspace. */
public final class SageMakerSchema {
    private SageMakerSchema() {}

    /** Returns the migrations in order, to be applied after the store's own. */
    public static List<Migration> migrations() {
        return List.of(
                Migration.resource(
                        SageMakerSchema.class, "sagemaker/0001", "migrations/0001-lineage.sql"),
                Migration.resource(
                        SageMakerSchema.class,
                        "sagemaker/0002",
                        "migrations/0002-destinations.sql"));
    }
}
