-- Schemas and queries are long, and each run tells them again. A value that is long and was stored
-- lately is not stored again: value_of says which fact has it, as its position * 4194304 + its seq.
-- Facts are never changed or removed, so it stays there. Who reads attribute_fact sees the value.
ALTER TABLE attribute_row ADD COLUMN value_of {{INT64}};
DROP VIEW attribute_fact;
CREATE VIEW attribute_fact AS
SELECT a.position, a.seq, a.workspace_id, a.node_id, n.name, a.name_id,
    CASE WHEN a.value_of IS NULL THEN a.value ELSE (
        SELECT s.value FROM attribute_row s
        WHERE s.position = a.value_of / 4194304 AND s.seq = a.value_of % 4194304) END AS value,
    a.asserter_id, a.assertion, a.at_ms, a.at_source,
    (SELECT r.name FROM word r WHERE r.id = a.rule_id) AS rule, a.inputs
FROM attribute_row a JOIN word n ON n.id = a.name_id;
