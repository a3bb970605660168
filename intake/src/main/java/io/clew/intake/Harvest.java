package io.clew.intake;

import io.clew.store.Row;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Shows how one harvest goes.
 *
 * @param origin what is read, without secrets
 * @param position how far it was read, in the source's own form; empty before the first batch
 * @param pass how many times a harvester began
 * @param batch how many batches of this pass were taken
 * @param reason why the last pass failed; null when it did not
 * @param started when the last pass began
 * @param heard when a harvester last said something
 * @param ended when the last pass ended; empty while it runs, or was killed
 * @param completed when a pass last came to its end
 * @param expected how many records the last pass was to bring, when its source knows
 * @param brought records that the last pass brought
 * @param refused records that the last pass could not bring
 * @param broughtEver records that all passes brought
 * @param errors things that could not be brought until now
 */
public record Harvest(
        long id,
        String kind,
        String origin,
        String position,
        long pass,
        long batch,
        State state,
        @Nullable String reason,
        Instant started,
        Instant heard,
        Optional<Instant> ended,
        Optional<Instant> completed,
        Optional<Long> expected,
        long brought,
        long refused,
        long broughtEver,
        long errors) {

    /** Says how the last pass goes or went. */
    public enum State {
        /** It runs, as far as is known. */
        RUNNING,
        /** It came to the end of what there was. */
        COMPLETE,
        /** A person ended it. */
        STOPPED,
        /** It could not go on. */
        FAILED;

        /** Returns the name on the wire. */
        public String wireName() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    /**
     * Shows one thing that could not be brought.
     *
     * @param what its name in the source
     * @param times how many passes met it
     */
    public record Problem(String what, String reason, Instant first, Instant last, long times) {}

    static final String COLUMNS =
            "id, kind, origin, position, pass, batch, state, reason, started_ms, heard_ms,"
                    + " ended_ms, completed_ms, expected, brought, refused, brought_ever, errors";

    static Harvest of(Row row) {
        return new Harvest(
                row.integer("id"),
                row.text("kind"),
                row.text("origin"),
                row.text("position"),
                row.integer("pass"),
                row.integer("batch"),
                State.valueOf(row.text("state")),
                row.nullableText("reason"),
                Instant.ofEpochMilli(row.integer("started_ms")),
                Instant.ofEpochMilli(row.integer("heard_ms")),
                row.optionalInteger("ended_ms").map(Instant::ofEpochMilli),
                row.optionalInteger("completed_ms").map(Instant::ofEpochMilli),
                row.optionalInteger("expected"),
                row.integer("brought"),
                row.integer("refused"),
                row.integer("brought_ever"),
                row.integer("errors"));
    }
}
