package io.clew.intake;

import io.clew.intake.RecordIntake.Outcome;
import io.clew.model.ClewException;
import io.clew.model.ErrorCode;
import io.clew.store.Db;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Moves a harvest on by a batch: its position, its counts, and what could not be brought. */
final class Moves {
    private static final int NAMES_IN_SQL = 500;

    private Moves() {}

    /** Says that a pass was ended by the next. */
    static ClewException fenced(long id) {
        return new ClewException(
                ErrorCode.INVALID_STATE,
                "Another pass of harvest %d has begun, which ends this one".formatted(id));
    }

    /** Writes what came of a batch, in the transaction of its records. */
    static void move(Db db, Harvest harvest, Sent sent, List<Outcome> outcomes, long now) {
        Map<String, String> errors = new LinkedHashMap<>();
        List<String> brought = new ArrayList<>();
        Map<String, String> marks = new LinkedHashMap<>();
        for (int i = 0; i < outcomes.size(); i++) {
            String name = Shown.name(sent.names().get(i));
            String refusal = outcomes.get(i).refusal();
            if (refusal == null) {
                brought.add(name);
                if (!sent.marks().get(i).isEmpty()) {
                    marks.put(
                            name,
                            sent.marks().get(i).equals(Harvests.GONE) ? "" : sent.marks().get(i));
                }
            } else {
                errors.put(name, refusal);
            }
        }
        sent.problems().forEach((what, reason) -> errors.put(Shown.name(what), reason));
        HarvestRows.Move move =
                new HarvestRows.Move(
                        sent.pass(),
                        sent.batch(),
                        sent.position(),
                        sent.expected(),
                        brought.size(),
                        errors.size());
        if (!HarvestRows.move(db, harvest.id(), move, now)) {
            throw fenced(harvest.id());
        }
        SeenRows.put(db, harvest.id(), marks);
        if (harvest.errors() > 0) {
            for (int from = 0; from < brought.size(); from += NAMES_IN_SQL) {
                HarvestRows.dropErrors(
                        db,
                        harvest.id(),
                        brought.subList(from, Math.min(brought.size(), from + NAMES_IN_SQL)));
            }
        }
        errors.forEach(
                (what, reason) ->
                        HarvestRows.putError(db, harvest.id(), what, Shown.reason(reason), now));
        if (harvest.errors() > 0 || !errors.isEmpty()) {
            HarvestRows.countErrors(db, harvest.id());
        }
    }
}
