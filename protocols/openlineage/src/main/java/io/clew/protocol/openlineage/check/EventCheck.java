package io.clew.protocol.openlineage.check;

import io.clew.commit.EntryBody;
import io.clew.commit.LogReader;
import io.clew.ledger.Payload;
import io.clew.model.check.CheckedPart;
import io.clew.model.check.Findings;
import io.clew.protocol.openlineage.event.Event;
import io.clew.protocol.openlineage.event.EventReader;
import io.clew.protocol.openlineage.rows.EventDigest;
import io.clew.protocol.openlineage.rows.EventRow;
import io.clew.protocol.openlineage.rows.EventRows;
import io.clew.protocol.openlineage.rows.RunRows;
import io.clew.protocol.openlineage.runs.Producers;
import io.clew.protocol.openlineage.runs.RunMerge;
import io.clew.protocol.openlineage.runs.RunRecord;
import io.clew.protocol.openlineage.runs.RunRecordJson;
import io.clew.protocol.openlineage.runs.ToldRun;
import io.clew.store.Db;
import io.clew.store.Store;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Compares events with the digests in their audit entries, and what is kept of each run with what
 * its events say when they are gathered anew; so it may run while a server writes.
 */
public final class EventCheck {

    /** Rows of a page: few enough that one snapshot is short. */
    private static final int PAGE = 500;

    private final Findings findings = new Findings();

    private EventCheck() {}

    /** Checks all events and runs. */
    public static CheckedPart check(Store store) {
        EventCheck check = new EventCheck();
        check.findings.count("events", 0);
        check.findings.count("runs", 0);
        long position = 0;
        while (position >= 0) {
            long after = position;
            position = store.<Long>read(db -> check.events(db, after));
        }
        long node = 0;
        while (node >= 0) {
            long after = node;
            node = store.<Long>read(db -> check.runs(db, after));
        }
        return check.findings.part("events");
    }

    /** Returns the position of the page's last event; −1 when there are no more. */
    private long events(Db db, long after) {
        List<Long> positions =
                db.sql(
                                "SELECT position FROM ol_event WHERE position > :after ORDER BY"
                                        + " position LIMIT :limit")
                        .bind("after", after)
                        .bind("limit", PAGE)
                        .list(row -> row.integer("position"));
        positions.forEach(position -> event(db, position));
        return positions.size() < PAGE ? -1 : positions.getLast();
    }

    private void event(Db db, long position) {
        findings.count("events", 1);
        String what = "the event at position " + position;
        Optional<EventRow> row;
        try {
            row = EventRows.at(db, position);
        } catch (IllegalStateException damaged) {
            findings.add(what + " cannot be read: " + damaged.getMessage());
            return;
        }
        row.ifPresent(
                event ->
                        LogReader.body(db, position)
                                .map(EntryBody::payload)
                                .filter(payload -> payload.form() == Payload.Form.DIGEST)
                                .map(Payload::bytes)
                                .filter(digest -> !Arrays.equals(digest, digestOf(event.json())))
                                .ifPresent(
                                        digest ->
                                                findings.add(
                                                        what
                                                                + " is not the one that its entry"
                                                                + " has the digest of, "
                                                                + new String(
                                                                        digest,
                                                                        StandardCharsets.UTF_8))));
    }

    private static byte[] digestOf(byte[] json) {
        return Payload.ofDigest(EventDigest.of(json).sha256(), json.length).bytes();
    }

    /** Returns the node of the page's last run; −1 when there are no more. */
    private long runs(Db db, long after) {
        List<Integer> nodes =
                db.sql(
                                "SELECT node_id FROM ol_run WHERE node_id > :after ORDER BY node_id"
                                        + " LIMIT :limit")
                        .bind("after", after)
                        .bind("limit", PAGE)
                        .list(row -> (int) row.integer("node_id"));
        nodes.forEach(node -> run(db, node));
        return nodes.size() < PAGE ? -1 : nodes.getLast();
    }

    private void run(Db db, int node) {
        findings.count("runs", 1);
        try {
            RunRecord kept = RunRows.find(db, node).orElseThrow();
            Optional<RunRecord> anew = gathered(db, node);
            if (anew.isEmpty()
                    || !Arrays.equals(RunRecordJson.write(kept), RunRecordJson.write(anew.get()))) {
                findings.add(
                        "what is kept of the run " + kept.runId() + " is not what its events say");
            }
        } catch (RuntimeException unreadable) {
            findings.add("the run of node " + node + " cannot be read: " + unreadable.getMessage());
        }
    }

    private static Optional<RunRecord> gathered(Db db, int node) {
        List<Long> positions =
                db.sql("SELECT position FROM ol_event WHERE run_id = :run ORDER BY position")
                        .bind("run", node)
                        .list(row -> row.integer("position"));
        RunRecord record = null;
        for (long position : positions) {
            byte[] json = EventRows.at(db, position).orElseThrow().json();
            if (EventReader.read(json).event() instanceof Event.RunEvent event) {
                RunRecord before =
                        record == null
                                ? RunRecord.empty(event.runId(), Producers.family(event.producer()))
                                : record;
                long hash = EventDigest.of(json).hash();
                record = RunMerge.merge(before, ToldRun.of(event), position, hash);
            }
        }
        return Optional.ofNullable(record);
    }
}
