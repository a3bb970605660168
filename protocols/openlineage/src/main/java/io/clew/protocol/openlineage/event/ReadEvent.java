package io.clew.protocol.openlineage.event;

import java.util.ArrayList;
import java.util.List;

/**
 * Shows an event with what is odd about it.
 *
 * @param warnings sentences for whoever sent it; usually none
 */
public record ReadEvent(Event event, List<String> warnings) {
    public ReadEvent {
        warnings = List.copyOf(warnings);
    }

    /** Returns the event with more that is odd about it. */
    ReadEvent and(List<String> more) {
        List<String> all = new ArrayList<>(warnings);
        all.addAll(more);
        return new ReadEvent(event, all);
    }
}
