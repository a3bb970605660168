-- What a harvest has brought, with a mark of its state then, so that the next pass brings only what
-- differs. mark is empty for what is gone from the source.
CREATE TABLE harvest_seen (
    harvest_id {{INT64}} NOT NULL,
    what TEXT {{BINARY_ORDER}} NOT NULL,
    mark TEXT NOT NULL,
    PRIMARY KEY (harvest_id, what)
) {{CLUSTERED}};
