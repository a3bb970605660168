package io.clew.harvest.mlflow.files;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Reads folders of this machine; a link that leads out of the folder is not followed. */
public final class FolderFiles implements OldFiles {

    /** A run's files are at {@code <run>/artifacts} of its experiment's folder. */
    private static final int RUN_DEPTH = 2;

    /** Those of a logged model are at {@code models/<model>/artifacts} of that. */
    private static final int MODEL_DEPTH = 3;

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
                if (isWithin(root, file)) {
                    files.add(file(root, file));
                }
            }
        }
        return files;
    }

    private static boolean isWithin(Path root, Path file) throws IOException {
        return Files.isRegularFile(file) && file.toRealPath().startsWith(root);
    }

    private static OldFile file(Path root, Path file) throws IOException {
        return new OldFile(
                root.relativize(file).toString().replace('\\', '/'),
                Files.size(file),
                Files.getLastModifiedTime(file).toMillis() + "",
                () -> Files.newInputStream(file));
    }

    @Override
    public Optional<List<OldFile>> named(
            Of of, String id, String uri, String folder, Set<String> names) throws IOException {
        Optional<Path> asked = path(uri).filter(path -> isHere(of, path));
        if (asked.isEmpty() || !Files.isDirectory(asked.get())) {
            return asked.map(path -> List.of());
        }
        Path root = asked.get().toRealPath();
        List<OldFile> files = new ArrayList<>();
        for (String name : new TreeSet<>(names)) {
            Path file = root.resolve(folder).resolve(name).normalize();
            if (file.startsWith(root) && isWithin(root, file)) {
                files.add(file(root, file));
            }
        }
        return Optional.of(files);
    }

    /** A run without files has no folder; but one on another machine has not even its parents. */
    private static boolean isHere(Of of, Path root) {
        Path parent = root;
        for (int i = of == Of.RUN ? RUN_DEPTH : MODEL_DEPTH; i > 0 && parent != null; i--) {
            if (Files.isDirectory(parent)) {
                return true;
            }
            parent = parent.getParent();
        }
        return parent != null && Files.isDirectory(parent);
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
