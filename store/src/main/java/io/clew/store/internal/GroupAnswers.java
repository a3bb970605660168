package io.clew.store.internal;

import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers the callers of a group.
 *
 * @param afterwards what follows once it is durable, before they are answered
 */
record GroupAnswers(List<PendingWrite<?>> group, Runnable afterwards)
        implements Transactions.Outcome {

    private static final Logger LOG = LoggerFactory.getLogger(GroupWriter.class);

    @Override
    public void durable() {
        try {
            afterwards.run();
        } catch (RuntimeException | Error e) {
            LOG.error("what follows a durable group failed; its callers are answered", e);
        }
        group.forEach(PendingWrite::answer);
    }

    @Override
    public void failed(DatabaseFailure reason) {
        // No stack: an outage fails every group, and its reason is in the message.
        LOG.error("a group of {} writes failed: {}", group.size(), reason.getMessage());
        LOG.debug("a group failed", reason);
        group.forEach(pending -> pending.fail(reason));
    }
}
