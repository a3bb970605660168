-- Finds whether a JobEvent or DatasetEvent was taken before: those of one thing and moment are few.
CREATE INDEX ol_event_job_at ON ol_event (job_id, at_ms) WHERE run_id IS NULL AND job_id IS NOT NULL;
CREATE INDEX ol_event_dataset_at ON ol_event (dataset_id, at_ms) WHERE dataset_id IS NOT NULL;
