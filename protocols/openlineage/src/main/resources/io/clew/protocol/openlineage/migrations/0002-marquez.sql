-- What clients of Marquez's API say and no event does. hidden_ms: since when it is deleted there,
-- null while it is not.
CREATE TABLE marquez_namespace (
    workspace_id {{INT64}} NOT NULL,
    name TEXT {{BINARY_ORDER}} NOT NULL,
    owner TEXT NOT NULL,
    description TEXT,
    created_ms {{INT64}} NOT NULL,
    updated_ms {{INT64}} NOT NULL,
    hidden_ms {{INT64}},
    PRIMARY KEY (workspace_id, name)
) {{CLUSTERED}};

CREATE TABLE marquez_source (
    workspace_id {{INT64}} NOT NULL,
    name TEXT {{BINARY_ORDER}} NOT NULL,
    type TEXT NOT NULL,
    connection_url TEXT NOT NULL,
    description TEXT,
    created_ms {{INT64}} NOT NULL,
    updated_ms {{INT64}} NOT NULL,
    PRIMARY KEY (workspace_id, name)
) {{CLUSTERED}};

CREATE TABLE marquez_tag (
    workspace_id {{INT64}} NOT NULL,
    name TEXT {{BINARY_ORDER}} NOT NULL,
    description TEXT,
    PRIMARY KEY (workspace_id, name)
) {{CLUSTERED}};

-- Jobs and datasets that were deleted there; one that an event names later is back.
CREATE TABLE marquez_hidden (
    node_id {{INT64}} PRIMARY KEY,
    workspace_id {{INT64}} NOT NULL,
    hidden_ms {{INT64}} NOT NULL
) {{STRICT}};
