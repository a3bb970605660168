package io.clew.commit.internal;

import io.clew.ledger.Payload;
import io.clew.model.log.LogEntry;
import io.clew.store.Db;
import io.clew.store.RowBatches;
import java.util.List;

/**
 * Holds an entry of a group until the group's end, when all are laid down together.
 *
 * @param entry what readers of the log see
 * @param leaf its leaf
 * @param salt the salt of the leaf's hashes
 * @param principal the URN of who made it
 * @param subjects JSON array of the URNs it is about
 * @param payload what is kept of the request
 */
record NewEntry(
        LogEntry entry,
        String leaf,
        byte[] salt,
        String principal,
        String subjects,
        Payload payload) {

    static void insert(Db db, List<NewEntry> entries) {
        RowBatches.each(
                entries.stream().<List<?>>map(NewEntry::row).toList(),
                rows ->
                        db.sql(
                                        "INSERT INTO entry (position, workspace_id, recorded_ms,"
                                                + " protocol, operation, leaf) VALUES :rows")
                                .bindRows("rows", rows)
                                .update());
        RowBatches.each(
                entries.stream().<List<?>>map(NewEntry::bodyRow).toList(),
                rows ->
                        db.sql(
                                        "INSERT INTO entry_body (position, workspace_id, salt,"
                                                + " principal, subjects, payload_form, payload)"
                                                + " VALUES :rows")
                                .bindRows("rows", rows)
                                .update());
    }

    private List<?> row() {
        return List.of(
                entry.position(),
                entry.workspaceId(),
                entry.recorded().toEpochMilli(),
                entry.protocol(),
                entry.operation(),
                leaf);
    }

    private List<?> bodyRow() {
        return List.of(
                entry.position(),
                entry.workspaceId(),
                salt,
                principal,
                subjects,
                payload.form().wireName(),
                payload.bytes());
    }
}
