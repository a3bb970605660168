package io.clew.protocol.openlineage.event;

/** Reads one event from JSON and checks it by the rules of the published schemas. */
public final class EventReader {
    private EventReader() {}

    /**
     * Reads an event.
     *
     * @throws io.clew.model.ClewException INVALID_PARAMETER with the JSON pointer of what is wrong
     *     as its field
     */
    public static ReadEvent read(byte[] utf8) {
        throw new UnsupportedOperationException("helper: events");
    }
}
