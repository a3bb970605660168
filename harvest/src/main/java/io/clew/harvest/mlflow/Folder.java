package io.clew.harvest.mlflow;

import io.clew.harvest.Sink;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Reads the folders of an {@code mlruns} that may be half written: what is broken is told. */
final class Folder {

    /** Largest file that is read whole: what MLflow's own limits allow for a profile. */
    private static final long FILE_BYTES_MAX = 20L << 20;

    private final Path root;
    private final Sink problems;

    Folder(Path root, Sink problems) {
        this.root = root;
        this.problems = problems;
    }

    /** Returns the folders in a folder, by name; none when it is not there. */
    List<Path> folders(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> all = Files.list(folder)) {
            return all.filter(Files::isDirectory).sorted().toList();
        }
    }

    /** Reads the {@code meta.yaml} of a folder; tells when it is missing or broken. */
    Optional<Yaml> meta(Path folder) {
        Path file = folder.resolve("meta.yaml");
        try {
            if (!Files.isRegularFile(file)) {
                tell(folder, "it has no meta.yaml: half written or half deleted");
                return Optional.empty();
            }
            if (Files.size(file) > FILE_BYTES_MAX) {
                tell(file, "it is larger than %,d bytes".formatted(FILE_BYTES_MAX));
                return Optional.empty();
            }
            Optional<Yaml> yaml = Yaml.read(Files.readAllBytes(file));
            if (yaml.isEmpty()) {
                tell(file, "it is no whole YAML: half written");
            }
            return yaml;
        } catch (IOException unreadable) {
            tell(file, "it cannot be read: " + unreadable.getClass().getSimpleName());
            return Optional.empty();
        }
    }

    /** Reads all files below a folder as texts by their path; none when it is not there. */
    Map<String, String> texts(Path folder) {
        Map<String, String> texts = new TreeMap<>();
        for (Path file : files(folder)) {
            try {
                if (Files.size(file) > FILE_BYTES_MAX) {
                    tell(file, "it is larger than %,d bytes".formatted(FILE_BYTES_MAX));
                } else {
                    texts.put(
                            name(folder, file),
                            new String(Files.readAllBytes(file), StandardCharsets.UTF_8));
                }
            } catch (IOException unreadable) {
                tell(file, "it cannot be read: " + unreadable.getClass().getSimpleName());
            }
        }
        return texts;
    }

    /** Returns all files below a folder, by name; none when it is not there. */
    List<Path> files(Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(Files::isRegularFile).sorted().toList();
        } catch (IOException unreadable) {
            tell(folder, "it cannot be read: " + unreadable.getClass().getSimpleName());
            return List.of();
        }
    }

    /** Returns the name that a file has in MLflow: its path, with slashes. */
    static String name(Path folder, Path file) {
        return folder.relativize(file).toString().replace('\\', '/');
    }

    void tell(Path what, String reason) {
        problems.problem(root.relativize(what).toString(), reason);
    }
}
