package io.clew.questions.diff;

import io.clew.commit.Commit;
import io.clew.identity.dataset.DatasetNames;
import io.clew.identity.dataset.DatasetVersions;
import io.clew.identity.mlflow.MlflowUrns;
import io.clew.model.Assertion;
import io.clew.model.Attributes;
import io.clew.model.EdgeKind;
import io.clew.model.EventTime;
import io.clew.model.Fact;
import io.clew.model.NodeKind;
import io.clew.model.Urn;
import io.clew.questions.story.Ledger;
import io.clew.store.metrics.MetricPoint;
import io.clew.store.metrics.MetricStore;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;

/**
 * Tells a small pipeline day by day, in the facts that adapters write: a load makes a table from
 * raw data, a training reads the table and makes a version of a model.
 */
final class Pipeline {

    static final Urn RAW = DatasetNames.read("s3://lake/raw").orElseThrow().urn();
    static final Urn TABLE = DatasetNames.read("s3://lake/table").orElseThrow().urn();
    static final Urn AMOUNT = Urn.of(NodeKind.COLUMN, "s3://lake", "table", "amount");
    static final Urn CENTS = Urn.of(NodeKind.COLUMN, "s3://lake", "raw", "cents");
    static final Urn LOAD = Urn.of(NodeKind.JOB, "spark", "load");
    static final Urn TRAINING = MlflowUrns.experiment("training");
    static final Urn MODEL = MlflowUrns.model("churn");

    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private final Ledger ledger;
    private int day;

    Pipeline(Ledger ledger) {
        this.ledger = ledger;
    }

    /** What one day's runs tell; a test changes it before {@link Pipeline#tell}. */
    static final class Day {
        final int number;
        final Map<String, Object> load = new LinkedHashMap<>();
        final Map<String, Object> table = new LinkedHashMap<>();
        final Map<String, Object> training = new LinkedHashMap<>();
        final Map<String, Object> model = new LinkedHashMap<>();
        final Map<String, Object> packages = new LinkedHashMap<>();
        final Map<String, Object> environment = new LinkedHashMap<>();
        final Map<String, Double> metrics = new LinkedHashMap<>();
        final List<BiConsumer<Commit, EventTime>> more = new ArrayList<>();
        String python = "3.12.3";
        String commit = "a".repeat(40);
        Urn raw = RAW;
        int tableRead;
        boolean loadFails;

        Day(int number) {
            this.number = number;
            this.tableRead = number;
            load.put(Attributes.SQL, "SELECT id, amount FROM raw");
            load.put(Attributes.ENGINE, "spark 3.5.1");
            table.put(
                    Attributes.SCHEMA,
                    List.of(
                            Map.of("name", "id", "type", "long"),
                            Map.of("name", "amount", "type", "double")));
            table.put(Attributes.QUALITY + "rows", 1000L + number);
            table.put(Attributes.QUALITY + "columns", figures(50 + 0.1 * (number % 3)));
            training.put(Attributes.PARAM + "depth", "6");
            training.put(Attributes.PARAM + "seed", "7");
            training.put(Attributes.ALGORITHM, "XGBClassifier");
            model.put(Attributes.FLAVORS, List.of("python_function", "xgboost"));
            packages.put("xgboost", "2.0.3");
            packages.put("numpy", "2.1.0");
            metrics.put("auc", 0.9 + 0.001 * (number % 2));
        }

        static Map<String, Object> figures(double mean) {
            return Map.of(
                    "amount",
                    Map.of(
                            "mean",
                            mean,
                            "min",
                            mean - 50,
                            "max",
                            mean + 50,
                            "nulls",
                            3L,
                            "quantiles",
                            Map.of("0.25", mean - 20, "0.75", mean + 20)));
        }

        Urn loadRun() {
            return Urn.of(NodeKind.RUN, "openlineage", "load-" + number);
        }

        Urn tableVersion() {
            return version(number);
        }

        Urn trainingRun() {
            return MlflowUrns.run("%032x".formatted(number));
        }

        Urn loggedModel() {
            return MlflowUrns.loggedModel("m-%032x".formatted(number));
        }

        Urn modelVersion() {
            return MlflowUrns.modelVersion("churn", number);
        }
    }

    static Urn version(int day) {
        return DatasetVersions.byRun(TABLE, "load-" + day);
    }

    /** Begins the next day. */
    Day next() {
        return new Day(++day);
    }

    /** Tells days on which nothing happens but what always does. */
    Day usual(int days) {
        Day last = next();
        tell(last);
        for (int i = 1; i < days; i++) {
            last = next();
            tell(last);
        }
        return last;
    }

    /** Tells a day: the load at one o'clock, the training at three. */
    Day tell(Day day) {
        Instant loaded = START.plus(Duration.ofDays(day.number)).plus(Duration.ofHours(1));
        Instant trained = START.plus(Duration.ofDays(day.number)).plus(Duration.ofHours(3));
        ledger.at(loaded.toString()).by("spark", commit -> load(commit, day, loaded));
        ledger.at(trained.toString()).by("ann", commit -> train(commit, day, trained));
        return day;
    }

    private static void load(Commit c, Day day, Instant at) {
        EventTime start = at(at);
        EventTime end = at(at.plus(Duration.ofMinutes(10)));
        Urn run = day.loadRun();
        c.observe(run, EdgeKind.PART_OF, LOAD, start);
        c.observe(run, Attributes.STARTED, text(start), start);
        c.observe(run, Attributes.STATUS, "running", start);
        c.observe(run, EdgeKind.USED, day.raw, start);
        day.load.forEach((key, value) -> c.observe(run, key, value, start));
        c.observe(run, Attributes.STATUS, day.loadFails ? "failed" : "complete", end);
        c.observe(run, Attributes.ENDED, text(end), end);
        if (!day.loadFails) {
            Urn version = day.tableVersion();
            c.observe(version, EdgeKind.VERSION_OF, TABLE, end);
            c.observe(version, EdgeKind.GENERATED_BY, run, end);
            day.table.forEach((key, value) -> c.observe(version, key, value, end));
        }
        day.more.forEach(more -> more.accept(c, end));
    }

    private static void train(Commit c, Day day, Instant at) {
        EventTime start = at(at);
        EventTime end = at(at.plus(Duration.ofMinutes(30)));
        Urn run = day.trainingRun();
        Urn code = Urn.of(NodeKind.CODE, "github.com/bank/churn", day.commit);
        Urn environment =
                Urn.of(
                        NodeKind.ENVIRONMENT,
                        "sha256-" + (day.python + day.packages + day.environment).hashCode());
        c.declare(run, EdgeKind.PART_OF, TRAINING, start);
        c.declare(run, Attributes.NAME, "run of day " + day.number, start);
        c.declare(run, Attributes.STARTED, text(start), start);
        c.declare(run, Attributes.STATUS, "running", start);
        day.training.forEach((key, value) -> c.declare(run, key, value, start));
        c.declare(run, EdgeKind.USED, version(day.tableRead), start);
        c.declare(run, EdgeKind.EXECUTED, code, start);
        c.declare(code, Attributes.COMMIT, day.commit, start);
        c.declare(run, EdgeKind.RAN_IN, environment, start);
        c.declare(environment, Attributes.PYTHON, day.python, start);
        c.declare(environment, Attributes.PACKAGES, Map.copyOf(day.packages), start);
        day.environment.forEach((key, value) -> c.declare(environment, key, value, start));
        c.declare(run, Attributes.STATUS, "complete", end);
        c.declare(run, Attributes.ENDED, text(end), end);
        c.declare(day.loggedModel(), EdgeKind.GENERATED_BY, run, end);
        day.model.forEach((key, value) -> c.declare(day.loggedModel(), key, value, end));
        c.declare(day.modelVersion(), EdgeKind.VERSION_OF, MODEL, end);
        c.declare(day.modelVersion(), EdgeKind.DERIVED_FROM, day.loggedModel(), end);
        c.declare(day.modelVersion(), Attributes.VERSION, String.valueOf(day.number), end);
        List<MetricPoint> points = new ArrayList<>();
        day.metrics.forEach(
                (key, value) ->
                        points.add(new MetricPoint(key, value, end.at().toEpochMilli(), 0)));
        MetricStore.append(c.db(), c.workspaceId(), c.nodeId(run), points);
    }

    /** Says how the amount is made of the cents of the raw data. */
    static void derive(Commit c, EventTime at, String how) {
        c.observe(AMOUNT, EdgeKind.PART_OF, TABLE, at);
        c.observe(CENTS, EdgeKind.PART_OF, RAW, at);
        Map<String, String> transformation =
                Map.of("type", "DIRECT", "subtype", "TRANSFORMATION", "description", how);
        c.add(
                new Fact.EdgeFact(
                        AMOUNT,
                        EdgeKind.DERIVED_FROM,
                        CENTS,
                        Assertion.OBSERVED,
                        at,
                        c.by(),
                        Map.of(Attributes.TRANSFORMATIONS, List.of(transformation)),
                        null));
    }

    private static EventTime at(Instant instant) {
        return EventTime.reported(instant.toEpochMilli());
    }

    private static String text(EventTime time) {
        return time.at().toString();
    }
}
