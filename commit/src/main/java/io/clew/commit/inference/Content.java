package io.clew.commit.inference;

import io.clew.model.EventTime;
import java.util.List;

/**
 * Says which bytes a node is, where that is known well enough to find them again under another
 * name.
 *
 * @param digest algorithm, colon and hex in lower case
 * @param sizeBytes how many bytes
 * @param since event time from which on it is these bytes without a break
 */
record Content(String digest, long sizeBytes, EventTime since) {

    /** Says whether another node is the same bytes, whenever. */
    boolean isSameAs(Content other) {
        return sizeBytes == other.sizeBytes && digest.equals(other.digest);
    }

    /** Returns since when both this and another are. */
    EventTime sinceBoth(Content other) {
        return other.since.at().isAfter(since.at()) ? other.since : since;
    }

    /** Returns why something that is the same bytes is the same. */
    List<String> evidence() {
        return List.of("digest=" + digest, "size-bytes=" + sizeBytes);
    }
}
