package io.clew.model.log;

import java.time.Instant;
import java.util.List;

/**
 * Shows one accepted write of the log with all that it added.
 *
 * @param position its place in the log, from 1, dense in commit order
 * @param workspaceId the workspace's number; 1 is {@code default}
 * @param recorded when it was recorded, to the millisecond
 * @param records nodes and facts in the order they were added; a node comes before its first use
 */
public record LogEntry(
        long position,
        int workspaceId,
        Instant recorded,
        String protocol,
        String operation,
        List<LogRecord> records) {
    public LogEntry {
        records = List.copyOf(records);
    }
}
