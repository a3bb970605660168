package io.clew.commit.internal;

import io.clew.commit.Commit;
import io.clew.commit.Insert;
import io.clew.commit.Intent;
import io.clew.commit.Memory;
import io.clew.ledger.Payload;
import io.clew.model.Asserter;
import io.clew.model.EdgeKind;
import io.clew.model.Fact;
import io.clew.model.NodeKind;
import io.clew.model.Urn;
import io.clew.store.Db;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Gathers one write and lays its entry down when it closes. */
public final class OpenCommit implements Commit {

    private final LogWriter log;
    private final SettlingDb db;
    private final Intent intent;
    private final int workspaceId;
    private final EntryRows rows;
    private SharedPoints.@Nullable Key pointsOf;
    private byte @Nullable [] points;
    private boolean abandoned;

    OpenCommit(LogWriter log, Db db, Intent intent) {
        this.log = log;
        this.db = new SettlingDb(db, log.waiting());
        this.intent = intent;
        this.workspaceId = log.workspaceId(db, intent.workspace().name());
        this.rows = new EntryRows(log, this.db, intent, workspaceId);
    }

    @Override
    public Db db() {
        return db;
    }

    @Override
    public void insert(Insert into, List<? extends @Nullable Object> row) {
        log.waiting().own(into, row);
    }

    @Override
    public Memory memory() {
        return log.memory();
    }

    @Override
    public Instant now() {
        return log.now();
    }

    @Override
    public long position() {
        return log.nextPosition();
    }

    @Override
    public int workspaceId() {
        return workspaceId;
    }

    @Override
    public Asserter by() {
        return intent.by();
    }

    @Override
    public int nodeId(Urn urn) {
        return rows.nodeId(urn);
    }

    @Override
    public boolean isNew(Urn urn) {
        return rows.isNew(rows.nodeId(urn));
    }

    @Override
    public boolean isSaid(Urn node, String key, Object value) {
        int id = rows.nodeId(node);
        return log.said().isSaid(db, id, rows.isNew(id), key, by(), value);
    }

    @Override
    public boolean isSaid(Urn from, EdgeKind kind, Urn to, Map<String, Object> attributes) {
        int id = rows.nodeId(from);
        return log.said().isSaid(db, id, rows.isNew(id), kind, rows.nodeId(to), by(), attributes);
    }

    @Override
    public boolean isInForce(
            Urn node, String key, @Nullable Object value, Asserter by, Instant at) {
        int id = rows.nodeId(node);
        boolean isNew = rows.isNew(id);
        Said.Attribute attribute = new Said.Attribute(id, key, by);
        if (isNew && node.kind() != NodeKind.DATASET_VERSION) {
            // A version is told once, by the run that made it.
            log.said().expect(attribute);
        }
        long asserter = log.asserterId(db, workspaceId, by);
        return log.said().isInForce(db.db(), attribute, isNew, asserter, value, at.toEpochMilli());
    }

    @Override
    public boolean isInForce(
            Urn from,
            EdgeKind kind,
            Urn to,
            Map<String, Object> attributes,
            Asserter by,
            Instant at) {
        int id = rows.nodeId(from);
        int toId = rows.nodeId(to);
        boolean isNew = rows.isNew(id) || rows.isNew(toId);
        Said.Edge edge = new Said.Edge(id, kind, toId, by);
        if (isNew) {
            log.said().expect(edge);
        }
        long asserter = log.asserterId(db, workspaceId, by);
        String json = attributes.isEmpty() ? null : FactJson.write(attributes);
        return log.said().isInForce(db.db(), edge, isNew, asserter, json, at.toEpochMilli());
    }

    @Override
    public void add(Fact fact) {
        rows.add(fact);
    }

    @Override
    public void subject(Urn urn) {
        rows.subject(urn);
    }

    @Override
    public void payload(byte[] body) {
        rows.payload(Payload.of(body));
    }

    @Override
    public void payloadDigest(byte[] sha256, long sizeBytes) {
        rows.payload(Payload.ofDigest(sha256, sizeBytes));
    }

    @Override
    public void abandon() {
        if (!rows.isEmpty()) {
            throw new IllegalStateException("something was added already");
        }
        abandoned = true;
    }

    @Override
    public void points(Urn subject, byte[] newPoints) {
        if (points != null) {
            throw new IllegalStateException("one write carries points of one subject");
        }
        pointsOf = new SharedPoints.Key(intent, subject);
        points = newPoints;
    }

    /** Lays down the entry; points alone wait for the end of the group. */
    public void close() {
        if (!abandoned && (points == null || !rows.isEmpty())) {
            log.close(rows);
        }
        if (pointsOf != null && points != null) {
            log.gather(pointsOf, points);
        }
    }

    /** Lays down the entry of points that were gathered. */
    void closePoints(Urn subject, Payload payload) {
        rows.subject(subject);
        rows.payload(payload);
        log.close(rows);
    }
}
