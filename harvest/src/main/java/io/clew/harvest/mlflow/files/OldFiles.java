package io.clew.harvest.mlflow.files;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Lists and reads files of runs and models; nothing is changed there. */
public interface OldFiles extends AutoCloseable {

    /** Names whose files are asked for. */
    enum Of {
        RUN,
        MODEL
    }

    /**
     * Lists all files below a folder, by path.
     *
     * @param of what the folder belongs to
     * @param id of the run or model
     * @param uri the folder
     * @return empty when such a place cannot be read here
     * @throws IOException when it cannot be read now
     */
    Optional<List<OldFile>> list(Of of, String id, String uri) throws IOException;

    /**
     * Finds files of some names in a folder, and not below it.
     *
     * @param uri of all files of the run or model
     * @param folder below these; empty for the same
     * @return empty when such a place cannot be read here
     * @throws IOException when it cannot be read now
     */
    Optional<List<OldFile>> named(Of of, String id, String uri, String folder, Set<String> names)
            throws IOException;

    @Override
    default void close() {}
}
