-- The artifacts of a run by time, as pages of them are listed.
CREATE INDEX metaflow_artifact_time ON metaflow_artifact (run_node, ts_ms DESC);
