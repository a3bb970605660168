package io.clew.intake;

import io.clew.model.Asserter;
import io.clew.model.ClewException;
import io.clew.model.Workspace;
import io.clew.store.Db;
import io.clew.store.blobs.Blob;
import java.io.IOException;
import java.io.InputStream;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Turns the records of one kind of harvest into writes; the one interface that a protocol
 * implements to be harvested.
 *
 * <p>A record may come again at any time: what is known already must leave no trace. {@link
 * OneByOne} does all but that.
 */
public interface RecordIntake {

    /** Returns the word after {@code clew harvest}, such as {@code sagemaker}. */
    String kind();

    /**
     * Prepares for a pass, such as by making the workspace that belongs to an origin.
     *
     * @param workspace the name of the workspace to be filled; there need be none
     * @throws ClewException INVALID_PARAMETER when that origin cannot be brought there
     */
    default void begin(String workspace, String origin) {}

    /**
     * Takes records in order, in one transaction with what stands alongside.
     *
     * @param alongside runs last in the transaction of the records; may run more than once
     * @return one outcome for each record, in order
     * @throws ClewException NOT_FOUND when there is no such workspace, UNAVAILABLE when nothing can
     *     be taken now: then nothing was taken
     */
    List<Outcome> take(Batch batch, Alongside alongside);

    /**
     * Takes the bytes of a file that a record names afterwards; most kinds bring none.
     *
     * @param caller as of {@link Batch}
     * @param path where it belongs, as the protocol names it
     * @param body its bytes, streamed
     * @return what they are
     * @throws ClewException INVALID_PARAMETER when no file can be there
     * @throws IOException when the harvester went away; nothing is left of what it sent
     */
    default Blob file(Workspace workspace, String caller, String path, InputStream body)
            throws IOException {
        throw ClewException.invalid("path", "a harvest of %s brings no files".formatted(kind()));
    }

    /**
     * Holds records that came together.
     *
     * @param caller the name that the harvester's server was called with; {@code anonymous} for
     *     none
     * @param kind the kind of harvest
     * @param origin what is harvested, for people, without secrets
     * @param records the JSON of one object each
     * @param known for each record, in order, whether this harvest brought one of its name before;
     *     only for records that come with a mark
     */
    record Batch(
            Workspace workspace,
            String caller,
            String kind,
            String origin,
            List<byte[]> records,
            List<Boolean> known) {

        /** Holds records without marks, which nobody remembers. */
        public Batch(
                Workspace workspace,
                String caller,
                String kind,
                String origin,
                List<byte[]> records) {
            this(
                    workspace,
                    caller,
                    kind,
                    origin,
                    records,
                    Collections.nCopies(records.size(), false));
        }

        /**
         * Returns who harvests, as an asserter of a protocol; facts are asserted by the original
         * user where a record names one.
         */
        public Asserter by(String protocol) {
            return Asserter.claimed(protocol, caller);
        }

        /**
         * Says whether this harvest brought a record of the same name before.
         *
         * @param record one of the records
         */
        public boolean isKnown(byte[] record) {
            for (int i = 0; i < records.size(); i++) {
                if (records.get(i) == record) {
                    return known.get(i);
                }
            }
            return false;
        }
    }

    /**
     * Says what came of a record.
     *
     * @param refusal why it was not taken; null when it was, or was known already
     */
    record Outcome(@Nullable String refusal) {
        /** What was taken. */
        public static final Outcome TAKEN = new Outcome(null);
    }

    /** Writes rows in the transaction of the records. */
    @FunctionalInterface
    interface Alongside {
        /** Writes; the outcomes are those of all records. */
        void write(Db db, List<Outcome> outcomes);
    }
}
