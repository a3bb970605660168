package io.clew.harvest.mlflow.files;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads folders of this machine; a link that leads out of the folder is not followed. */
public final class FolderFiles implements OldFiles {

    @Override
    public Optional<List<OldFile>> list(Of of, String id, String uri) throws IOException {
        Optional<Path> folder = path(uri);
        return folder.isEmpty() ? Optional.empty() : Optional.of(files(folder.get()));
    }

    private static List<OldFile> files(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        Path root = folder.toRealPath();
        List<OldFile> files = new ArrayList<>();
        try (Stream<Path> all = Files.walk(root)) {
            for (Path file : (Iterable<Path>) all.sorted()::iterator) {
                if (Files.isRegularFile(file) && file.toRealPath().startsWith(root)) {
                    files.add(
                            new OldFile(
                                    root.relativize(file).toString().replace('\\', '/'),
                                    Files.size(file),
                                    Files.getLastModifiedTime(file).toMillis() + "",
                                    () -> Files.newInputStream(file)));
                }
            }
        }
        return files;
    }

    /** Returns the path that a URI names; empty when it is none of a folder here. */
    private static Optional<Path> path(String uri) {
        try {
            if (uri.startsWith("file:")) {
                String path = URI.create(uri.replace(" ", "%20")).getPath();
                return Optional.ofNullable(path).map(Path::of);
            }
            return uri.startsWith("/") ? Optional.of(Path.of(uri)) : Optional.empty();
        } catch (IllegalArgumentException noPath) {
            return Optional.empty();
        }
    }
}
