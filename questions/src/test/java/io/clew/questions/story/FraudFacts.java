package io.clew.questions.story;

import io.clew.commit.Commit;
import io.clew.identity.dataset.DatasetNames;
import io.clew.identity.dataset.DatasetVersions;
import io.clew.identity.mlflow.MlflowUrns;
import io.clew.model.Attributes;
import io.clew.model.EdgeKind;
import io.clew.model.EventTime;
import io.clew.model.NodeKind;
import io.clew.model.Urn;
import io.clew.store.metrics.MetricPoint;
import io.clew.store.metrics.MetricStore;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * Tells how the model {@code fraud} got its versions 1 and 2: each logged by a run that used the
 * bank's transactions, the second promoted in the place of the first.
 */
public final class FraudFacts {

    public static final String RUN_1 = "1".repeat(32);
    public static final String RUN_2 = "2".repeat(32);
    public static final String COMMIT = "9f3e21c07d1b4a6e8c5f2b9d0a1e3c4f5b6a7d88";
    public static final Urn MODEL = MlflowUrns.model("fraud");
    public static final Urn VERSION_1 = MlflowUrns.modelVersion("fraud", 1);
    public static final Urn VERSION_2 = MlflowUrns.modelVersion("fraud", 2);
    public static final Urn LOGGED_1 = MlflowUrns.loggedModel("m-" + RUN_1);
    public static final Urn LOGGED_2 = MlflowUrns.loggedModel("m-" + RUN_2);
    public static final Urn JOB = MlflowUrns.experiment("fraud-detection");
    public static final Urn TRANSACTIONS =
            DatasetNames.read("s3://bank/transactions").orElseThrow().urn();
    public static final Urn TRANSACTIONS_1 =
            DatasetVersions.byMlflowDigest(TRANSACTIONS, "a41c07de");
    public static final Urn CODE = Urn.of(NodeKind.CODE, "github.com/bank/fraud", COMMIT);
    public static final Urn ENVIRONMENT = Urn.of(NodeKind.ENVIRONMENT, "e".repeat(64));
    public static final String MANIFEST = "abcdef0123456789".repeat(4);

    private FraudFacts() {}

    public static void tell(Ledger ledger) {
        ledger.at("2026-01-05T10:00:00Z").by("ann", FraudFacts::job);
        ledger.at("2026-01-05T10:01:00Z")
                .by("ann", c -> run(c, RUN_1, "first", "2026-01-05T10:00:30Z"));
        ledger.at("2026-01-05T11:00:00Z").by("ann", c -> logged(c, RUN_1, LOGGED_1));
        ledger.at("2026-01-05T12:00:00Z").by("ann", c -> version(c, VERSION_1, LOGGED_1, "1"));
        ledger.at("2026-01-06T09:00:00Z").by("rita", c -> alias(c, VERSION_1, true));
        ledger.at("2026-02-05T10:01:00Z")
                .by("ben", c -> run(c, RUN_2, "second", "2026-02-05T10:00:00Z"));
        ledger.at("2026-02-05T11:00:00Z").by("ben", c -> logged(c, RUN_2, LOGGED_2));
        ledger.at("2026-02-05T12:00:00Z").by("ben", c -> version(c, VERSION_2, LOGGED_2, "2"));
        ledger.at("2026-02-06T09:00:00Z")
                .by(
                        "rita",
                        c -> {
                            alias(c, VERSION_1, null);
                            alias(c, VERSION_2, true);
                        });
    }

    private static void job(Commit c) {
        c.declare(JOB, Attributes.NAME, "fraud-detection", now(c));
        c.declare(MODEL, Attributes.NAME, "fraud", now(c));
        c.declare(MODEL, Attributes.DESCRIPTION, "Scores card payments.", now(c));
    }

    private static void run(Commit c, String id, String name, String start) {
        Urn run = MlflowUrns.run(id);
        EventTime started = EventTime.reported(Instant.parse(start).toEpochMilli());
        c.declare(run, EdgeKind.PART_OF, JOB, started);
        c.declare(run, Attributes.NAME, name, started);
        c.declare(run, Attributes.STARTED, start, started);
        c.declare(run, Attributes.STATUS, "running", started);
        c.declare(run, Attributes.PARAM + "max_depth", "6", started);
        c.declare(run, Attributes.TAG + "team", "risk", started);
        c.declare(run, Attributes.ENTRY_POINT, "train.py", started);
        c.declare(run, EdgeKind.ASSOCIATED_WITH, MlflowUrns.claimedUser("ann"), started);
        c.declare(run, EdgeKind.EXECUTED, CODE, started);
        c.declare(CODE, Attributes.COMMIT, COMMIT, started);
        c.declare(CODE, Attributes.REPOSITORY, "github.com/bank/fraud", started);
        c.declare(run, EdgeKind.RAN_IN, ENVIRONMENT, started);
        c.declare(
                ENVIRONMENT,
                Attributes.PACKAGES,
                Map.of("xgboost", "3.1.1", "numpy", "2.3"),
                started);
        c.declare(TRANSACTIONS_1, EdgeKind.VERSION_OF, TRANSACTIONS, started);
        c.declare(TRANSACTIONS_1, Attributes.DIGEST, "a41c07de", started);
        c.declare(TRANSACTIONS_1, Attributes.DIGEST_STRENGTH, "weak", started);
        c.declare(
                TRANSACTIONS_1,
                Attributes.SCHEMA,
                List.of(Map.of("name", "amount", "type", "double")),
                started);
        c.declare(
                run,
                EdgeKind.USED,
                TRANSACTIONS_1,
                started,
                Map.of(Attributes.CONTEXT, "training"));
        MetricStore.append(
                c.db(),
                c.workspaceId(),
                c.nodeId(run),
                List.of(new MetricPoint("auc", 0.94, started.at().toEpochMilli(), 0)));
    }

    private static void logged(Commit c, String runId, Urn model) {
        Urn run = MlflowUrns.run(runId);
        c.declare(model, EdgeKind.GENERATED_BY, run, now(c));
        c.declare(model, Attributes.NAME, "model", now(c));
        c.declare(model, Attributes.FLAVORS, List.of("xgboost"), now(c));
        if (runId.equals(RUN_1)) {
            c.observe(model, Attributes.MANIFEST_DIGEST, MANIFEST, now(c));
        }
        c.declare(run, Attributes.ENDED, c.now().toString(), now(c));
        c.declare(run, Attributes.STATUS, "complete", now(c));
    }

    private static void version(Commit c, Urn version, Urn model, String number) {
        c.declare(version, EdgeKind.VERSION_OF, MODEL, now(c));
        c.declare(version, EdgeKind.DERIVED_FROM, model, now(c));
        c.declare(version, Attributes.VERSION, number, now(c));
        c.declare(version, Attributes.STAGE, "None", now(c));
    }

    private static void alias(Commit c, Urn version, @org.jspecify.annotations.Nullable Object on) {
        c.declare(version, Attributes.ALIAS + "production", on, now(c));
    }

    private static EventTime now(Commit c) {
        return EventTime.received(c.now());
    }
}
