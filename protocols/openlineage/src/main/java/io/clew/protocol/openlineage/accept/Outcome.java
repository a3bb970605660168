package io.clew.protocol.openlineage.accept;

import io.clew.model.ClewException;
import java.util.List;

/** Says what became of one event. */
public sealed interface Outcome {

    /**
     * The event is durable, or was already.
     *
     * @param warnings sentences for whoever sent it; usually none
     */
    record Accepted(boolean duplicate, List<String> warnings) implements Outcome {}

    /**
     * The event was not taken, and nothing of it is kept.
     *
     * @param retriable whether the same event may be taken later: the fault is the server's
     */
    record Refused(ClewException reason, boolean retriable) implements Outcome {}
}
