package io.clew.kafka;

import java.util.function.Consumer;

/** Names the moments at which a crash would be hardest, for the tests that crash there. */
enum Step {
    /** Events were received, and nothing is done with them. */
    RECEIVED,
    /** Dead letters are durable, and the offset has not moved. */
    LETTERS_WRITTEN,
    /** All rows are written, and the transaction is open. */
    IN_TRANSACTION,
    /** The transaction is durable, and Kafka does not know. */
    TAKEN;

    /** Does nothing at any step. */
    static final Consumer<Step> IGNORED = step -> {};
}
