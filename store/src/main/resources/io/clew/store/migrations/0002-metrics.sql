-- Points of metrics as they came, one row for each write and node, until they are merged into
-- blocks. filled_bytes: size of this row's data and that of the node's rows before it.
CREATE TABLE metric_tail (
    node_id {{INT64}} NOT NULL,
    seq {{INT64}} NOT NULL,
    workspace_id {{INT64}} NOT NULL,
    filled_bytes {{INT64}} NOT NULL,
    data {{BYTES}} NOT NULL,
    PRIMARY KEY (node_id, seq)
) {{CLUSTERED}};

-- Points of one metric of a node, many to a row; docs/formats/metric-blocks.md has the format.
-- value_min, value_max: of the values that are numbers; null when none is.
CREATE TABLE metric_block (
    node_id {{INT64}} NOT NULL,
    key TEXT {{BINARY_ORDER}} NOT NULL,
    seq {{INT64}} NOT NULL,
    workspace_id {{INT64}} NOT NULL,
    points {{INT64}} NOT NULL,
    time_min {{INT64}} NOT NULL,
    time_max {{INT64}} NOT NULL,
    step_min {{INT64}} NOT NULL,
    step_max {{INT64}} NOT NULL,
    value_min {{REAL64}},
    value_max {{REAL64}},
    data {{BYTES}} NOT NULL,
    PRIMARY KEY (node_id, key, seq)
) {{CLUSTERED}};

-- The latest point of each metric: greatest step, then time, then value. value: for SQL to compare
-- and sort by, 0 for NaN; value_bits: the value itself, as the bits of an IEEE 754 double.
CREATE TABLE metric_latest (
    node_id {{INT64}} NOT NULL,
    key TEXT {{BINARY_ORDER}} NOT NULL,
    workspace_id {{INT64}} NOT NULL,
    step {{INT64}} NOT NULL,
    timestamp_ms {{INT64}} NOT NULL,
    value {{REAL64}} NOT NULL,
    value_bits {{INT64}} NOT NULL,
    association {{INT64}} NOT NULL,
    PRIMARY KEY (node_id, key)
) {{CLUSTERED}};
