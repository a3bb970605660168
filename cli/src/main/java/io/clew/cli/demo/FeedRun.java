package io.clew.cli.demo;

import java.time.Instant;
import java.util.Map;

/**
 * Describes one nightly run of the payment feed: the Spark job that makes the transactions.
 *
 * @param id the run's, a UUID
 * @param amountType type of the column {@code amount}
 * @param amountSql how the column is made
 * @param meanAmount mean of the column
 * @param inRange whether the check of the column's range passed
 * @param withoutCard how many payments it kept of which the card is unknown, without a country
 */
record FeedRun(
        String id,
        Instant started,
        String amountType,
        String amountSql,
        long rows,
        double meanAmount,
        boolean inRange,
        long withoutCard) {

    /** Returns the statement that the job runs. */
    String sql() {
        return """
                INSERT OVERWRITE s3a://bank/transactions
                SELECT p.payment_id, p.merchant_id, %s AS amount, c.country AS card_country, HOUR(p.paid_at) AS hour
                FROM payments p %s cards c ON c.card_id = p.card_id
                WHERE p.status = 'settled'"""
                .formatted(amountSql, withoutCard == 0 ? "JOIN" : "LEFT JOIN");
    }

    /** Returns the columns of the transactions, name to type. */
    Map<String, String> columns() {
        return Map.of(
                "payment_id", "string",
                "merchant_id", "string",
                "amount", amountType,
                "card_country", "string",
                "hour", "integer");
    }
}
