package io.clew.commit.internal;

import io.clew.commit.Intent;
import io.clew.commit.Terms;
import io.clew.commit.inference.Rule;
import io.clew.commit.inference.RuleTable;
import io.clew.ledger.Leaf;
import io.clew.ledger.PackedLeaf;
import io.clew.ledger.Payload;
import io.clew.model.Asserter;
import io.clew.model.EventTime;
import io.clew.model.Fact;
import io.clew.model.Inference;
import io.clew.model.Urn;
import io.clew.model.log.LogEntry;
import io.clew.model.log.LogRecord;
import io.clew.store.Db;
import io.clew.store.UrnHash;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Lays one write's nodes, facts and audit entry down as rows. */
final class EntryRows {

    /** Values of the longest row of a fact. */
    private static final int ROW_VALUES = 14;

    private final LogWriter log;
    private final SettlingDb db;
    private final Intent intent;
    private final int workspaceId;
    private final long position;
    private final int firstNew;
    private final List<LogRecord> newNodes = new ArrayList<>();
    private final List<LogRecord> newFacts = new ArrayList<>();
    private final List<Fact> facts = new ArrayList<>();

    /** For each fact its value or attributes in canonical form, where they were written so. */
    private final List<@Nullable String> canonical = new ArrayList<>();

    private final Set<Urn> subjects = new LinkedHashSet<>();
    private final TermRows terms = new TermRows();
    private Payload payload = Payload.NONE;

    EntryRows(LogWriter log, SettlingDb db, Intent intent, int workspaceId) {
        this.log = log;
        this.db = db;
        this.intent = intent;
        this.workspaceId = workspaceId;
        this.position = log.nextPosition();
        this.firstNew = log.nodes().next();
    }

    boolean isEmpty() {
        return newNodes.isEmpty()
                && newFacts.isEmpty()
                && subjects.isEmpty()
                && payload.form() == Payload.Form.NONE;
    }

    void subject(Urn urn) {
        subjects.add(urn);
    }

    void payload(Payload newPayload) {
        payload = newPayload;
    }

    int nodeId(Urn urn) {
        // Past the rows that wait: their nodes are known.
        int known = log.nodes().find(db.db(), workspaceId, urn);
        return known > 0 ? known : addNode(urn);
    }

    private int addNode(Urn urn) {
        int id = log.nodes().add(workspaceId, urn);
        String text = urn.toString();
        log.waiting()
                .node(
                        List.of(
                                id,
                                workspaceId,
                                urn.kind().wireName(),
                                UrnHash.of(text),
                                text,
                                position));
        terms.add(workspaceId, id, Terms.URN, String.join("/", urn.segments()));
        if (Terms.isCalledByLast(urn)) {
            terms.add(workspaceId, id, Terms.LAST, urn.last());
        }
        newNodes.add(new LogRecord.NodeAdded(id, urn));
        return id;
    }

    /** Says whether a node came with this write: ids are handed out in order. */
    boolean isNew(int nodeId) {
        return nodeId >= firstNew;
    }

    void add(Fact asserted) {
        Fact fact = StoredForm.of(asserted);
        int seq = facts.size();
        FactJson.Written written =
                switch (fact) {
                    case Fact.EdgeFact edge -> addEdge(seq, edge);
                    case Fact.AttributeFact attribute -> addAttribute(seq, attribute);
                    case Fact.EdgeRetraction retraction -> {
                        retractEdge(seq, retraction);
                        yield FactJson.Written.NULL;
                    }
                    case Fact.AttributeRetraction retraction -> {
                        retractAttribute(seq, retraction);
                        yield FactJson.Written.NULL;
                    }
                };
        facts.add(fact);
        canonical.add(written.isCanonical() ? written.json() : null);
    }

    private FactJson.Written addEdge(int seq, Fact.EdgeFact edge) {
        int from = nodeId(edge.from());
        int to = nodeId(edge.to());
        FactJson.Written attributes =
                FactJson.written(edge.attributes().isEmpty() ? null : edge.attributes());
        List<@Nullable Object> row = row(seq, edge, edge.inference());
        row.add(from);
        row.add(log.wordId(db, edge.kind().wireName()));
        row.add(to);
        row.add(edge.assertion().ordinal());
        row.add(attributes.json());
        log.waiting().edge(row);
        log.said().add(from, to, edge, attributes.json());
        newFacts.add(new LogRecord.EdgeAsserted(seq, from, to, edge));
        return attributes;
    }

    private FactJson.Written addAttribute(int seq, Fact.AttributeFact attribute) {
        int node = nodeId(attribute.node());
        FactJson.Written value = FactJson.written(attribute.value());
        List<@Nullable Object> row = row(seq, attribute, attribute.inference());
        row.add(node);
        row.add(log.wordId(db, attribute.key()));
        Long holder = log.longValues().holder(value.json(), position, seq);
        row.add(holder == null ? value.json() : null);
        row.add(holder);
        row.add(attribute.assertion().ordinal());
        log.waiting().attribute(row);
        log.said().add(node, attribute, value.json());
        terms.add(workspaceId, node, attribute.key(), attribute.value());
        newFacts.add(new LogRecord.AttributeAsserted(seq, node, attribute));
        return value;
    }

    /** Begins a row of {@link WaitingRows} with what edges and attributes share. */
    private List<@Nullable Object> row(int seq, Fact fact, @Nullable Inference inference) {
        List<@Nullable Object> row = new ArrayList<>(ROW_VALUES);
        row.add(position);
        row.add(seq);
        row.add(workspaceId);
        row.add(log.asserterId(db, workspaceId, fact.by()));
        row.add(fact.at().at().toEpochMilli());
        row.add(source(fact));
        row.add(inference == null ? null : log.wordId(db, inference.rule()));
        row.add(inference == null ? null : EvidenceText.write(inference.inputs()));
        return row;
    }

    private static int source(Fact fact) {
        return fact.at().source() == EventTime.Source.REPORTED ? 0 : 1;
    }

    private void retractEdge(int seq, Fact.EdgeRetraction retraction) {
        int from = nodeId(retraction.from());
        int to = nodeId(retraction.to());
        List<@Nullable Object> row = row(seq, retraction, from, retraction.reason());
        row.add(retraction.kind().wireName());
        row.add(to);
        row.add(null);
        row.add(retraction.until() == null ? null : retraction.until().toEpochMilli());
        log.waiting().retraction(row);
        boolean isByPeople = intent.operation().equals(Intent.RETRACTIONS);
        log.said().retract(from, to, retraction, isByPeople ? position : 0);
        newFacts.add(new LogRecord.EdgeRetracted(seq, from, to, retraction));
    }

    private void retractAttribute(int seq, Fact.AttributeRetraction retraction) {
        int node = nodeId(retraction.node());
        List<@Nullable Object> row = row(seq, retraction, node, retraction.reason());
        row.add(null);
        row.add(null);
        row.add(retraction.key());
        row.add(null);
        log.waiting().retraction(row);
        log.said().retract(node, retraction);
        newFacts.add(new LogRecord.AttributeRetracted(seq, node, retraction));
    }

    /** Begins a row of a retraction. */
    private List<@Nullable Object> row(int seq, Fact fact, int from, String reason) {
        List<@Nullable Object> row = new ArrayList<>(ROW_VALUES);
        row.add(position);
        row.add(seq);
        row.add(workspaceId);
        row.add(log.asserterId(db, workspaceId, fact.by()));
        row.add(fact.at().at().toEpochMilli());
        row.add(source(fact));
        row.add(from);
        row.add(reason);
        return row;
    }

    /** Lets a rule add what follows from the facts that were added so far. */
    void conclude(Rule rule) {
        rule.conclude(new Brought(List.copyOf(facts)));
    }

    /** Shows a rule what the write brought so far. */
    private final class Brought implements Rule.News {
        private final List<Fact> brought;

        Brought(List<Fact> brought) {
            this.brought = brought;
        }

        @Override
        public Db db() {
            return db;
        }

        @Override
        public List<Fact> facts() {
            return brought;
        }

        @Override
        public int workspaceId() {
            return workspaceId;
        }

        @Override
        public long position() {
            return position;
        }

        @Override
        public List<Rule.TakenBack> takenBack(int nodeId) {
            return log.said().takenBack(db.db(), nodeId, Asserter.CLEW);
        }

        @Override
        public int nodeId(Urn urn) {
            return EntryRows.this.nodeId(urn);
        }

        @Override
        public Urn urn(int nodeId) {
            // Past the rows that wait: their nodes are fresh.
            return log.nodes().urn(db.db(), nodeId);
        }

        @Override
        public long asserterId(Asserter asserter) {
            return log.asserterId(db, workspaceId, asserter);
        }

        @Override
        public boolean isNew(int nodeId) {
            return EntryRows.this.isNew(nodeId);
        }

        @Override
        public void add(Fact fact) {
            EntryRows.this.add(fact);
        }

        @Override
        public void keep(RuleTable table, List<Object> row) {
            List<Object> whole = new ArrayList<>(row);
            whole.add(workspaceId);
            log.waiting().rule(table, whole);
        }
    }

    /** Makes the audit entry of all that was added. */
    NewEntry close() {
        terms.close(log.waiting());
        byte[] salt = log.salts().next();
        PackedLeaf leaf =
                PackedLeaf.of(
                        new Leaf.Head(
                                position,
                                intent.workspace().name(),
                                log.now(),
                                intent.by().protocol(),
                                intent.operation()),
                        salt,
                        new Leaf.Bodies(
                                intent.by().agent().toString(),
                                FactJson.writeTexts(subjects.stream().map(Urn::toString).toList()),
                                CanonicalFacts.of(facts, canonical),
                                payload));
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
        return new NewEntry(
                entry,
                leaf.bytes(),
                BodyRows.row(
                        salt,
                        log.asserterId(db, workspaceId, intent.by()),
                        subjects.stream().map(this::idOrText).toList(),
                        payload));
    }

    /** Returns the id of a node that is there, else its name. */
    private Object idOrText(Urn urn) {
        int id = log.nodes().find(db.db(), workspaceId, urn);
        return id > 0 ? (Object) (long) id : urn.toString();
    }
}
