package io.clew.questions.story;

import io.clew.commit.Commit;
import io.clew.identity.dataset.ColumnName;
import io.clew.identity.dataset.DatasetName;
import io.clew.identity.dataset.DatasetNames;
import io.clew.model.Attributes;
import io.clew.model.EdgeKind;
import io.clew.model.EventTime;
import io.clew.model.NodeKind;
import io.clew.model.Urn;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * Tells how Spark made the bank's transactions from raw payments: two columns with what was done to
 * them, one of them masked.
 */
public final class ColumnFacts {

    public static final DatasetName PAYMENTS = DatasetNames.read("s3://raw/payments").orElseThrow();
    public static final DatasetName TRANSACTIONS =
            DatasetNames.read("s3://bank/transactions").orElseThrow();
    public static final Urn CENTS = new ColumnName(PAYMENTS, "cents").urn();
    public static final Urn CARD = new ColumnName(PAYMENTS, "card").urn();
    public static final Urn AMOUNT = new ColumnName(TRANSACTIONS, "amount").urn();
    public static final Urn CARD_HASH = new ColumnName(TRANSACTIONS, "card_hash").urn();
    public static final Urn SPARK = Urn.of(NodeKind.RUN, "openlineage", "spark-1");
    public static final Map<String, Object> DIVIDED =
            transformation("DIRECT", "TRANSFORMATION", "cents / 100", false);
    public static final Map<String, Object> PLAIN = transformation("DIRECT", "IDENTITY", "", false);
    public static final Map<String, Object> HASHED =
            transformation("DIRECT", "TRANSFORMATION", "", true);

    private ColumnFacts() {}

    /** Adds to the story of {@link FraudFacts}, whose runs used the transactions. */
    public static void tell(Ledger ledger) {
        ledger.at("2026-01-04T03:00:00Z").by("etl", ColumnFacts::spark);
    }

    private static void spark(Commit c) {
        EventTime at = EventTime.reported(c.now().toEpochMilli());
        for (ColumnName column :
                List.of(
                        new ColumnName(PAYMENTS, "cents"),
                        new ColumnName(PAYMENTS, "card"),
                        new ColumnName(PAYMENTS, "note"),
                        new ColumnName(TRANSACTIONS, "amount"),
                        new ColumnName(TRANSACTIONS, "card_hash"))) {
            c.declare(column.urn(), EdgeKind.PART_OF, column.dataset().urn(), at);
        }
        c.declare(SPARK, Attributes.STATUS, "complete", at);
        c.declare(SPARK, EdgeKind.USED, PAYMENTS.urn(), at);
        c.declare(FraudFacts.TRANSACTIONS_1, EdgeKind.GENERATED_BY, SPARK, at);
        derive(c, at);
        c.declare(
                CARD_HASH,
                EdgeKind.DERIVED_FROM,
                CARD,
                at,
                Map.of(Attributes.TRANSFORMATIONS, List.of(HASHED)));
    }

    /** Says, late, that on a day the amount was made of the cents by a division. */
    public static void derive(Commit c, String day) {
        derive(c, EventTime.reported(Instant.parse(day + "T03:00:00Z").toEpochMilli()));
    }

    private static void derive(Commit c, EventTime at) {
        c.declare(
                AMOUNT,
                EdgeKind.DERIVED_FROM,
                CENTS,
                at,
                Map.of(Attributes.TRANSFORMATIONS, List.of(DIVIDED)));
    }

    private static Map<String, Object> transformation(
            String type, String subtype, String description, boolean masking) {
        return Map.of(
                "type", type, "subtype", subtype, "description", description, "masking", masking);
    }
}
