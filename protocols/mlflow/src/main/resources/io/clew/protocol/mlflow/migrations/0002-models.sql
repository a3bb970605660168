-- Logged models. status: MLflow's number (1 pending, 2 ready, 3 failed).
CREATE TABLE mlflow_logged_model (
    workspace_id {{INT64}} NOT NULL,
    model_id TEXT {{BINARY_ORDER}} NOT NULL,
    experiment_id {{INT64}} NOT NULL,
    name TEXT NOT NULL,
    artifact_uri TEXT NOT NULL,
    created_ms {{INT64}} NOT NULL,
    updated_ms {{INT64}} NOT NULL,
    status {{INT64}} NOT NULL,
    model_type TEXT NOT NULL,
    source_run_id TEXT NOT NULL,
    deleted {{INT64}} NOT NULL,
    PRIMARY KEY (workspace_id, model_id)
) {{CLUSTERED}};
CREATE INDEX mlflow_logged_model_experiment
    ON mlflow_logged_model (workspace_id, experiment_id, created_ms);
CREATE INDEX mlflow_logged_model_run ON mlflow_logged_model (workspace_id, source_run_id);

CREATE TABLE mlflow_logged_model_tag (
    workspace_id {{INT64}} NOT NULL,
    model_id TEXT {{BINARY_ORDER}} NOT NULL,
    key TEXT {{BINARY_ORDER}} NOT NULL,
    value TEXT NOT NULL,
    PRIMARY KEY (workspace_id, model_id, key)
) {{CLUSTERED}};

CREATE TABLE mlflow_logged_model_param (
    workspace_id {{INT64}} NOT NULL,
    model_id TEXT {{BINARY_ORDER}} NOT NULL,
    key TEXT {{BINARY_ORDER}} NOT NULL,
    value TEXT NOT NULL,
    PRIMARY KEY (workspace_id, model_id, key)
) {{CLUSTERED}};

-- Registered models. name: null once deleted, when another may take it.
CREATE TABLE mlflow_registered_model (
    workspace_id {{INT64}} NOT NULL,
    id {{INT64}} NOT NULL,
    name TEXT {{BINARY_ORDER}},
    description TEXT NOT NULL,
    created_ms {{INT64}} NOT NULL,
    updated_ms {{INT64}} NOT NULL,
    PRIMARY KEY (workspace_id, id),
    UNIQUE (workspace_id, name)
) {{CLUSTERED}};

-- The names that registered models ever had. A node is named by them, so a version number under a
-- name stands for one thing forever. id: the model that had the name last. renamed_to: the name it
-- took next; null while it has this one or when it was deleted under it.
CREATE TABLE mlflow_registered_model_name (
    workspace_id {{INT64}} NOT NULL,
    name TEXT {{BINARY_ORDER}} NOT NULL,
    id {{INT64}} NOT NULL,
    version_max {{INT64}} NOT NULL,
    renamed_to TEXT,
    PRIMARY KEY (workspace_id, name)
) {{CLUSTERED}};

CREATE TABLE mlflow_registered_model_tag (
    workspace_id {{INT64}} NOT NULL,
    id {{INT64}} NOT NULL,
    key TEXT {{BINARY_ORDER}} NOT NULL,
    value TEXT NOT NULL,
    PRIMARY KEY (workspace_id, id, key)
) {{CLUSTERED}};

CREATE TABLE mlflow_registered_model_alias (
    workspace_id {{INT64}} NOT NULL,
    id {{INT64}} NOT NULL,
    alias TEXT {{BINARY_ORDER}} NOT NULL,
    version {{INT64}} NOT NULL,
    PRIMARY KEY (workspace_id, id, alias)
) {{CLUSTERED}};

-- Versions of registered models; a deleted one stays and keeps its number.
CREATE TABLE mlflow_model_version (
    workspace_id {{INT64}} NOT NULL,
    id {{INT64}} NOT NULL,
    version {{INT64}} NOT NULL,
    description TEXT NOT NULL,
    stage TEXT NOT NULL,
    source TEXT NOT NULL,
    storage TEXT NOT NULL,
    run_id TEXT NOT NULL,
    run_link TEXT NOT NULL,
    logged_model_id TEXT NOT NULL,
    created_ms {{INT64}} NOT NULL,
    updated_ms {{INT64}} NOT NULL,
    deleted {{INT64}} NOT NULL,
    PRIMARY KEY (workspace_id, id, version)
) {{CLUSTERED}};
CREATE INDEX mlflow_model_version_run ON mlflow_model_version (workspace_id, run_id);

CREATE TABLE mlflow_model_version_tag (
    workspace_id {{INT64}} NOT NULL,
    id {{INT64}} NOT NULL,
    version {{INT64}} NOT NULL,
    key TEXT {{BINARY_ORDER}} NOT NULL,
    value TEXT NOT NULL,
    PRIMARY KEY (workspace_id, id, version, key)
) {{CLUSTERED}};

-- Uses that Clew saw because a client named its run: each is a fact once.
CREATE TABLE mlflow_observed_use (
    workspace_id {{INT64}} NOT NULL,
    run_id TEXT NOT NULL,
    used TEXT NOT NULL,
    PRIMARY KEY (workspace_id, run_id, used)
) {{CLUSTERED}};
