package io.clew.commit.internal;

import io.clew.model.log.LogEntry;
import io.clew.store.Db;
import io.clew.store.RowBatches;
import java.util.ArrayList;
import java.util.List;

/**
 * Holds an entry of a group until the group's end, when all are laid down together.
 *
 * @param entry what readers of the log see
 * @param leaf its leaf, packed
 * @param body its body as {@link BodyRows#row} lays it down
 */
record NewEntry(LogEntry entry, byte[] leaf, List<?> body) {

    static void insert(Db db, List<NewEntry> entries) {
        RowBatches.each(
                entries.stream().<List<?>>map(NewEntry::row).toList(),
                rows ->
                        db.sql(
                                        "INSERT INTO entry (position, workspace_id, recorded_ms,"
                                                + " protocol, operation, leaf, packed_leaf) VALUES"
                                                + " :rows")
                                .bindRows("rows", rows)
                                .post());
        RowBatches.each(
                entries.stream().<List<?>>map(NewEntry::bodyRow).toList(),
                rows ->
                        db.sql(
                                        "INSERT INTO entry_body (position, workspace_id, principal,"
                                                + " salt, principal_id, subjects, payload_form,"
                                                + " payload) VALUES :rows")
                                .bindRows("rows", rows)
                                .post());
    }

    private List<?> row() {
        return List.of(
                entry.position(),
                entry.workspaceId(),
                entry.recorded().toEpochMilli(),
                entry.protocol(),
                entry.operation(),
                "",
                leaf);
    }

    private List<?> bodyRow() {
        List<Object> row = new ArrayList<>(List.of(entry.position(), entry.workspaceId(), ""));
        row.addAll(body);
        return row;
    }
}
