package io.clew.protocol.openlineage.accept;

import io.clew.protocol.openlineage.event.Event;
import io.clew.protocol.openlineage.event.EventReader;
import io.clew.protocol.openlineage.event.ReadEvent;
import io.clew.protocol.openlineage.rows.Packing;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;

/**
 * Holds an event with all that can be made of it before the writer's turn, which all writes share.
 *
 * @param sha256 of its bytes
 * @param packed its bytes, packed
 */
record Prepared(Event event, List<String> warnings, int sizeBytes, byte[] sha256, byte[] packed) {

    /**
     * Reads, checks and packs an event.
     *
     * @throws io.clew.model.ClewException INVALID_PARAMETER when it is none
     */
    static Prepared of(byte[] json) {
        ReadEvent read = EventReader.read(json);
        return new Prepared(
                read.event(), read.warnings(), json.length, sha256(json), Packing.pack(json));
    }

    /** Returns a short hash by which a repeated event is known again. */
    long hash() {
        return ByteBuffer.wrap(sha256).getLong();
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
