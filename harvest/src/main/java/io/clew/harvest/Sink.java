package io.clew.harvest;

import java.util.List;

/** Takes what a source reads. */
public interface Sink {

    /** Says how many records this pass will bring, about; for the progress alone. */
    void expect(long records);

    /**
     * Sends records; some hundreds at a time are best.
     *
     * @param position where to go on once they are durable
     * @throws Stopped when the harvest is to end; a source lets it pass
     */
    void put(List<Item> records, String position);

    /**
     * Says that something cannot be brought; kept with its reason until a record of that name is.
     *
     * @param what its name, as records have names
     */
    void problem(String what, String reason);
}
