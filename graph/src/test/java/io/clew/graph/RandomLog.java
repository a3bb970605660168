package io.clew.graph;

import io.clew.model.Asserter;
import io.clew.model.Assertion;
import io.clew.model.Attributes;
import io.clew.model.EdgeKind;
import io.clew.model.EventTime;
import io.clew.model.Fact;
import io.clew.model.Inference;
import io.clew.model.NodeKind;
import io.clew.model.Urn;
import io.clew.model.log.LogEntry;
import io.clew.model.log.LogRecord;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Makes small logs full of what producers do wrong: cycles, self edges, late and repeated events,
 * retractions, several asserters, same-as, failed runs, names without descriptions. Half of the
 * logs are tidy: no cycles, edges between the kinds they belong to, little taken back, runs that
 * end.
 */
final class RandomLog {

    static final List<Asserter> ASSERTERS =
            List.of(
                    Asserter.claimed("mlflow", "ann"),
                    Asserter.claimed("mlflow", "bob"),
                    Asserter.claimed("openlineage", "etl"),
                    Asserter.CLEW);

    private static final NodeKind[] KINDS = {
        NodeKind.RUN,
        NodeKind.RUN,
        NodeKind.RUN,
        NodeKind.TASK,
        NodeKind.DATASET,
        NodeKind.DATASET,
        NodeKind.DATASET_VERSION,
        NodeKind.DATASET_VERSION,
        NodeKind.DATASET_VERSION,
        NodeKind.COLUMN,
        NodeKind.COLUMN,
        NodeKind.LOGGED_MODEL,
        NodeKind.LOGGED_MODEL,
        NodeKind.MODEL_VERSION,
        NodeKind.MODEL,
        NodeKind.JOB,
        NodeKind.CODE,
        NodeKind.ENVIRONMENT,
        NodeKind.ARTIFACT,
        NodeKind.EVALUATION,
        NodeKind.DEPLOYMENT,
        NodeKind.NOTE
    };

    /** For logs in which columns meet: one of three. */
    private static final NodeKind[] KINDS_ABOUT_COLUMNS = {
        NodeKind.RUN,
        NodeKind.DATASET,
        NodeKind.DATASET,
        NodeKind.DATASET_VERSION,
        NodeKind.DATASET_VERSION,
        NodeKind.COLUMN,
        NodeKind.COLUMN,
        NodeKind.COLUMN,
        NodeKind.COLUMN,
        NodeKind.MODEL_VERSION
    };

    private static final String[] STATUSES = {"running", "complete", "failed", "failed", "aborted"};

    /** A second: event times are few, so that they coincide. */
    static final int TIMES = 12;

    private final Random random;
    private final boolean tidy;
    private final boolean aboutColumns;
    private final List<Urn> urns = new ArrayList<>();
    private final Map<Urn, Integer> ids = new LinkedHashMap<>();
    private final List<Fact> said = new ArrayList<>();
    private final List<LogEntry> entries = new ArrayList<>();

    private RandomLog(Random random) {
        this.random = random;
        this.tidy = random.nextBoolean();
        this.aboutColumns = random.nextInt(3) == 0;
    }

    static List<LogEntry> of(Random random, int nodes, int entryCount) {
        RandomLog log = new RandomLog(random);
        for (int i = 0; i < nodes; i++) {
            log.urns.add(log.urn(i));
        }
        for (int i = 0; i < entryCount; i++) {
            log.entry();
        }
        return log.entries;
    }

    /** Makes runs that read and write datasets, most of which tell columns, told in any order. */
    static List<LogEntry> ofPipelines(Random random) {
        RandomLog log = new RandomLog(random);
        List<Fact> facts = new ArrayList<>();
        int datasets = 2 + random.nextInt(4);
        for (int i = 0; i < datasets; i++) {
            Urn dataset = Urn.of(NodeKind.DATASET, "t", "d" + i);
            Urn version = Urn.of(NodeKind.DATASET_VERSION, "t", "d" + i, "v-1");
            log.urns.addAll(List.of(dataset, version, column(i, "a"), column(i, "b")));
            facts.add(log.sure(version, EdgeKind.VERSION_OF, dataset));
            facts.add(log.sure(column(i, "a"), EdgeKind.PART_OF, dataset));
            facts.add(log.sure(column(i, "b"), EdgeKind.PART_OF, dataset));
        }
        for (int i = 0; i < 2 + random.nextInt(4); i++) {
            Urn run = Urn.of(NodeKind.RUN, "t", "r" + i);
            log.urns.add(run);
            log.run(run, random.nextInt(datasets), random.nextInt(datasets), facts);
        }
        for (int i = random.nextInt(5); i > 0; i--) {
            facts.add(log.fact());
        }
        java.util.Collections.shuffle(facts, random);
        for (Fact fact : facts) {
            log.entry(log.record(0, fact));
        }
        return log.entries;
    }

    private static Urn column(int dataset, String name) {
        return Urn.of(NodeKind.COLUMN, "t", "d" + dataset, name);
    }

    private Fact sure(Urn from, EdgeKind kind, Urn to) {
        return edge(from, kind, to, ASSERTERS.get(2));
    }

    private void run(Urn run, int in, int out, List<Fact> facts) {
        Urn read = urns.get(4 * in + random.nextInt(2));
        Urn written = urns.get(4 * out + 1);
        facts.add(sure(run, EdgeKind.USED, read));
        facts.add(sure(written, EdgeKind.GENERATED_BY, run));
        if (random.nextBoolean()) {
            facts.add(sure(written, EdgeKind.DERIVED_FROM, read));
        }
        if (random.nextInt(3) != 0) {
            facts.add(attribute(run, Attributes.COLUMN_LINEAGE, "told", ASSERTERS.get(2)));
        }
        for (int i = random.nextInt(3); i > 0; i--) {
            Urn from = urns.get(4 * out + 2 + random.nextInt(2));
            Urn to = urns.get(4 * in + (random.nextInt(4) == 0 ? 0 : 2 + random.nextInt(2)));
            facts.add(sure(from, EdgeKind.DERIVED_FROM, to));
        }
        if (random.nextInt(4) == 0) {
            Urn model = Urn.of(NodeKind.MODEL_VERSION, "t", "m", run.last());
            urns.add(model);
            facts.add(sure(model, EdgeKind.GENERATED_BY, run));
        }
        if (random.nextInt(5) == 0) {
            facts.add(sure(urns.get(4 * in), EdgeKind.SAME_AS, urns.get(4 * out)));
        }
    }

    private Urn urn(int number) {
        NodeKind[] kinds = aboutColumns ? KINDS_ABOUT_COLUMNS : KINDS;
        NodeKind kind = kinds[random.nextInt(kinds.length)];
        String name = Integer.toString(random.nextInt(90) * 100 + number);
        if (kind == NodeKind.COLUMN && random.nextInt(5) != 0) {
            Urn column = columnOfOne();
            return urns.contains(column) ? Urn.of(kind, "t", name) : column;
        }
        return kind == NodeKind.DATASET_VERSION
                ? Urn.of(kind, "s3://b", name, random.nextInt(3) == 0 ? "mlflow-" + name : "v-1")
                : Urn.of(kind, "t", name);
    }

    /** Names a column of a dataset that there is already; names repeat from one to another. */
    private Urn columnOfOne() {
        List<Urn> datasets = urns.stream().filter(u -> u.kind() == NodeKind.DATASET).toList();
        String dataset =
                datasets.isEmpty() ? "none" : datasets.get(random.nextInt(datasets.size())).last();
        return Urn.of(NodeKind.COLUMN, "t", dataset, random.nextBoolean() ? "a" : "b");
    }

    private void entry() {
        List<LogRecord> records = new ArrayList<>();
        int facts = 1 + random.nextInt(4);
        for (int seq = 0; seq < facts; seq++) {
            records.addAll(record(seq, fact()));
        }
        entry(records);
    }

    private void entry(List<LogRecord> records) {
        entries.add(
                new LogEntry(
                        entries.size() + 1L,
                        1,
                        Instant.ofEpochSecond(1000 + entries.size()),
                        "test",
                        "write",
                        records));
    }

    private Fact fact() {
        if (aboutColumns && random.nextInt(3) == 0) {
            Fact fact = toldOfColumns();
            said.add(fact);
            return fact;
        }
        int dice = tidy ? 18 + random.nextInt(82) : random.nextInt(100);
        Fact fact;
        if (dice < 12 && !said.isEmpty()) {
            fact = again(said.get(random.nextInt(said.size())));
        } else if (dice < 22 && !said.isEmpty()) {
            fact = retraction(said.get(random.nextInt(said.size())));
        } else if (dice < 42) {
            fact = attribute();
        } else {
            fact = edge();
        }
        said.add(fact);
        return fact;
    }

    /** Says what a producer says that knows of columns, of the first runs. */
    private Fact toldOfColumns() {
        Urn run = first(NodeKind.RUN);
        Urn version = one(NodeKind.DATASET_VERSION);
        Urn data = random.nextBoolean() ? version : one(NodeKind.DATASET);
        Urn column = one(NodeKind.COLUMN);
        Asserter by = ASSERTERS.get(random.nextInt(3));
        return switch (random.nextInt(10)) {
            case 0, 1 -> edge(run, EdgeKind.USED, data, by);
            case 2, 3 -> edge(data, EdgeKind.GENERATED_BY, run, by);
            case 4 -> edge(version, EdgeKind.VERSION_OF, one(NodeKind.DATASET), by);
            case 5 -> edge(data, EdgeKind.DERIVED_FROM, one(NodeKind.DATASET_VERSION), by);
            case 6, 9 ->
                    attribute(
                            run,
                            Attributes.COLUMN_LINEAGE,
                            random.nextInt(9) == 0 ? null : "told",
                            by);
            case 7 -> edge(column, EdgeKind.PART_OF, one(NodeKind.DATASET), by);
            default -> edge(column, EdgeKind.DERIVED_FROM, one(NodeKind.COLUMN), by);
        };
    }

    private Urn first(NodeKind kind) {
        List<Urn> some = urns.stream().filter(u -> u.kind() == kind).toList();
        return some.isEmpty() ? any() : some.get(random.nextInt(Math.min(2, some.size())));
    }

    private Urn one(NodeKind kind) {
        List<Urn> some = urns.stream().filter(u -> u.kind() == kind).toList();
        return some.isEmpty() ? any() : some.get(random.nextInt(some.size()));
    }

    private Fact edge() {
        if (aboutColumns && random.nextInt(10) == 0) {
            List<Urn> datasets = urns.stream().filter(u -> u.kind() == NodeKind.DATASET).toList();
            if (datasets.size() > 1) {
                int one = random.nextInt(datasets.size() - 1);
                return edge(
                        datasets.get(one),
                        EdgeKind.SAME_AS,
                        datasets.get(one + 1),
                        ASSERTERS.get(random.nextInt(ASSERTERS.size())));
            }
        }
        Urn from = any();
        Urn to = any();
        if (from.kind() == NodeKind.COLUMN && random.nextInt(3) == 0) {
            Urn own = Urn.of(NodeKind.DATASET, "t", from.segment(1));
            to = urns.contains(own) ? own : to;
        }
        if (tidy && urns.indexOf(from) < urns.indexOf(to)) {
            Urn other = from;
            from = to;
            to = other;
        }
        EdgeKind kind = !tidy && random.nextInt(4) == 0 ? anyKind() : likelyKind(from, to);
        return edge(from, kind, to, ASSERTERS.get(random.nextInt(ASSERTERS.size())));
    }

    private Fact edge(Urn from, EdgeKind kind, Urn to, Asserter by) {
        Assertion assertion =
                by.equals(Asserter.CLEW)
                        ? Assertion.INFERRED
                        : random.nextInt(3) == 0 ? Assertion.OBSERVED : Assertion.DECLARED;
        return new Fact.EdgeFact(from, kind, to, assertion, time(), by, Map.of(), why(assertion));
    }

    private EdgeKind anyKind() {
        return EdgeKind.values()[random.nextInt(EdgeKind.values().length)];
    }

    private EdgeKind likelyKind(Urn from, Urn to) {
        if (from.kind() == to.kind() && random.nextInt(tidy ? 9 : 3) == 0) {
            return EdgeKind.SAME_AS;
        }
        return switch (from.kind()) {
            case RUN, TASK ->
                    switch (to.kind()) {
                        case JOB -> EdgeKind.PART_OF;
                        case RUN -> random.nextBoolean() ? EdgeKind.PART_OF : EdgeKind.INFORMED_BY;
                        case CODE -> EdgeKind.EXECUTED;
                        case ENVIRONMENT -> EdgeKind.RAN_IN;
                        default -> EdgeKind.USED;
                    };
            case DATASET_VERSION ->
                    to.kind() == NodeKind.DATASET ? EdgeKind.VERSION_OF : EdgeKind.GENERATED_BY;
            case MODEL_VERSION ->
                    to.kind() == NodeKind.MODEL ? EdgeKind.VERSION_OF : EdgeKind.DERIVED_FROM;
            case COLUMN ->
                    to.kind() == NodeKind.DATASET && random.nextInt(4) != 0
                            ? EdgeKind.PART_OF
                            : EdgeKind.DERIVED_FROM;
            case DATASET ->
                    to.kind() == NodeKind.COLUMN ? EdgeKind.DERIVED_FROM : EdgeKind.GENERATED_BY;
            case LOGGED_MODEL, ARTIFACT -> EdgeKind.GENERATED_BY;
            case EVALUATION ->
                    to.kind() == NodeKind.RUN ? EdgeKind.GENERATED_BY : EdgeKind.EVALUATES;
            case DEPLOYMENT -> EdgeKind.DEPLOYS;
            case NOTE -> EdgeKind.CONCERNS;
            default -> EdgeKind.DERIVED_FROM;
        };
    }

    private Fact attribute() {
        Urn node = any();
        for (int i = 0; tidy && i < 5 && node.kind() != NodeKind.RUN; i++) {
            node = any();
        }
        Asserter by = ASSERTERS.get(random.nextInt(2));
        return switch (random.nextInt(6)) {
            case 0 ->
                    attribute(
                            node,
                            Attributes.ENDED,
                            random.nextInt(4) == 0 ? null : "2026-01-05T10:00:00.000Z",
                            by);
            case 1 -> attribute(node, Attributes.NAME, "name", by);
            case 2 -> attribute(node, Attributes.HEARD, "2026-01-05T10:00:00.000Z", by);
            default ->
                    attribute(
                            node,
                            Attributes.STATUS,
                            random.nextInt(9) == 0
                                    ? null
                                    : STATUSES[random.nextInt(STATUSES.length)],
                            by);
        };
    }

    private Fact attribute(
            Urn node, String key, @org.jspecify.annotations.Nullable Object value, Asserter by) {
        Assertion assertion = random.nextInt(4) == 0 ? Assertion.OBSERVED : Assertion.DECLARED;
        return new Fact.AttributeFact(node, key, value, assertion, time(), by, null);
    }

    private Fact again(Fact fact) {
        return switch (fact) {
            case Fact.EdgeFact edge ->
                    random.nextBoolean()
                            ? edge
                            : edge(
                                    edge.from(),
                                    edge.kind(),
                                    edge.to(),
                                    ASSERTERS.get(random.nextInt(ASSERTERS.size())));
            case Fact.AttributeFact attribute ->
                    attribute(
                            attribute.node(),
                            attribute.key(),
                            attribute.value(),
                            ASSERTERS.get(random.nextInt(2)));
            default -> fact;
        };
    }

    private Fact retraction(Fact fact) {
        return switch (fact) {
            case Fact.EdgeFact edge ->
                    new Fact.EdgeRetraction(
                            edge.from(),
                            edge.kind(),
                            edge.to(),
                            time(),
                            random.nextInt(5) == 0 ? ASSERTERS.getFirst() : edge.by(),
                            random.nextInt(3) == 0 ? time().at() : null,
                            "wrong");
            case Fact.AttributeFact attribute ->
                    new Fact.AttributeRetraction(
                            attribute.node(), attribute.key(), time(), attribute.by(), "wrong");
            default -> fact;
        };
    }

    private List<LogRecord> record(int seq, Fact fact) {
        List<LogRecord> records = new ArrayList<>();
        switch (fact) {
            case Fact.EdgeFact edge -> {
                int from = id(edge.from(), records);
                int to = id(edge.to(), records);
                records.add(new LogRecord.EdgeAsserted(seq, from, to, edge));
            }
            case Fact.EdgeRetraction edge -> {
                int from = id(edge.from(), records);
                int to = id(edge.to(), records);
                records.add(new LogRecord.EdgeRetracted(seq, from, to, edge));
            }
            case Fact.AttributeFact attribute -> {
                int node = id(attribute.node(), records);
                records.add(new LogRecord.AttributeAsserted(seq, node, attribute));
            }
            case Fact.AttributeRetraction attribute -> {
                int node = id(attribute.node(), records);
                records.add(new LogRecord.AttributeRetracted(seq, node, attribute));
            }
        }
        return records;
    }

    private int id(Urn urn, List<LogRecord> records) {
        Integer known = ids.get(urn);
        if (known != null) {
            return known;
        }
        int id = ids.size() + 1;
        ids.put(urn, id);
        records.add(new LogRecord.NodeAdded(id, urn));
        return id;
    }

    private Urn any() {
        return urns.get(random.nextInt(urns.size()));
    }

    private EventTime time() {
        return EventTime.reported(random.nextInt(TIMES) * 1000L);
    }

    private static @org.jspecify.annotations.Nullable Inference why(Assertion assertion) {
        return assertion == Assertion.INFERRED
                ? new Inference("latest-before-start", List.of())
                : null;
    }
}
