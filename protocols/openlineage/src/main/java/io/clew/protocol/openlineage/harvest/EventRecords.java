package io.clew.protocol.openlineage.harvest;

import io.clew.intake.RecordIntake;
import io.clew.model.ClewException;
import io.clew.model.ErrorCode;
import io.clew.protocol.openlineage.accept.EventIntake;
import io.clew.protocol.openlineage.accept.Origin;
import java.util.List;

/** Takes the events of a Marquez as if their producers had sent them. */
public final class EventRecords implements RecordIntake {

    private final EventIntake events;

    public EventRecords(EventIntake events) {
        this.events = events;
    }

    @Override
    public String kind() {
        return "marquez";
    }

    @Override
    public List<Outcome> take(Batch batch, Alongside alongside) {
        Origin origin = new Origin(batch.by("openlineage"), "harvest/marquez");
        try {
            return outcomes(
                    events.accept(
                            batch.workspace(),
                            origin,
                            batch.records(),
                            (db, outcomes) -> alongside.write(db, outcomes(outcomes))));
        } catch (ClewException refusal) {
            if (refusal.code() != ErrorCode.INTERNAL) {
                throw refusal;
            }
        }
        // One of them met a defect of ours: the others go in alone, and the position after them.
        List<Outcome> outcomes =
                outcomes(events.accept(batch.workspace(), origin, batch.records()));
        events.accept(
                batch.workspace(), origin, List.of(), (db, none) -> alongside.write(db, outcomes));
        return outcomes;
    }

    private static List<Outcome> outcomes(
            List<io.clew.protocol.openlineage.accept.Outcome> outcomes) {
        return outcomes.stream().map(EventRecords::outcome).toList();
    }

    private static Outcome outcome(io.clew.protocol.openlineage.accept.Outcome outcome) {
        return switch (outcome) {
            case io.clew.protocol.openlineage.accept.Outcome.Accepted accepted -> Outcome.TAKEN;
            case io.clew.protocol.openlineage.accept.Outcome.Refused refused ->
                    new Outcome(String.valueOf(refused.reason().getMessage()));
        };
    }
}
