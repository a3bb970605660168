-- Harvests: one for each thing that is read into a workspace. position is the source's own text, and
-- is written with the records before it. pass counts the times that a harvester began; a batch of an
-- earlier one is refused. batch counts within a pass, so that a batch that is sent twice counts once.
CREATE TABLE harvest (
    id {{INT64}} PRIMARY KEY,
    workspace_id {{INT64}} NOT NULL,
    kind TEXT {{BINARY_ORDER}} NOT NULL,
    origin TEXT {{BINARY_ORDER}} NOT NULL,
    position TEXT NOT NULL,
    pass {{INT64}} NOT NULL,
    batch {{INT64}} NOT NULL,
    state TEXT NOT NULL,
    reason TEXT,
    started_ms {{INT64}} NOT NULL,
    heard_ms {{INT64}} NOT NULL,
    ended_ms {{INT64}},
    completed_ms {{INT64}},
    expected {{INT64}},
    brought {{INT64}} NOT NULL,
    refused {{INT64}} NOT NULL,
    brought_ever {{INT64}} NOT NULL,
    errors {{INT64}} NOT NULL,
    UNIQUE (workspace_id, kind, origin)
) {{STRICT}};

-- What a harvest could not bring, and why, until it is brought.
CREATE TABLE harvest_error (
    harvest_id {{INT64}} NOT NULL,
    what TEXT {{BINARY_ORDER}} NOT NULL,
    reason TEXT NOT NULL,
    first_ms {{INT64}} NOT NULL,
    last_ms {{INT64}} NOT NULL,
    times {{INT64}} NOT NULL,
    PRIMARY KEY (harvest_id, what)
) {{CLUSTERED}};
