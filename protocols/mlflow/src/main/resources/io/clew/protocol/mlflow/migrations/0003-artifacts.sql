-- Files and folders of the artifact proxy. sha256: empty for a folder, and for a file that was
-- deleted, whose row stays so that its coming back is known as such.
CREATE TABLE mlflow_artifact (
    workspace_id {{INT64}} NOT NULL,
    path TEXT {{BINARY_ORDER}} NOT NULL,
    parent TEXT {{BINARY_ORDER}} NOT NULL,
    folder {{INT64}} NOT NULL,
    deleted {{INT64}} NOT NULL,
    sha256 TEXT NOT NULL,
    size_bytes {{INT64}} NOT NULL,
    changed_ms {{INT64}} NOT NULL,
    PRIMARY KEY (workspace_id, path)
) {{STRICT}};
CREATE INDEX mlflow_artifact_parent ON mlflow_artifact (workspace_id, parent, path);
CREATE INDEX mlflow_artifact_sha256 ON mlflow_artifact (sha256);

-- Uploads in parts that are neither complete nor aborted.
CREATE TABLE mlflow_upload (
    workspace_id {{INT64}} NOT NULL,
    upload_id TEXT NOT NULL,
    path TEXT NOT NULL,
    parts {{INT64}} NOT NULL,
    created_ms {{INT64}} NOT NULL,
    PRIMARY KEY (workspace_id, upload_id)
) {{STRICT}};

CREATE TABLE mlflow_upload_part (
    workspace_id {{INT64}} NOT NULL,
    upload_id TEXT NOT NULL,
    part {{INT64}} NOT NULL,
    sha256 TEXT NOT NULL,
    size_bytes {{INT64}} NOT NULL,
    PRIMARY KEY (workspace_id, upload_id, part)
) {{STRICT}};
CREATE INDEX mlflow_upload_part_sha256 ON mlflow_upload_part (sha256);

-- Which environment the files of a folder told of, and of whom: nodes of the graph.
CREATE TABLE mlflow_folder_environment (
    workspace_id {{INT64}} NOT NULL,
    folder TEXT {{BINARY_ORDER}} NOT NULL,
    owner TEXT NOT NULL,
    environment TEXT NOT NULL,
    PRIMARY KEY (workspace_id, folder)
) {{STRICT}};
CREATE INDEX mlflow_folder_environment_owner
    ON mlflow_folder_environment (workspace_id, owner, environment);
