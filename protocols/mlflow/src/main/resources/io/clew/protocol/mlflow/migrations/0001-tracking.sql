-- Experiments. urn_name is the name it was created with: renaming never renames its node.
CREATE TABLE mlflow_experiment (
    workspace_id {{INT64}} NOT NULL,
    id {{INT64}} NOT NULL,
    name TEXT NOT NULL,
    urn_name TEXT NOT NULL,
    artifact_location TEXT NOT NULL,
    deleted {{INT64}} NOT NULL,
    created_ms {{INT64}} NOT NULL,
    updated_ms {{INT64}} NOT NULL,
    PRIMARY KEY (workspace_id, id),
    UNIQUE (workspace_id, name)
) {{STRICT}};
