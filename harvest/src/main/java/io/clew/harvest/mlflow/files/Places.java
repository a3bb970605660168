package io.clew.harvest.mlflow.files;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Reads files in whichever place can.
 *
 * @param places asked in order
 */
public record Places(List<OldFiles> places) implements OldFiles {

    @Override
    public Optional<List<OldFile>> list(Of of, String id, String uri) throws IOException {
        for (OldFiles place : places) {
            Optional<List<OldFile>> found = place.list(of, id, uri);
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    @Override
    public Optional<List<OldFile>> named(
            Of of, String id, String uri, String folder, Set<String> names) throws IOException {
        for (OldFiles place : places) {
            Optional<List<OldFile>> found = place.named(of, id, uri, folder, names);
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    @Override
    public void close() {
        places.forEach(OldFiles::close);
    }
}
