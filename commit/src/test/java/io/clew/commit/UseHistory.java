package io.clew.commit;

import io.clew.model.Asserter;
import io.clew.model.Assertion;
import io.clew.model.Attributes;
import io.clew.model.EdgeKind;
import io.clew.model.EventTime;
import io.clew.model.Fact;
import io.clew.model.NodeKind;
import io.clew.model.Urn;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Makes up facts about a few runs, datasets, versions and names, so that they often meet. */
public final class UseHistory {

    private static final List<Asserter> ASSERTERS =
            List.of(Asserter.claimed("mlflow", "ann"), Asserter.claimed("openlineage", "spark"));

    private static final List<String> NAMES = List.of("t0", "t1", "t2", "t3");

    private static final List<String> PARTITIONS =
            List.of("t0/k=1", "t0/k=2", "t1/k=1/h=2/part-0.parquet");

    private final Random random;
    private final List<String> names;
    private boolean joins = true;

    /** Nobody says two things of a start at one time: which holds would be up to their order. */
    private long clock = 4_000_000_000_000L;

    public UseHistory(Random random, boolean partitions) {
        this.random = random;
        this.names = new ArrayList<>(NAMES);
        if (partitions) {
            names.addAll(PARTITIONS);
        }
    }

    /** From now on no two names are one that were not. */
    void joinNoMore() {
        joins = false;
    }

    /** Returns the facts of one write. */
    public List<Fact> write(boolean mayRetract) {
        List<Fact> facts = new ArrayList<>();
        int count = 1 + random.nextInt(4);
        for (int i = 0; i < count; i++) {
            facts.add(fact(mayRetract));
        }
        return facts;
    }

    private Fact fact(boolean mayRetract) {
        boolean retracts = mayRetract && random.nextInt(5) == 0;
        return switch (random.nextInt(joins ? 10 : 8)) {
            case 0, 1, 2 -> edge(run(), EdgeKind.USED, used(), retracts);
            case 3, 4, 5 -> edge(version(), EdgeKind.GENERATED_BY, run(), retracts);
            case 6, 7 -> start(retracts);
            default -> edge(dataset(), EdgeKind.SAME_AS, dataset(), retracts);
        };
    }

    private Fact edge(Urn from, EdgeKind kind, Urn to, boolean retracts) {
        Asserter by = ASSERTERS.get(random.nextInt(ASSERTERS.size()));
        return retracts
                ? new Fact.EdgeRetraction(from, kind, to, moment(), by, null, "a mistake")
                : new Fact.EdgeFact(
                        from, kind, to, Assertion.DECLARED, moment(), by, Map.of(), null);
    }

    private Fact start(boolean retracts) {
        Asserter by = ASSERTERS.get(random.nextInt(ASSERTERS.size()));
        Urn run = run();
        if (retracts) {
            return new Fact.AttributeRetraction(run, Attributes.STARTED, moment(), by, "a mistake");
        }
        EventTime began = moment();
        // Half of them begin an attempt, the others correct what was told of the start.
        EventTime at = random.nextBoolean() ? began : EventTime.reported(clock++);
        String start = began.at().toString();
        return new Fact.AttributeFact(
                run, Attributes.STARTED, start, Assertion.DECLARED, at, by, null);
    }

    private EventTime moment() {
        // Some moments before 2000 and some after a leap day, few enough to coincide.
        Instant base =
                random.nextBoolean()
                        ? Instant.parse("1999-12-31T23:59:59.990Z")
                        : Instant.parse("2024-02-29T00:00:00Z");
        return new EventTime(base.plusMillis(random.nextInt(20)), EventTime.Source.REPORTED);
    }

    private Urn run() {
        return Urn.of(NodeKind.RUN, "openlineage", "r" + random.nextInt(6));
    }

    private String name() {
        return names.get(random.nextInt(names.size()));
    }

    private Urn dataset() {
        return Urn.of(NodeKind.DATASET, "s3://bank", name());
    }

    private Urn version() {
        return Urn.of(NodeKind.DATASET_VERSION, "s3://bank", name(), "v-" + random.nextInt(5));
    }

    private Urn used() {
        return switch (random.nextInt(8)) {
            case 0 -> version();
            case 1, 2 -> Urn.of(NodeKind.DATASET_VERSION, "s3://bank", name(), "mlflow-0badcafe");
            default -> dataset();
        };
    }
}
