package io.clew.protocol.openlineage.accept;

import io.clew.protocol.openlineage.event.Event;
import io.clew.protocol.openlineage.event.EventReader;
import io.clew.protocol.openlineage.event.ReadEvent;
import io.clew.protocol.openlineage.rows.EventDigest;
import io.clew.protocol.openlineage.rows.Packing;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Holds an event with all that can be made of it before the writer's turn, which all writes share.
 *
 * @param digest of its bytes
 * @param packed its bytes, packed
 * @param run what follows from a RunEvent; null for another
 */
record Prepared(
        Event event,
        List<String> warnings,
        int sizeBytes,
        EventDigest digest,
        byte[] packed,
        @Nullable PreparedRun run) {

    /**
     * Reads, checks and packs an event.
     *
     * @throws io.clew.model.ClewException INVALID_PARAMETER when it is none
     */
    static Prepared of(byte[] json) {
        ReadEvent read = EventReader.read(json);
        return new Prepared(
                read.event(),
                read.warnings(),
                json.length,
                EventDigest.of(json),
                Packing.pack(json),
                read.event() instanceof Event.RunEvent run ? PreparedRun.of(run) : null);
    }
}
