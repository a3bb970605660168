-- Experiments. urn_name is the last part of its node's name: the name it was created with, so that
-- renaming an experiment never renames its node.
CREATE TABLE mlflow_experiment (
    workspace_id {{INT64}} NOT NULL,
    experiment_id {{INT64}} NOT NULL,
    name TEXT {{BINARY_ORDER}} NOT NULL,
    urn_name TEXT {{BINARY_ORDER}} NOT NULL,
    artifact_location TEXT NOT NULL,
    deleted {{INT64}} NOT NULL,
    created_ms {{INT64}} NOT NULL,
    updated_ms {{INT64}} NOT NULL,
    PRIMARY KEY (workspace_id, experiment_id),
    UNIQUE (workspace_id, name),
    UNIQUE (workspace_id, urn_name)
) {{STRICT}};

CREATE TABLE mlflow_experiment_tag (
    workspace_id {{INT64}} NOT NULL,
    experiment_id {{INT64}} NOT NULL,
    key TEXT {{BINARY_ORDER}} NOT NULL,
    value TEXT {{BINARY_ORDER}} NOT NULL,
    PRIMARY KEY (workspace_id, experiment_id, key)
) {{CLUSTERED}};

-- Runs. node_id is the run's node in the graph, and the key of everything else about it: its points
-- of metrics too. start_ms is 0 when the client gave none. attempt counts from 1 and began at
-- attempt_ms.
CREATE TABLE mlflow_run (
    node_id {{INT64}} PRIMARY KEY,
    workspace_id {{INT64}} NOT NULL,
    experiment_id {{INT64}} NOT NULL,
    run_id TEXT {{BINARY_ORDER}} NOT NULL,
    name TEXT {{BINARY_ORDER}} NOT NULL,
    user_id TEXT {{BINARY_ORDER}} NOT NULL,
    status TEXT {{BINARY_ORDER}} NOT NULL,
    attempt {{INT64}} NOT NULL,
    attempt_ms {{INT64}} NOT NULL,
    start_ms {{INT64}} NOT NULL,
    end_ms {{INT64}},
    artifact_uri TEXT {{BINARY_ORDER}} NOT NULL,
    deleted {{INT64}} NOT NULL,
    UNIQUE (workspace_id, run_id)
) {{STRICT}};
CREATE INDEX mlflow_run_start
    ON mlflow_run (workspace_id, experiment_id, deleted, start_ms DESC, run_id);

CREATE TABLE mlflow_param (
    node_id {{INT64}} NOT NULL,
    key TEXT {{BINARY_ORDER}} NOT NULL,
    workspace_id {{INT64}} NOT NULL,
    value TEXT {{BINARY_ORDER}} NOT NULL,
    PRIMARY KEY (node_id, key)
) {{CLUSTERED}};
-- The first characters only: PostgreSQL's B-tree takes no entry over 2704 bytes.
CREATE INDEX mlflow_param_value ON mlflow_param (workspace_id, key, substr(value, 1, 100), node_id);

CREATE TABLE mlflow_tag (
    node_id {{INT64}} NOT NULL,
    key TEXT {{BINARY_ORDER}} NOT NULL,
    workspace_id {{INT64}} NOT NULL,
    value TEXT {{BINARY_ORDER}} NOT NULL,
    PRIMARY KEY (node_id, key)
) {{CLUSTERED}};
CREATE INDEX mlflow_tag_value ON mlflow_tag (workspace_id, key, substr(value, 1, 100), node_id);

-- Datasets as MLflow knows them: by name and digest within an experiment. version_urn names the
-- dataset version in the graph, or the dataset where no version is told; experiments may share it.
CREATE TABLE mlflow_dataset (
    dataset_id {{INT64}} PRIMARY KEY,
    workspace_id {{INT64}} NOT NULL,
    experiment_id {{INT64}} NOT NULL,
    name TEXT {{BINARY_ORDER}} NOT NULL,
    digest TEXT {{BINARY_ORDER}} NOT NULL,
    source_type TEXT NOT NULL,
    source TEXT NOT NULL,
    schema TEXT,
    profile TEXT,
    version_urn TEXT NOT NULL,
    UNIQUE (workspace_id, experiment_id, name, digest)
) {{STRICT}};

-- Which datasets a run took in.
CREATE TABLE mlflow_input (
    node_id {{INT64}} NOT NULL,
    dataset_id {{INT64}} NOT NULL,
    workspace_id {{INT64}} NOT NULL,
    PRIMARY KEY (node_id, dataset_id)
) {{CLUSTERED}};
CREATE INDEX mlflow_input_dataset ON mlflow_input (dataset_id, node_id);

CREATE TABLE mlflow_input_tag (
    node_id {{INT64}} NOT NULL,
    dataset_id {{INT64}} NOT NULL,
    key TEXT {{BINARY_ORDER}} NOT NULL,
    workspace_id {{INT64}} NOT NULL,
    value TEXT {{BINARY_ORDER}} NOT NULL,
    PRIMARY KEY (node_id, dataset_id, key)
) {{CLUSTERED}};

-- Which logged models a run took in, and which it gave out at which step.
CREATE TABLE mlflow_model_input (
    node_id {{INT64}} NOT NULL,
    model_id TEXT {{BINARY_ORDER}} NOT NULL,
    workspace_id {{INT64}} NOT NULL,
    PRIMARY KEY (node_id, model_id)
) {{CLUSTERED}};

CREATE TABLE mlflow_model_output (
    node_id {{INT64}} NOT NULL,
    model_id TEXT {{BINARY_ORDER}} NOT NULL,
    step {{INT64}} NOT NULL,
    workspace_id {{INT64}} NOT NULL,
    PRIMARY KEY (node_id, model_id, step)
) {{CLUSTERED}};

-- What a run measured for one logged model, one dataset, or both; an empty text stands for none.
-- evaluation_node_id is the evaluation in the graph, and the association of its points of metrics.
CREATE TABLE mlflow_evaluation (
    node_id {{INT64}} NOT NULL,
    model_id TEXT {{BINARY_ORDER}} NOT NULL,
    dataset_name TEXT {{BINARY_ORDER}} NOT NULL,
    dataset_digest TEXT {{BINARY_ORDER}} NOT NULL,
    workspace_id {{INT64}} NOT NULL,
    evaluation_node_id {{INT64}} NOT NULL,
    dataset_linked {{INT64}} NOT NULL,
    PRIMARY KEY (node_id, model_id, dataset_name, dataset_digest)
) {{CLUSTERED}};

-- Metrics of logged models, as MLflow answers them with the model. value is null for NaN.
CREATE TABLE mlflow_model_metric (
    workspace_id {{INT64}} NOT NULL,
    model_id TEXT {{BINARY_ORDER}} NOT NULL,
    key TEXT {{BINARY_ORDER}} NOT NULL,
    timestamp_ms {{INT64}} NOT NULL,
    step {{INT64}} NOT NULL,
    node_id {{INT64}} NOT NULL,
    value {{REAL64}},
    dataset_name TEXT {{BINARY_ORDER}} NOT NULL,
    dataset_digest TEXT {{BINARY_ORDER}} NOT NULL,
    PRIMARY KEY (workspace_id, model_id, key, timestamp_ms, step, node_id)
) {{CLUSTERED}};

-- Finds the nodes whose latest value of a metric is in a range, for runs/search.
CREATE INDEX mlflow_metric_value ON metric_latest (workspace_id, key, value, node_id);
