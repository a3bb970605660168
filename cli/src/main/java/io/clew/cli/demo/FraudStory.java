package io.clew.cli.demo;

import io.clew.cli.demo.Training.Column;
import io.clew.cli.demo.Training.Input;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Plays the fraud story: three versions of a bank's model, the third of which flags legitimate
 * payments.
 *
 * <p>What changed with version 3: the payment feed, a Spark job, stopped dividing by 100, so the
 * transactions' {@code amount} went from euros (double) to cents (long) and failed its check, and
 * it keeps payments of unknown cards, so countries are missing. What changes with each version: the
 * commit, the merchant-risk table, the release of xgboost. What did not: the algorithm and its
 * parameters, the chargebacks, the merchant embedding.
 *
 * <p>Four tools tell it: OpenLineage the feed, Metaflow the flows that train, MLflow the runs and
 * versions, SageMaker which version its endpoint serves.
 */
public final class FraudStory {

    /** The model that the story is about. */
    public static final String MODEL = "fraud";

    private static final String TRAINING = "fraud-detection";
    private static final String EMBEDDING = "merchant-embedding";
    private static final String EUROS = "CAST(p.amount_cents / 100.0 AS DOUBLE)";

    private final HttpClient http = HttpClient.newHttpClient();
    private final URI server;
    private final Instant now;

    /**
     * Makes the story for a server.
     *
     * @param now when the story is told; its events lie in the weeks before
     */
    public FraudStory(URI server, Instant now) {
        this.server = server;
        this.now = now;
    }

    /** Tells the whole story; throws IllegalStateException when the server refuses a call. */
    public void play() {
        TrainingTeller teller =
                new TrainingTeller(
                        this::as,
                        Map.of(EMBEDDING, experiment(EMBEDDING), TRAINING, experiment(TRAINING)));
        FeedTeller feed = new FeedTeller(as("airflow"));
        FlowTeller flow = new FlowTeller(this::as);
        DeploymentTeller endpoint = new DeploymentTeller(as("rita"));
        feed.tell(feed(9, 57, EUROS, "double", 1_204_331, 84.12, true, 0));
        feed.tell(feed(10, 29, EUROS, "double", 1_388_902, 85.07, true, 0));
        feed.tell(feed(11, 4, "p.amount_cents", "long", 1_571_044, 8_461.5, false, 48_702));
        String embedding = teller.tell(merchantEmbedding()).modelId();
        register(
                trained(teller, flow, firstVersion(embedding)),
                "ann",
                "First model on card payments.");
        promote("1", "rita");
        endpoint.serve("models:/fraud/1");
        register(
                trained(teller, flow, secondVersion(embedding)),
                "ann",
                "Retrained on six more months.");
        promote("2", "rita");
        endpoint.serve("models:/fraud/2");
        note("models:/fraud/2", "Good: two weeks in production without a complaint.");
        teller.tellFailed(failedAttempt(embedding));
        register(
                trained(teller, flow, thirdVersion(embedding)),
                "ben",
                "Retrained on the new payment feed.");
        promote("3", "ben");
        endpoint.serve("models:/fraud/3");
        feed.tellFailed("01a1f0c2-0012-7000-8000-00000000000f", now.minus(Duration.ofDays(1)));
        note(
                "models:/fraud/3",
                "Since version 3 is in production, legitimate payments above 1,000 euros are"
                        + " flagged. What changed upstream?");
    }

    private static TrainingTeller.Told trained(
            TrainingTeller teller, FlowTeller flow, Training training) {
        return flow.tell(training.person(), pathspec -> teller.tell(training, pathspec));
    }

    private void note(String subject, String text) {
        as("rita").postToClew("notes", Map.of("ref", subject, "text", text));
    }

    private FeedRun feed(
            int month,
            int daysAgo,
            String amountSql,
            String amountType,
            long rows,
            double meanAmount,
            boolean inRange,
            long withoutCard) {
        return new FeedRun(
                "01a1f0c2-00%02d-7000-8000-00000000000a".formatted(month),
                now.minus(Duration.ofDays(daysAgo)),
                amountType,
                amountSql,
                rows,
                meanAmount,
                inRange,
                withoutCard);
    }

    private DemoCalls as(String person) {
        return new DemoCalls(http, server, person);
    }

    private String experiment(String name) {
        return as("ann")
                .post("experiments/create", Map.of("name", name))
                .path("experiment_id")
                .asString();
    }

    private void register(TrainingTeller.Told told, String person, String description) {
        DemoCalls mlflow = as(person);
        if (description.startsWith("First")) {
            mlflow.post(
                    "registered-models/create",
                    Map.of(
                            "name",
                            MODEL,
                            "description",
                            "Scores card payments; above 0.8 a payment is held back."));
        }
        mlflow.post(
                "model-versions/create",
                Map.of(
                        "name",
                        MODEL,
                        "source",
                        "models:/" + told.modelId(),
                        "run_id",
                        told.runId(),
                        "model_id",
                        told.modelId(),
                        "description",
                        description));
    }

    private void promote(String version, String person) {
        as(person)
                .post(
                        "registered-models/alias",
                        Map.of("name", MODEL, "alias", "production", "version", version));
    }

    private Training merchantEmbedding() {
        return new Training(
                EMBEDDING,
                "merchant-embedding-2026",
                "dana",
                now.minus(Duration.ofDays(60)),
                95,
                "train_embedding.py",
                "1b0c5d6f1f3f4b1f8f7d1c2b3a495867a1b2c3d4",
                ordered("dimensions", "64", "epochs", "12", "seed", "7"),
                Map.of("recall_at_10", 0.71),
                List.of(
                        s3(
                                "merchants",
                                "5e1f9a02",
                                "s3://bank/merchants",
                                "training",
                                182_400,
                                new Column("merchant_id", "string"),
                                new Column("name", "string"),
                                new Column("category", "string"),
                                new Column("country", "string"))),
                List.of(),
                "embedding.MerchantEncoder",
                List.of("mlflow==3.17.2", "torch==2.9.1", "pandas==2.3.3"));
    }

    private Training firstVersion(String embedding) {
        return training(
                "fraud-2026-09",
                "ann",
                Duration.ofDays(56),
                "9f3e21c07d1b4a6e8c5f2b9d0a1e3c4f5b6a7d88",
                Map.of("auc", 0.941, "false_positive_rate", 0.012),
                List.of(
                        transactions("a41c07de", "double", 1_204_331),
                        merchantRisk(39),
                        chargebacks("77aa10c4"),
                        holdout("c0ffee12", "double")),
                embedding,
                List.of("mlflow==3.17.2", "xgboost==2.0.2", "scikit-learn==1.7.2"));
    }

    private Training secondVersion(String embedding) {
        return training(
                "fraud-2026-10",
                "ann",
                Duration.ofDays(28),
                "c4d2a9b15e6f7081923a4b5c6d7e8f90a1b2c3d4",
                Map.of("auc", 0.948, "false_positive_rate", 0.011),
                List.of(
                        transactions("b52d18ef", "double", 1_388_902),
                        merchantRisk(41),
                        chargebacks("88bb21d5"),
                        holdout("c0ffee12", "double")),
                embedding,
                List.of("mlflow==3.17.2", "xgboost==2.0.3", "scikit-learn==1.7.2"));
    }

    private Training failedAttempt(String embedding) {
        return training(
                "fraud-2026-11-oom",
                "ben",
                Duration.ofDays(3),
                "e7f8091a2b3c4d5e6f708192a3b4c5d6e7f80912",
                Map.of(),
                List.of(transactions("d74f3a01", "long", 1_571_044)),
                embedding,
                List.of());
    }

    private Training thirdVersion(String embedding) {
        return training(
                "fraud-2026-11",
                "ben",
                Duration.ofDays(2),
                "e7f8091a2b3c4d5e6f708192a3b4c5d6e7f80912",
                Map.of("auc", 0.902, "false_positive_rate", 0.087),
                List.of(
                        transactions("d74f3a01", "long", 1_571_044),
                        merchantRisk(42),
                        chargebacks("88bb21d5"),
                        holdout("c0ffee12", "double")),
                embedding,
                List.of("mlflow==3.17.2", "xgboost==2.1.1", "scikit-learn==1.7.2"));
    }

    private Training training(
            String name,
            String person,
            Duration ago,
            String commit,
            Map<String, Double> metrics,
            List<Input> inputs,
            String embedding,
            List<String> requirements) {
        return new Training(
                TRAINING,
                name,
                person,
                now.minus(ago),
                42,
                "train_fraud.py",
                commit,
                ordered(
                        "max_depth",
                        "6",
                        "learning_rate",
                        "0.1",
                        "n_estimators",
                        "400",
                        "scale_pos_weight",
                        "25",
                        "seed",
                        "42"),
                metrics,
                inputs,
                List.of(embedding),
                "xgboost.sklearn.XGBClassifier",
                requirements);
    }

    private static Input transactions(String digest, String amountType, long rows) {
        return s3(
                "transactions",
                digest,
                "s3://bank/transactions",
                "training",
                rows,
                new Column("payment_id", "string"),
                new Column("merchant_id", "string"),
                new Column("amount", amountType),
                new Column("card_country", "string"),
                new Column("hour", "integer"));
    }

    private static Input holdout(String digest, String amountType) {
        return s3(
                "holdout",
                digest,
                "s3://bank/transactions-holdout",
                "validation",
                50_000,
                new Column("payment_id", "string"),
                new Column("merchant_id", "string"),
                new Column("amount", amountType),
                new Column("card_country", "string"),
                new Column("hour", "integer"));
    }

    private static Input chargebacks(String digest) {
        return s3(
                "chargebacks",
                digest,
                "s3://bank/chargebacks",
                "training",
                18_233,
                new Column("payment_id", "string"),
                new Column("reason", "string"));
    }

    private static Input merchantRisk(int version) {
        return new Input(
                "merchant_risk",
                "0000" + version + "ab",
                "delta_table",
                "{\"path\": \"s3://bank/features/merchant_risk\", \"delta_table_version\": "
                        + version
                        + "}",
                "training",
                List.of(new Column("merchant_id", "string"), new Column("risk", "double")),
                181_950);
    }

    private static Input s3(
            String name, String digest, String uri, String context, long rows, Column... columns) {
        return new Input(
                name, digest, "s3", "{\"uri\": \"" + uri + "\"}", context, List.of(columns), rows);
    }

    private static Map<String, String> ordered(String... keysAndValues) {
        Map<String, String> map = new LinkedHashMap<>();
        for (int i = 0; i < keysAndValues.length; i += 2) {
            map.put(keysAndValues[i], keysAndValues[i + 1]);
        }
        return map;
    }
}
