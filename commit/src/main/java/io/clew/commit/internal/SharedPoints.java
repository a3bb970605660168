package io.clew.commit.internal;

import io.clew.commit.Intent;
import io.clew.ledger.Payload;
import io.clew.model.Urn;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Gathers the points of a group that share an audit entry; lives on the writer thread. */
final class SharedPoints {

    /** What shares one entry. */
    record Key(Intent intent, Urn subject) {}

    private final Map<Key, List<byte[]>> gathered = new LinkedHashMap<>();

    /** The keys in the order in which their points came. */
    private final List<Key> order = new ArrayList<>();

    private int marked;

    void add(Key key, byte[] points) {
        gathered.computeIfAbsent(key, k -> new ArrayList<>()).add(points);
        order.add(key);
    }

    /** Begins one write of the group. */
    void mark() {
        marked = order.size();
    }

    /** Forgets the points that the write brought. */
    void undo() {
        while (order.size() > marked) {
            Key key = order.removeLast();
            List<byte[]> points = Objects.requireNonNull(gathered.get(key));
            points.removeLast();
            if (points.isEmpty()) {
                gathered.remove(key);
            }
        }
    }

    void forget() {
        gathered.clear();
        order.clear();
        marked = 0;
    }

    /** Takes out what was gathered, as the payload of each entry. */
    Map<Key, Payload> take() {
        Map<Key, Payload> payloads = new LinkedHashMap<>();
        gathered.forEach((key, points) -> payloads.put(key, payload(points)));
        forget();
        return payloads;
    }

    private static Payload payload(List<byte[]> points) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (byte[] write : points) {
                digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(write.length).array());
                digest.update(write);
            }
            return Payload.ofPoints(digest.digest(), points.size());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
