-- By destination alone: with the workspace before it, SQLite took the primary key's first column for as
-- good an index, and read every association of the workspace.
DROP INDEX sm_association_destination;
CREATE INDEX sm_association_to ON sm_association (destination_arn, source_arn);
