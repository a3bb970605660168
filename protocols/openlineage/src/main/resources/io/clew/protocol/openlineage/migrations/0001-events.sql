-- Every event that was accepted, as it came. position: of its audit entry, whose payload it is.
-- form: 0 RunEvent, 1 JobEvent, 2 DatasetEvent. type: eventType, null where there is none.
-- job_id, run_id, dataset_id: node ids; run_id of a RunEvent, dataset_id of a DatasetEvent.
-- payload: the event's bytes, packed (docs/formats/packed-json.md).
CREATE TABLE ol_event (
    position {{INT64}} PRIMARY KEY,
    workspace_id {{INT64}} NOT NULL,
    at_ms {{INT64}} NOT NULL,
    form {{INT64}} NOT NULL,
    type TEXT,
    job_id {{INT64}},
    run_id {{INT64}},
    dataset_id {{INT64}},
    payload {{BYTES}} NOT NULL
) {{STRICT}};
CREATE INDEX ol_event_at ON ol_event (workspace_id, at_ms, position);
CREATE INDEX ol_event_run ON ol_event (run_id, position) WHERE run_id IS NOT NULL;
CREATE INDEX ol_event_job ON ol_event (job_id, position) WHERE run_id IS NULL AND job_id IS NOT NULL;
CREATE INDEX ol_event_dataset ON ol_event (dataset_id, position) WHERE dataset_id IS NOT NULL;

-- What all events of a run say together. started_ms, ended_ms, status: of its last attempt.
-- record: RunRecord as packed JSON.
CREATE TABLE ol_run (
    node_id {{INT64}} PRIMARY KEY,
    workspace_id {{INT64}} NOT NULL,
    run_id TEXT NOT NULL,
    job_id {{INT64}} NOT NULL,
    started_ms {{INT64}} NOT NULL,
    ended_ms {{INT64}},
    status TEXT NOT NULL,
    record {{BYTES}} NOT NULL
) {{STRICT}};
CREATE INDEX ol_run_job ON ol_run (job_id, started_ms, node_id);

-- Jobs that events named. updated_ms: when a fact of it was last recorded. record: the newest design
-- that a JobEvent told, as packed JSON; null when there was none.
CREATE TABLE ol_job (
    node_id {{INT64}} PRIMARY KEY,
    workspace_id {{INT64}} NOT NULL,
    namespace TEXT {{BINARY_ORDER}} NOT NULL,
    name TEXT {{BINARY_ORDER}} NOT NULL,
    created_ms {{INT64}} NOT NULL,
    updated_ms {{INT64}} NOT NULL,
    record {{BYTES}}
) {{STRICT}};
CREATE INDEX ol_job_name ON ol_job (workspace_id, namespace, name);

-- Datasets that events named, by their canonical name; columns as of jobs.
CREATE TABLE ol_dataset (
    node_id {{INT64}} PRIMARY KEY,
    workspace_id {{INT64}} NOT NULL,
    namespace TEXT {{BINARY_ORDER}} NOT NULL,
    name TEXT {{BINARY_ORDER}} NOT NULL,
    created_ms {{INT64}} NOT NULL,
    updated_ms {{INT64}} NOT NULL
) {{STRICT}};
CREATE INDEX ol_dataset_name ON ol_dataset (workspace_id, namespace, name);

-- What was stated last of a job or dataset, so that the same need no look. part: of a facet's name and
-- whose it is, hashed. hash: of what was stated. since_ms: event time from which it was.
CREATE TABLE ol_stated (
    node_id {{INT64}} NOT NULL,
    part {{INT64}} NOT NULL,
    workspace_id {{INT64}} NOT NULL,
    hash {{INT64}} NOT NULL,
    since_ms {{INT64}} NOT NULL,
    PRIMARY KEY (node_id, part)
) {{CLUSTERED}};
