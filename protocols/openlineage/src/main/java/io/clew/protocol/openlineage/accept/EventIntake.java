package io.clew.protocol.openlineage.accept;

import io.clew.model.Workspace;
import java.util.List;

/** Takes events: the one door, whatever carried them. */
public interface EventIntake {

    /** Most events of one call: what a batch may hold. */
    int EVENTS_MAX = 10_000;

    /**
     * Takes events in order; each stands for itself, and all share one transaction.
     *
     * <p>When this returns, what was accepted is durable and the graph has it.
     *
     * @param events the JSON of one event each
     * @param alongside rows that must be durable exactly with the events, such as how far a topic
     *     was read; runs last in the same transaction, even when every event is refused; may run
     *     more than once
     * @return one outcome for each event, in order
     * @throws io.clew.model.ClewException NOT_FOUND when there is no such workspace, UNAVAILABLE
     *     when the database is gone or there is too much to do: then nothing was taken
     */
    List<Outcome> accept(
            Workspace workspace, Origin origin, List<byte[]> events, Alongside alongside);

    /** Takes events with nothing alongside. */
    default List<Outcome> accept(Workspace workspace, Origin origin, List<byte[]> events) {
        return accept(workspace, origin, events, Alongside.NOTHING);
    }
}
