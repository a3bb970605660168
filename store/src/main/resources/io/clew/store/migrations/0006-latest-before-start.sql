-- What the rule latest-before-start looks up, kept by the rule itself with the facts that say so.

-- Versions of datasets that runs completed, by when. version_hash: the version's urn_hash, by which
-- versions of one moment have an order that does not depend on which was heard of first.
CREATE TABLE completed_version (
    dataset_id {{INT64}} NOT NULL,
    completed_ms {{INT64}} NOT NULL,
    version_hash {{BYTES}} NOT NULL,
    run_id {{INT64}} NOT NULL,
    asserter_id {{INT64}} NOT NULL,
    version_id {{INT64}} NOT NULL,
    workspace_id {{INT64}} NOT NULL,
    PRIMARY KEY (dataset_id, completed_ms, version_hash, run_id, asserter_id)
) {{CLUSTERED}};

-- Runs that used a dataset without naming a strong version of it, by their start. May hold rows that
-- no longer hold: whoever reads one looks at the run's facts.
CREATE TABLE dataset_use (
    dataset_id {{INT64}} NOT NULL,
    start_ms {{INT64}} NOT NULL,
    run_id {{INT64}} NOT NULL,
    workspace_id {{INT64}} NOT NULL,
    PRIMARY KEY (dataset_id, start_ms, run_id)
) {{CLUSTERED}};

-- Standing same-as edges, each both ways. forward: 1 for the way in which it was drawn.
CREATE TABLE same_name (
    node_id {{INT64}} NOT NULL,
    other_id {{INT64}} NOT NULL,
    asserter_id {{INT64}} NOT NULL,
    forward {{INT64}} NOT NULL,
    workspace_id {{INT64}} NOT NULL,
    PRIMARY KEY (node_id, other_id, asserter_id, forward)
) {{CLUSTERED}};

INSERT INTO completed_version (dataset_id, completed_ms, version_hash, run_id, asserter_id, version_id, workspace_id)
SELECT DISTINCT v.to_id, f.at_ms, n.urn_hash, f.to_id, f.asserter_id, f.from_id, f.workspace_id
FROM edge_fact f
JOIN node n ON n.id = f.from_id
JOIN edge_fact v ON v.from_id = f.from_id AND v.kind = 'version-of'
WHERE f.kind = 'generated-by' AND f.assertion <> 2 AND n.kind = 'dataset-version' AND NOT EXISTS (
    SELECT 1 FROM retraction r WHERE r.from_id = f.from_id AND r.kind = f.kind AND r.to_id = f.to_id
    AND r.asserter_id = f.asserter_id AND (r.position, r.seq) > (f.position, f.seq));

-- The start is a text such as "2026-01-31T12:34:56.789Z" in quotes; its days since 1970 are counted
-- in years that begin in March, so that a leap day is the last of its year.
INSERT INTO dataset_use (dataset_id, start_ms, run_id, workspace_id)
WITH started AS (
    SELECT f.node_id, f.value, ROW_NUMBER() OVER (
        PARTITION BY f.node_id ORDER BY f.at_ms DESC, f.position DESC, f.seq DESC) AS place
    FROM attribute_fact f
    WHERE f.name = 'started' AND f.value LIKE '"____-__-__T__:__:__%Z"' AND NOT EXISTS (
        SELECT 1 FROM retraction r WHERE r.from_id = f.node_id AND r.name = f.name
        AND r.asserter_id = f.asserter_id AND (r.position, r.seq) > (f.position, f.seq))
), parts AS (
    SELECT node_id,
        CAST(substr(value, 2, 4) AS {{INT64}}) AS y,
        CAST(substr(value, 7, 2) AS {{INT64}}) AS m,
        CAST(substr(value, 10, 2) AS {{INT64}}) AS d,
        CAST(substr(value, 13, 2) AS {{INT64}}) AS h,
        CAST(substr(value, 16, 2) AS {{INT64}}) AS mi,
        CAST(substr(value, 19, 2) AS {{INT64}}) AS s,
        CASE WHEN substr(value, 21, 1) = '.' THEN CAST(substr(value, 22, 3) AS {{INT64}}) ELSE 0 END AS ms
    FROM started
    WHERE place = 1
), march AS (
    SELECT node_id, h, mi, s, ms, d,
        CASE WHEN m > 2 THEN y ELSE y - 1 END AS y,
        CASE WHEN m > 2 THEN m - 3 ELSE m + 9 END AS m
    FROM parts
), began AS (
    SELECT node_id,
        (y * 365 + y / 4 - y / 100 + y / 400 + (153 * m + 2) / 5 + d - 719469) * 86400000
            + h * 3600000 + mi * 60000 + s * 1000 + ms AS start_ms
    FROM march
)
SELECT DISTINCT COALESCE(v.to_id, f.to_id), began.start_ms, f.from_id, f.workspace_id
FROM edge_fact f
JOIN began ON began.node_id = f.from_id
JOIN node n ON n.id = f.to_id
LEFT JOIN edge_fact v ON v.from_id = f.to_id AND v.kind = 'version-of' AND n.kind = 'dataset-version'
WHERE f.kind = 'used' AND f.assertion <> 2
AND (n.kind = 'dataset' OR v.to_id IS NOT NULL AND n.urn LIKE '%/mlflow-%');

INSERT INTO same_name (node_id, other_id, asserter_id, forward, workspace_id)
SELECT f.from_id, f.to_id, f.asserter_id, 1, f.workspace_id FROM edge_fact f
WHERE f.kind = 'same-as' AND f.from_id <> f.to_id AND NOT EXISTS (
    SELECT 1 FROM retraction r WHERE r.from_id = f.from_id AND r.kind = f.kind AND r.to_id = f.to_id
    AND r.asserter_id = f.asserter_id AND (r.position, r.seq) > (f.position, f.seq))
UNION
SELECT f.to_id, f.from_id, f.asserter_id, 0, f.workspace_id FROM edge_fact f
WHERE f.kind = 'same-as' AND f.from_id <> f.to_id AND NOT EXISTS (
    SELECT 1 FROM retraction r WHERE r.from_id = f.from_id AND r.kind = f.kind AND r.to_id = f.to_id
    AND r.asserter_id = f.asserter_id AND (r.position, r.seq) > (f.position, f.seq));
