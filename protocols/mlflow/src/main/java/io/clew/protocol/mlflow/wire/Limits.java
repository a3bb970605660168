package io.clew.protocol.mlflow.wire;

/**
 * Lists the limits of MLflow's API; what is over one is refused and never cut.
 *
 * <p>Source: MLflow's {@code validation.py} and its documentation; lengths are in characters
 * (Unicode code points).
 */
public final class Limits {
    private Limits() {}

    public static final int KEY_LENGTH_MAX = 250;
    public static final int PARAM_VALUE_LENGTH_MAX = 6000;
    public static final int TAG_VALUE_LENGTH_MAX = 8000;
    public static final int EXPERIMENT_NAME_LENGTH_MAX = 500;
    public static final int EXPERIMENT_TAG_VALUE_LENGTH_MAX = 5000;
    public static final int ARTIFACT_LOCATION_LENGTH_MAX = 2048;

    public static final int BATCH_METRICS_MAX = 1000;
    public static final int BATCH_PARAMS_MAX = 100;
    public static final int BATCH_TAGS_MAX = 100;
    public static final int BATCH_ENTITIES_MAX = 1000;

    public static final int DATASETS_MAX = 1000;
    public static final int DATASET_NAME_LENGTH_MAX = 500;
    public static final int DATASET_DIGEST_LENGTH_MAX = 36;
    public static final int DATASET_SOURCE_LENGTH_MAX = 65_535;
    public static final int DATASET_SCHEMA_LENGTH_MAX = 1_048_575;
    public static final int DATASET_PROFILE_LENGTH_MAX = 16_777_215;
    public static final int INPUT_TAG_KEY_LENGTH_MAX = 255;
    public static final int INPUT_TAG_VALUE_LENGTH_MAX = 500;

    /** Most tags of one request that MLflow itself leaves open: bounds one transaction. */
    public static final int TAGS_MAX = 1000;

    public static final int SEARCH_RESULTS_MAX = 50_000;
    public static final int SEARCH_RESULTS_DEFAULT = 1000;
}
