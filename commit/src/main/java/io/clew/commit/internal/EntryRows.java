package io.clew.commit.internal;

import io.clew.commit.Intent;
import io.clew.commit.Terms;
import io.clew.commit.inference.Rule;
import io.clew.ledger.Leaf;
import io.clew.ledger.Payload;
import io.clew.model.EventTime;
import io.clew.model.Fact;
import io.clew.model.Inference;
import io.clew.model.Urn;
import io.clew.model.log.LogEntry;
import io.clew.model.log.LogRecord;
import io.clew.store.Db;
import io.clew.store.Query;
import io.clew.store.UrnHash;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Lays one write's nodes, facts and audit entry down as rows. */
final class EntryRows {

    private static final SecureRandom SALTS = new SecureRandom();

    private final LogWriter log;
    private final Db db;
    private final Intent intent;
    private final int workspaceId;
    private final long position;
    private final List<LogRecord> newNodes = new ArrayList<>();
    private final List<LogRecord> newFacts = new ArrayList<>();
    private final List<Fact> facts = new ArrayList<>();
    private final Set<String> subjects = new LinkedHashSet<>();
    private final TermRows terms = new TermRows();
    private Payload payload = Payload.NONE;

    EntryRows(LogWriter log, Db db, Intent intent, int workspaceId) {
        this.log = log;
        this.db = db;
        this.intent = intent;
        this.workspaceId = workspaceId;
        this.position = log.nextPosition();
    }

    boolean isEmpty() {
        return newNodes.isEmpty()
                && newFacts.isEmpty()
                && subjects.isEmpty()
                && payload.form() == Payload.Form.NONE;
    }

    void subject(Urn urn) {
        subjects.add(urn.toString());
    }

    void payload(Payload newPayload) {
        payload = newPayload;
    }

    int nodeId(Urn urn) {
        NodeIds.Key key = new NodeIds.Key(workspaceId, urn.toString());
        OptionalInt known = log.nodes().find(key);
        if (known.isPresent()) {
            return known.getAsInt();
        }
        byte[] hash = UrnHash.of(key.urn());
        OptionalInt stored =
                db.sql("SELECT id FROM node WHERE workspace_id = :workspace AND urn_hash = :hash")
                        .bind("workspace", workspaceId)
                        .bind("hash", hash)
                        .first(row -> (int) row.integer("id"))
                        .map(OptionalInt::of)
                        .orElseGet(OptionalInt::empty);
        if (stored.isPresent()) {
            log.nodes().remember(key, stored.getAsInt());
            return stored.getAsInt();
        }
        int id = log.nodes().add(key);
        db.sql(
                        "INSERT INTO node (id, workspace_id, kind, urn_hash, urn, position) VALUES"
                                + " (:id, :workspace, :kind, :hash, :urn, :position)")
                .bind("id", id)
                .bind("workspace", workspaceId)
                .bind("kind", urn.kind().wireName())
                .bind("hash", hash)
                .bind("urn", key.urn())
                .bind("position", position)
                .update();
        terms.add(workspaceId, id, Terms.URN, String.join("/", urn.segments()));
        if (Terms.isCalledByLast(urn)) {
            terms.add(workspaceId, id, Terms.LAST, urn.last());
        }
        newNodes.add(new LogRecord.NodeAdded(id, urn));
        return id;
    }

    void add(Fact asserted) {
        Fact fact = StoredForm.of(asserted);
        int seq = facts.size();
        switch (fact) {
            case Fact.EdgeFact edge -> addEdge(seq, edge);
            case Fact.AttributeFact attribute -> addAttribute(seq, attribute);
            case Fact.EdgeRetraction retraction -> retractEdge(seq, retraction);
            case Fact.AttributeRetraction retraction -> retractAttribute(seq, retraction);
        }
        facts.add(fact);
    }

    private void addEdge(int seq, Fact.EdgeFact edge) {
        int from = nodeId(edge.from());
        int to = nodeId(edge.to());
        Query insert =
                keyed(
                                "INSERT INTO edge_fact (position, seq, workspace_id, from_id, kind,"
                                        + " to_id, asserter_id, assertion, at_ms, at_source,"
                                        + " attributes, rule, inputs) VALUES (:position, :seq,"
                                        + " :workspace, :from_id, :kind, :to_id, :asserter,"
                                        + " :assertion, :at_ms, :at_source, :attributes, :rule,"
                                        + " :inputs)",
                                seq,
                                edge)
                        .bind("from_id", from)
                        .bind("kind", edge.kind().wireName())
                        .bind("to_id", to)
                        .bind("assertion", edge.assertion().ordinal())
                        .bind(
                                "attributes",
                                edge.attributes().isEmpty()
                                        ? null
                                        : FactJson.write(edge.attributes()));
        bindInference(insert, edge.inference()).update();
        newFacts.add(new LogRecord.EdgeAsserted(seq, from, to, edge));
    }

    private void addAttribute(int seq, Fact.AttributeFact attribute) {
        int node = nodeId(attribute.node());
        Query insert =
                keyed(
                                "INSERT INTO attribute_fact (position, seq, workspace_id, node_id,"
                                        + " name, value, asserter_id, assertion, at_ms, at_source,"
                                        + " rule, inputs) VALUES (:position, :seq, :workspace,"
                                        + " :node_id, :name, :value, :asserter, :assertion, :at_ms,"
                                        + " :at_source, :rule, :inputs)",
                                seq,
                                attribute)
                        .bind("node_id", node)
                        .bind("name", attribute.key())
                        .bind("value", FactJson.write(attribute.value()))
                        .bind("assertion", attribute.assertion().ordinal());
        bindInference(insert, attribute.inference()).update();
        terms.add(workspaceId, node, attribute.key(), attribute.value());
        newFacts.add(new LogRecord.AttributeAsserted(seq, node, attribute));
    }

    private void retractEdge(int seq, Fact.EdgeRetraction retraction) {
        int from = nodeId(retraction.from());
        int to = nodeId(retraction.to());
        retract(seq, retraction, from, retraction.reason())
                .bind("kind", retraction.kind().wireName())
                .bind("to_id", to)
                .bind("name", null)
                .bind(
                        "until_ms",
                        retraction.until() == null ? null : retraction.until().toEpochMilli())
                .update();
        newFacts.add(new LogRecord.EdgeRetracted(seq, from, to, retraction));
    }

    private void retractAttribute(int seq, Fact.AttributeRetraction retraction) {
        int node = nodeId(retraction.node());
        retract(seq, retraction, node, retraction.reason())
                .bind("kind", null)
                .bind("to_id", null)
                .bind("name", retraction.key())
                .bind("until_ms", null)
                .update();
        newFacts.add(new LogRecord.AttributeRetracted(seq, node, retraction));
    }

    private Query retract(int seq, Fact fact, int from, String reason) {
        return keyed(
                        "INSERT INTO retraction (position, seq, workspace_id, from_id, kind, to_id,"
                                + " name, asserter_id, at_ms, at_source, until_ms, reason) VALUES"
                                + " (:position, :seq, :workspace, :from_id, :kind, :to_id, :name,"
                                + " :asserter, :at_ms, :at_source, :until_ms, :reason)",
                        seq,
                        fact)
                .bind("from_id", from)
                .bind("reason", reason);
    }

    private Query keyed(String sql, int seq, Fact fact) {
        return db.sql(sql)
                .bind("position", position)
                .bind("seq", seq)
                .bind("workspace", workspaceId)
                .bind("asserter", log.asserterId(db, workspaceId, fact.by()))
                .bind("at_ms", fact.at().at().toEpochMilli())
                .bind("at_source", fact.at().source() == EventTime.Source.REPORTED ? 0 : 1);
    }

    private static Query bindInference(Query insert, @Nullable Inference inference) {
        return insert.bind("rule", inference == null ? null : inference.rule())
                .bind("inputs", inference == null ? null : FactJson.write(inference.inputs()));
    }

    /** Lets a rule add what follows from the facts that were added so far. */
    void conclude(Rule rule) {
        List<Fact> brought = List.copyOf(facts);
        rule.conclude(
                new Rule.News() {
                    @Override
                    public Db db() {
                        return db;
                    }

                    @Override
                    public List<Fact> facts() {
                        return brought;
                    }

                    @Override
                    public int nodeId(Urn urn) {
                        return EntryRows.this.nodeId(urn);
                    }

                    @Override
                    public void add(Fact fact) {
                        EntryRows.this.add(fact);
                    }
                });
    }

    /** Makes the audit entry of all that was added. */
    NewEntry close() {
        terms.insert(db);
        byte[] salt = new byte[Leaf.SALT_BYTES];
        SALTS.nextBytes(salt);
        String principal = intent.by().agent().toString();
        String subjectsJson = FactJson.writeTexts(subjects);
        String leaf =
                Leaf.of(
                        position,
                        intent.workspace().name(),
                        log.now(),
                        intent.by().protocol(),
                        intent.operation(),
                        salt,
                        new Leaf.Bodies(
                                principal, subjectsJson, FactJson.canonical(facts), payload));
        List<LogRecord> records = new ArrayList<>(newNodes);
        records.addAll(newFacts);
        LogEntry entry =
                new LogEntry(
                        position,
                        workspaceId,
                        log.now(),
                        intent.by().protocol(),
                        intent.operation(),
                        records);
        return new NewEntry(entry, leaf, salt, principal, subjectsJson, payload);
    }
}
