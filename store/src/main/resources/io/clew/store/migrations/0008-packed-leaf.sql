-- The leaf of an entry in 160 bytes: its hash (RFC 6962) and the hashes of its four bodies. The text can
-- be made again from them and the entry; leaf has it for entries of before, and is empty since.
ALTER TABLE entry ADD COLUMN packed_leaf {{BYTES}};

-- Who made the write, as the id of an asserter; principal has the text for entries of before.
-- subjects: nodes by their ids, others as texts. payload_form may be sha256: 32 bytes, and the size in 8.
ALTER TABLE entry_body ADD COLUMN principal_id {{INT64}};
