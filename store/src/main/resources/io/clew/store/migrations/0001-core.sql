-- Where the log stands: the position of the newest entry, when the newest group was recorded, and
-- the next free ids. One row; whoever writes a group holds it, so positions are in commit order
-- whatever number of servers write.
CREATE TABLE log_head (
    one {{INT64}} PRIMARY KEY CHECK (one = 1),
    position {{INT64}} NOT NULL,
    recorded_ms {{INT64}} NOT NULL,
    node_next {{INT64}} NOT NULL,
    asserter_next {{INT64}} NOT NULL
) {{STRICT}};
INSERT INTO log_head (one, position, recorded_ms, node_next, asserter_next)
VALUES (1, 0, 0, 1, 1);

CREATE TABLE workspace (
    id {{INT64}} PRIMARY KEY,
    name TEXT NOT NULL UNIQUE
) {{STRICT}};
INSERT INTO workspace (id, name) VALUES (1, 'default');

-- One row for each accepted write, in the ledger's leaf form (RFC 8785 JSON).
CREATE TABLE entry (
    position {{INT64}} PRIMARY KEY,
    workspace_id {{INT64}} NOT NULL,
    recorded_ms {{INT64}} NOT NULL,
    protocol TEXT NOT NULL,
    operation TEXT NOT NULL,
    leaf TEXT NOT NULL
) {{STRICT}};

-- What the leaf's salted hashes stand for; a row can be erased without breaking the tree.
-- payload_form: how the request is kept: none, body (as it came), digest (size and SHA-256 of what
-- is too large to keep) or points (count and SHA-256 of points that share the entry).
CREATE TABLE entry_body (
    position {{INT64}} PRIMARY KEY,
    workspace_id {{INT64}} NOT NULL,
    salt {{BYTES}} NOT NULL,
    principal TEXT NOT NULL,
    subjects TEXT NOT NULL,
    payload_form TEXT NOT NULL,
    payload {{BYTES}} NOT NULL
) {{STRICT}};

-- Who asserts: an agent through a protocol. agent_hash: 16 bytes of the SHA-256 of the agent's URN.
CREATE TABLE asserter (
    id {{INT64}} PRIMARY KEY,
    workspace_id {{INT64}} NOT NULL,
    agent_hash {{BYTES}} NOT NULL,
    agent TEXT NOT NULL,
    protocol TEXT NOT NULL,
    UNIQUE (workspace_id, agent_hash, protocol)
) {{STRICT}};

-- Nodes get dense ids in log order. urn_hash: 16 bytes of the SHA-256 of the URN, by which it is
-- found, since a URN may be longer than what PostgreSQL can index.
CREATE TABLE node (
    id {{INT64}} PRIMARY KEY,
    workspace_id {{INT64}} NOT NULL,
    kind TEXT NOT NULL,
    urn_hash {{BYTES}} NOT NULL,
    urn TEXT {{BINARY_ORDER}} NOT NULL,
    position {{INT64}} NOT NULL,
    UNIQUE (workspace_id, urn_hash)
) {{STRICT}};
CREATE INDEX node_kind ON node (workspace_id, kind, id);
CREATE INDEX node_position ON node (position);

-- assertion: 0 declared, 1 observed, 2 inferred. at_source: 0 reported, 1 received.
CREATE TABLE edge_fact (
    position {{INT64}} NOT NULL,
    seq {{INT64}} NOT NULL,
    workspace_id {{INT64}} NOT NULL,
    from_id {{INT64}} NOT NULL,
    kind TEXT NOT NULL,
    to_id {{INT64}} NOT NULL,
    asserter_id {{INT64}} NOT NULL,
    assertion {{INT64}} NOT NULL,
    at_ms {{INT64}} NOT NULL,
    at_source {{INT64}} NOT NULL,
    attributes TEXT,
    rule TEXT,
    inputs TEXT,
    PRIMARY KEY (position, seq)
) {{CLUSTERED}};
CREATE INDEX edge_fact_from ON edge_fact (from_id, kind, to_id);
CREATE INDEX edge_fact_to ON edge_fact (to_id, kind, from_id);

-- value: JSON text; null ends the attribute.
CREATE TABLE attribute_fact (
    position {{INT64}} NOT NULL,
    seq {{INT64}} NOT NULL,
    workspace_id {{INT64}} NOT NULL,
    node_id {{INT64}} NOT NULL,
    name TEXT NOT NULL,
    value TEXT,
    asserter_id {{INT64}} NOT NULL,
    assertion {{INT64}} NOT NULL,
    at_ms {{INT64}} NOT NULL,
    at_source {{INT64}} NOT NULL,
    rule TEXT,
    inputs TEXT,
    PRIMARY KEY (position, seq)
) {{CLUSTERED}};
CREATE INDEX attribute_fact_node ON attribute_fact (node_id, name);

-- Takes back what one asserter said of an edge (kind and to_id set) or an attribute (name set)
-- before this position. until_ms: null when it was never true, else when it ended.
CREATE TABLE retraction (
    position {{INT64}} NOT NULL,
    seq {{INT64}} NOT NULL,
    workspace_id {{INT64}} NOT NULL,
    from_id {{INT64}} NOT NULL,
    kind TEXT,
    to_id {{INT64}},
    name TEXT,
    asserter_id {{INT64}} NOT NULL,
    at_ms {{INT64}} NOT NULL,
    at_source {{INT64}} NOT NULL,
    until_ms {{INT64}},
    reason TEXT NOT NULL,
    PRIMARY KEY (position, seq)
) {{CLUSTERED}};
CREATE INDEX retraction_from ON retraction (from_id);
