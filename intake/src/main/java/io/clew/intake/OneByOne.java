package io.clew.intake;

import io.clew.commit.Committer;
import io.clew.model.ClewException;
import io.clew.model.ErrorCode;
import io.clew.model.Secrets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes records one after the other in one transaction; a record that is refused leaves nothing and
 * does not stop the others.
 */
public final class OneByOne implements RecordIntake {
    private static final Logger LOG = LoggerFactory.getLogger(OneByOne.class);

    /** Refusals after which a batch is taken record by record: each costs the batch once more. */
    private static final int REPEATS_MAX = 8;

    private static final String FAILED = "Clew failed on this record; the server's log says why";

    private final String kind;
    private final Committer committer;
    private final Taker taker;

    /**
     * Makes the intake of a kind of harvest.
     *
     * @param kind the word after {@code clew harvest}
     */
    public OneByOne(String kind, Committer committer, Taker taker) {
        this.kind = kind;
        this.committer = committer;
        this.taker = taker;
    }

    /** Takes one record. */
    @FunctionalInterface
    public interface Taker {
        /**
         * Makes the writes of a record; may run more than once for one.
         *
         * @param session makes entries by {@link Committer.Session#commit}
         * @param batch who and where
         * @param record the JSON of one object
         * @throws ClewException to refuse the record, with a sentence for people
         */
        void take(Committer.Session session, Batch batch, byte[] record);
    }

    @Override
    public String kind() {
        return kind;
    }

    @Override
    public List<Outcome> take(Batch batch, Alongside alongside) {
        Map<Integer, String> refused = new HashMap<>();
        for (int repeat = 0; repeat < REPEATS_MAX; repeat++) {
            try {
                return together(batch, refused, alongside);
            } catch (Refused one) {
                refused.put(one.index, one.reason);
            } catch (ClewException defect) {
                requireDefect(defect);
                break;
            }
        }
        return apart(batch, refused, alongside);
    }

    /** Gives up a transaction because of one record. */
    private static final class Refused extends RuntimeException {
        private static final long serialVersionUID = 1;

        private final int index;
        private final String reason;

        Refused(int index, String reason) {
            super(reason, null, false, false);
            this.index = index;
            this.reason = reason;
        }
    }

    private List<Outcome> together(Batch batch, Map<Integer, String> refused, Alongside alongside) {
        return committer.commitAll(
                session -> {
                    List<Outcome> outcomes = new ArrayList<>(batch.records().size());
                    for (int i = 0; i < batch.records().size(); i++) {
                        String reason = refused.get(i);
                        if (reason == null) {
                            takeOne(session, batch, i);
                        }
                        outcomes.add(reason == null ? Outcome.TAKEN : new Outcome(reason));
                    }
                    alongside.write(session.db(), outcomes);
                    return outcomes;
                });
    }

    private void takeOne(Committer.Session session, Batch batch, int index) {
        try {
            taker.take(session, batch, batch.records().get(index));
        } catch (ClewException refusal) {
            if (refusal.code() == ErrorCode.UNAVAILABLE) {
                throw refusal;
            }
            throw new Refused(index, Secrets.redact(String.valueOf(refusal.getMessage())));
        } catch (RuntimeException defect) {
            LOG.error("A record of a harvest of {} could not be taken", kind, defect);
            throw new Refused(index, FAILED);
        }
    }

    /** What the store refuses is found out record by record; all else is not of one record. */
    private static void requireDefect(ClewException of) {
        if (of.code() != ErrorCode.INTERNAL) {
            throw of;
        }
    }

    /** The position is written last, so that what is taken twice is at worst known already. */
    private List<Outcome> apart(Batch batch, Map<Integer, String> refused, Alongside alongside) {
        for (int i = 0; i < batch.records().size(); i++) {
            if (!refused.containsKey(i)) {
                int index = i;
                try {
                    committer.commitAll(
                            session -> {
                                takeOne(session, batch, index);
                                return index;
                            });
                } catch (Refused one) {
                    refused.put(i, one.reason);
                } catch (ClewException defect) {
                    requireDefect(defect);
                    LOG.error("A record of a harvest of {} could not be stored", kind, defect);
                    refused.put(i, FAILED);
                }
            }
        }
        return committer.commitAll(
                session -> {
                    List<Outcome> outcomes = new ArrayList<>(batch.records().size());
                    for (int i = 0; i < batch.records().size(); i++) {
                        String reason = refused.get(i);
                        outcomes.add(reason == null ? Outcome.TAKEN : new Outcome(reason));
                    }
                    alongside.write(session.db(), outcomes);
                    return outcomes;
                });
    }
}
