-- What an asserter said latest of an attribute is one step in the index, however often it spoke.
DROP INDEX attribute_fact_node;
CREATE INDEX attribute_fact_node ON attribute_fact (node_id, name, asserter_id, at_ms);
