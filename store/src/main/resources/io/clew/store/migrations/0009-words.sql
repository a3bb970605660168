-- Facts repeat a few texts: kinds of edges, names of attributes, rules. They stand once in word, and
-- facts have their ids. Who reads edge_fact and attribute_fact sees the texts. For one text, ask for it
-- as before. For one of several, ask for kind_id or name_id IN (SELECT id FROM word WHERE name IN ...),
-- so that the database looks in the index for each and not at all that a node has.
CREATE TABLE word (
    id {{INT64}} PRIMARY KEY,
    name TEXT {{BINARY_ORDER}} NOT NULL UNIQUE
) {{STRICT}};
INSERT INTO word (id, name)
SELECT ROW_NUMBER() OVER (ORDER BY name), name FROM (
    SELECT kind AS name FROM edge_fact
    UNION SELECT rule FROM edge_fact WHERE rule IS NOT NULL
    UNION SELECT name FROM attribute_fact
    UNION SELECT rule FROM attribute_fact WHERE rule IS NOT NULL) w;

CREATE TABLE edge_row (
    position {{INT64}} NOT NULL,
    seq {{INT64}} NOT NULL,
    workspace_id {{INT64}} NOT NULL,
    from_id {{INT64}} NOT NULL,
    kind_id {{INT64}} NOT NULL,
    to_id {{INT64}} NOT NULL,
    asserter_id {{INT64}} NOT NULL,
    assertion {{INT64}} NOT NULL,
    at_ms {{INT64}} NOT NULL,
    at_source {{INT64}} NOT NULL,
    attributes TEXT,
    rule_id {{INT64}},
    inputs TEXT,
    PRIMARY KEY (position, seq)
) {{CLUSTERED}};
INSERT INTO edge_row (position, seq, workspace_id, from_id, kind_id, to_id, asserter_id, assertion, at_ms, at_source, attributes, rule_id, inputs)
SELECT f.position, f.seq, f.workspace_id, f.from_id, k.id, f.to_id, f.asserter_id, f.assertion, f.at_ms, f.at_source, f.attributes, r.id, f.inputs
FROM edge_fact f
JOIN word k ON k.name = f.kind
LEFT JOIN word r ON r.name = f.rule
ORDER BY f.position, f.seq;
DROP TABLE edge_fact;
CREATE INDEX edge_row_from ON edge_row (from_id, kind_id, to_id);
CREATE INDEX edge_row_to ON edge_row (to_id, kind_id, from_id);
CREATE VIEW edge_fact AS
SELECT e.position, e.seq, e.workspace_id, e.from_id, k.name AS kind, e.kind_id, e.to_id, e.asserter_id, e.assertion,
    e.at_ms, e.at_source, e.attributes, (SELECT r.name FROM word r WHERE r.id = e.rule_id) AS rule, e.inputs
FROM edge_row e JOIN word k ON k.id = e.kind_id;

CREATE TABLE attribute_row (
    position {{INT64}} NOT NULL,
    seq {{INT64}} NOT NULL,
    workspace_id {{INT64}} NOT NULL,
    node_id {{INT64}} NOT NULL,
    name_id {{INT64}} NOT NULL,
    value TEXT,
    asserter_id {{INT64}} NOT NULL,
    assertion {{INT64}} NOT NULL,
    at_ms {{INT64}} NOT NULL,
    at_source {{INT64}} NOT NULL,
    rule_id {{INT64}},
    inputs TEXT,
    PRIMARY KEY (position, seq)
) {{CLUSTERED}};
INSERT INTO attribute_row (position, seq, workspace_id, node_id, name_id, value, asserter_id, assertion, at_ms, at_source, rule_id, inputs)
SELECT f.position, f.seq, f.workspace_id, f.node_id, n.id, f.value, f.asserter_id, f.assertion, f.at_ms, f.at_source, r.id, f.inputs
FROM attribute_fact f
JOIN word n ON n.name = f.name
LEFT JOIN word r ON r.name = f.rule
ORDER BY f.position, f.seq;
DROP TABLE attribute_fact;
CREATE INDEX attribute_row_node ON attribute_row (node_id, name_id, asserter_id, at_ms);
CREATE VIEW attribute_fact AS
SELECT a.position, a.seq, a.workspace_id, a.node_id, n.name, a.name_id, a.value, a.asserter_id, a.assertion,
    a.at_ms, a.at_source, (SELECT r.name FROM word r WHERE r.id = a.rule_id) AS rule, a.inputs
FROM attribute_row a JOIN word n ON n.id = a.name_id;
