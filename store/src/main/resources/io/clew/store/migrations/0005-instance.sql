-- Who this database is, whatever address it has: one row, made by the first server that starts on it.
-- claimed: whether a folder of artifacts has been marked with the id.
CREATE TABLE instance (
    one {{INT64}} PRIMARY KEY CHECK (one = 1),
    id TEXT NOT NULL,
    claimed {{INT64}} NOT NULL
) {{STRICT}};
