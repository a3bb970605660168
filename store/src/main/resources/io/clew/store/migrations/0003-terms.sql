-- What nodes can be found by: folded short texts of attributes, and of URNs under the name 'urn'.
-- Holds whatever an attribute ever said, so a reader checks what it found against what holds now.
CREATE TABLE term (
    workspace_id {{INT64}} NOT NULL,
    name TEXT {{BINARY_ORDER}} NOT NULL,
    term TEXT {{BINARY_ORDER}} NOT NULL,
    node_id {{INT64}} NOT NULL,
    PRIMARY KEY (workspace_id, name, term, node_id)
) {{CLUSTERED}};
