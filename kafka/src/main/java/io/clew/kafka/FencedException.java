package io.clew.kafka;

/**
 * Says that a partition is another server's by now, or was read further than this one knew: nothing
 * of the transaction is kept.
 */
final class FencedException extends RuntimeException {
    FencedException(int partition) {
        super("partition %d is read by another server".formatted(partition), null, false, false);
    }
}
