-- The next ids that the service makes, apart from all ids that clients bring: those may be microseconds.
CREATE TABLE metaflow_sequence (
    workspace_id {{INT64}} NOT NULL,
    name TEXT {{BINARY_ORDER}} NOT NULL,
    next_value {{INT64}} NOT NULL,
    PRIMARY KEY (workspace_id, name)
) {{CLUSTERED}};

-- tags and system_tags, here and below: a list of texts in JSON.
CREATE TABLE metaflow_flow (
    workspace_id {{INT64}} NOT NULL,
    flow_id TEXT {{BINARY_ORDER}} NOT NULL,
    user_name TEXT {{BINARY_ORDER}},
    ts_ms {{INT64}} NOT NULL,
    tags TEXT NOT NULL,
    system_tags TEXT NOT NULL,
    PRIMARY KEY (workspace_id, flow_id)
) {{CLUSTERED}};

-- Runs. node_id is the run's node in the graph and the key of all that belongs to it. run_name is
-- the id that a client made, null where the service made it; heartbeat_s is null for a client that
-- sends none. state: running, complete, failed or silent; graph: steps of the declared graph in JSON, null
-- while it is not known.
CREATE TABLE metaflow_run (
    node_id {{INT64}} PRIMARY KEY,
    workspace_id {{INT64}} NOT NULL,
    flow_id TEXT {{BINARY_ORDER}} NOT NULL,
    run_number {{INT64}} NOT NULL,
    run_name TEXT {{BINARY_ORDER}},
    user_name TEXT {{BINARY_ORDER}},
    ts_ms {{INT64}} NOT NULL,
    heartbeat_s {{INT64}},
    tags TEXT {{BINARY_ORDER}} NOT NULL,
    system_tags TEXT {{BINARY_ORDER}} NOT NULL,
    state TEXT {{BINARY_ORDER}} NOT NULL,
    end_step TEXT {{BINARY_ORDER}} NOT NULL,
    graph TEXT,
    UNIQUE (workspace_id, flow_id, run_number),
    UNIQUE (workspace_id, flow_id, run_name)
) {{STRICT}};
CREATE INDEX metaflow_run_time ON metaflow_run (workspace_id, flow_id, ts_ms DESC, run_number DESC);
CREATE INDEX metaflow_run_state ON metaflow_run (state, heartbeat_s);

-- Tags of runs one by one, to look for; is_system: 0 or 1.
CREATE TABLE metaflow_tag (
    node_id {{INT64}} NOT NULL,
    tag TEXT {{BINARY_ORDER}} NOT NULL,
    is_system {{INT64}} NOT NULL,
    PRIMARY KEY (node_id, tag, is_system)
) {{CLUSTERED}};

CREATE TABLE metaflow_step (
    run_node {{INT64}} NOT NULL,
    step_name TEXT {{BINARY_ORDER}} NOT NULL,
    user_name TEXT {{BINARY_ORDER}},
    ts_ms {{INT64}} NOT NULL,
    PRIMARY KEY (run_node, step_name)
) {{CLUSTERED}};

-- Tasks. attempt: the latest that began, from 0; -1 before the first. foreach_path: such as
-- "a:1,b:2", empty outside of a foreach. state: waiting, running, complete, failed or silent.
CREATE TABLE metaflow_task (
    node_id {{INT64}} PRIMARY KEY,
    run_node {{INT64}} NOT NULL,
    step_name TEXT {{BINARY_ORDER}} NOT NULL,
    task_id {{INT64}} NOT NULL,
    task_name TEXT {{BINARY_ORDER}},
    user_name TEXT {{BINARY_ORDER}},
    ts_ms {{INT64}} NOT NULL,
    heartbeat_s {{INT64}},
    state TEXT {{BINARY_ORDER}} NOT NULL,
    attempt {{INT64}} NOT NULL,
    started_ms {{INT64}},
    ended_ms {{INT64}},
    foreach_path TEXT {{BINARY_ORDER}} NOT NULL,
    UNIQUE (run_node, step_name, task_id),
    UNIQUE (run_node, step_name, task_name)
) {{STRICT}};
CREATE INDEX metaflow_task_state ON metaflow_task (run_node, state);
CREATE INDEX metaflow_task_silent ON metaflow_task (state, heartbeat_s);

-- Which tasks a task follows.
CREATE TABLE metaflow_parent (
    task_node {{INT64}} NOT NULL,
    parent_node {{INT64}} NOT NULL,
    PRIMARY KEY (task_node, parent_node)
) {{CLUSTERED}};
CREATE INDEX metaflow_parent_child ON metaflow_parent (parent_node);

-- value is the original in JSON.
CREATE TABLE metaflow_metadata (
    workspace_id {{INT64}} NOT NULL,
    id {{INT64}} NOT NULL,
    task_node {{INT64}} NOT NULL,
    run_node {{INT64}} NOT NULL,
    step_name TEXT {{BINARY_ORDER}} NOT NULL,
    field_name TEXT {{BINARY_ORDER}} NOT NULL,
    value TEXT NOT NULL,
    type TEXT NOT NULL,
    user_name TEXT NOT NULL,
    ts_ms {{INT64}} NOT NULL,
    tags TEXT NOT NULL,
    system_tags TEXT NOT NULL,
    PRIMARY KEY (workspace_id, id)
) {{STRICT}};
CREATE INDEX metaflow_metadata_task ON metaflow_metadata (task_node, ts_ms DESC, id DESC);
CREATE INDEX metaflow_metadata_run ON metaflow_metadata (run_node, ts_ms DESC, id DESC);
CREATE INDEX metaflow_metadata_field ON metaflow_metadata (run_node, step_name, field_name);

-- product_node: the artifact's node in the graph, which is that of its first producer; 0 for what
-- Metaflow keeps for itself.
CREATE TABLE metaflow_artifact (
    task_node {{INT64}} NOT NULL,
    attempt {{INT64}} NOT NULL,
    name TEXT {{BINARY_ORDER}} NOT NULL,
    run_node {{INT64}} NOT NULL,
    location TEXT NOT NULL,
    ds_type TEXT NOT NULL,
    sha TEXT {{BINARY_ORDER}} NOT NULL,
    type TEXT NOT NULL,
    content_type TEXT NOT NULL,
    user_name TEXT NOT NULL,
    ts_ms {{INT64}} NOT NULL,
    tags TEXT NOT NULL,
    system_tags TEXT NOT NULL,
    product_node {{INT64}} NOT NULL,
    PRIMARY KEY (task_node, attempt, name)
) {{CLUSTERED}};
CREATE INDEX metaflow_artifact_sha ON metaflow_artifact (run_node, sha, name);

-- The first artifact of a flow with some content, where that is no trivial value.
CREATE TABLE metaflow_content (
    workspace_id {{INT64}} NOT NULL,
    sha TEXT {{BINARY_ORDER}} NOT NULL,
    flow_id TEXT {{BINARY_ORDER}} NOT NULL,
    product_node {{INT64}} NOT NULL,
    ts_ms {{INT64}} NOT NULL,
    PRIMARY KEY (workspace_id, sha, flow_id)
) {{CLUSTERED}};
