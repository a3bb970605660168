package io.clew.harvest;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

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
     * Returns what is new, or was brought with another mark: the only things worth sending.
     *
     * <p>A sink that remembers nothing takes all for new.
     *
     * @param marks the state of each thing now, by the name of its record; at most 10,000
     */
    default Set<String> changed(Map<String, String> marks) {
        return marks.keySet();
    }

    /**
     * Visits the names of all that was brought with a mark and is not gone; of none in a sink that
     * remembers nothing.
     *
     * @param prefix what the names begin with
     */
    default void known(String prefix, Consumer<String> visitor) {}

    /** Opens the bytes of a file; may be called again when a call must be made again. */
    @FunctionalInterface
    interface Content {
        InputStream open() throws IOException;
    }

    /**
     * Says what a file is that has come.
     *
     * @param sha256 of its bytes, in hexadecimal digits
     */
    record Stored(String sha256, long sizeBytes) {}

    /**
     * Sends the bytes of a file, and returns once they are durable; a record names it afterwards.
     *
     * @param path where it belongs, as the intake of the kind has it
     * @param sizeBytes about; for how long it may take
     * @throws io.clew.model.ClewException INVALID_PARAMETER when no file can be there
     */
    default Stored file(String path, long sizeBytes, Content content) {
        throw new UnsupportedOperationException("files cannot be sent here");
    }

    /**
     * Says that something cannot be brought; kept with its reason until a record of that name is.
     *
     * @param what its name, as records have names
     */
    void problem(String what, String reason);
}
