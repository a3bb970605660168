package io.clew.harvest.mlflow;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads one run's folder. */
final class FileRun {

    /** States by their number in {@code meta.yaml}, from 1. */
    private static final List<String> STATES =
            List.of("RUNNING", "SCHEDULED", "FINISHED", "FAILED", "KILLED");

    private static final Pattern SPACES = Pattern.compile(" +");

    private final Folder reader;
    private final Path folder;
    private final Yaml meta;

    FileRun(Folder reader, Path folder, Yaml meta) {
        this.reader = reader;
        this.folder = folder;
        this.meta = meta;
    }

    Path folder() {
        return folder;
    }

    /** Returns the folder of its experiment. */
    Path experiment() {
        return folder.resolveSibling("").normalize();
    }

    Yaml meta() {
        return meta;
    }

    String id() {
        return folder.getFileName().toString();
    }

    Doc doc(boolean isDeleted) {
        Map<String, String> tags = reader.texts(folder.resolve("tags"));
        Map<String, Object> fields = Docs.of("run");
        fields.put("id", id());
        fields.put("experiment", experiment().getFileName().toString());
        Docs.put(fields, "name", SqlRuns.name(meta.text("run_name"), tags));
        Docs.put(fields, "user", meta.text("user_id"));
        Docs.put(fields, "status", status());
        Docs.put(fields, "start", meta.number("start_time"));
        Docs.put(fields, "end", meta.number("end_time"));
        Docs.put(fields, "uri", meta.text("artifact_uri"));
        fields.put("deleted", isDeleted);
        Docs.put(fields, "deletedAt", meta.number("deleted_time"));
        Docs.put(fields, "tags", tags);
        Docs.put(fields, "params", reader.texts(folder.resolve("params")));
        inputs(fields);
        return new Doc(Docs.RUN + id(), fields, pointsMark());
    }

    private @Nullable String status() {
        String status = meta.text("status");
        return status != null && status.matches("[1-5]")
                ? STATES.get(Integer.parseInt(status) - 1)
                : status;
    }

    /** Files of metrics only grow. */
    private String pointsMark() {
        long bytes = 0;
        List<Path> files = reader.files(folder.resolve("metrics"));
        for (Path file : files) {
            try {
                bytes += Files.size(file);
            } catch (IOException goneMeanwhile) {
                bytes++;
            }
        }
        return files.size() + " " + bytes;
    }

    private void inputs(Map<String, Object> fields) {
        List<Map<String, Object>> datasets = new ArrayList<>();
        List<String> models = new ArrayList<>();
        for (Path input : list(folder.resolve("inputs"))) {
            Optional<Yaml> found = reader.meta(input);
            if (found.isEmpty()) {
                continue;
            }
            Yaml yaml = found.get();
            if ("DATASET".equals(yaml.text("source_type"))) {
                dataset(yaml).ifPresent(datasets::add);
            } else if (yaml.text("destination_id") != null) {
                models.add(yaml.text("destination_id"));
            }
        }
        Map<String, Long> outputs = new TreeMap<>();
        for (Path output : list(folder.resolve("outputs"))) {
            reader.meta(output)
                    .ifPresent(
                            yaml -> {
                                Long step = yaml.number("step");
                                outputs.put(
                                        output.getFileName().toString(), step == null ? 0 : step);
                            });
        }
        Docs.put(fields, "inputs", datasets);
        Docs.put(fields, "modelInputs", models);
        Docs.put(fields, "modelOutputs", outputs);
    }

    private List<Path> list(Path of) {
        try {
            return reader.folders(of);
        } catch (IOException unreadable) {
            reader.tell(of, "it cannot be read: " + unreadable.getClass().getSimpleName());
            return List.of();
        }
    }

    private Optional<Map<String, Object>> dataset(Yaml input) {
        String id = input.text("source_id");
        if (id == null || id.contains("/") || id.startsWith(".")) {
            return Optional.empty();
        }
        return reader.meta(folder.resolveSibling("datasets").resolve(id))
                .map(
                        yaml -> {
                            Map<String, Object> dataset = new LinkedHashMap<>();
                            Docs.put(dataset, "name", yaml.text("name"));
                            Docs.put(dataset, "digest", yaml.text("digest"));
                            Docs.put(dataset, "source_type", yaml.text("source_type"));
                            Docs.put(dataset, "source", yaml.text("source"));
                            Docs.put(dataset, "schema", yaml.text("schema"));
                            Docs.put(dataset, "profile", yaml.text("profile"));
                            Docs.put(dataset, "tags", input.map("tags"));
                            return dataset;
                        });
    }

    /** Visits all points; a line that is cut is told and left out. */
    void points(OldStore.Points visitor, FileModels.Measured measured) {
        Path metrics = folder.resolve("metrics");
        for (Path file : reader.files(metrics)) {
            String key = Folder.name(metrics, file);
            try (var lines = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
                int number = 0;
                for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                    number++;
                    List<Object> point = point(key, line, measured);
                    if (point != null) {
                        visitor.take(id(), point);
                    } else if (!line.isBlank()) {
                        reader.tell(file, "line %d is cut".formatted(number));
                    }
                }
            } catch (IOException unreadable) {
                reader.tell(file, "it cannot be read: " + unreadable.getClass().getSimpleName());
            }
        }
    }

    /** Reads {@code time value step}, the oldest without a step, some with dataset and digest. */
    private @Nullable List<Object> point(String key, String line, FileModels.Measured measured) {
        String[] parts = SPACES.split(line.strip());
        try {
            if (parts.length < 2 || parts.length == 4 || parts.length > 5) {
                return null;
            }
            long time = Long.parseLong(parts[0]);
            long step = parts.length > 2 ? Long.parseLong(parts[2]) : 0;
            List<Object> point = new ArrayList<>(7);
            point.add(key);
            point.add(Docs.number(value(parts[1])));
            point.add(time);
            point.add(step);
            String model = measured.model(id(), key, time, step);
            if (parts.length == 5 || !model.isEmpty()) {
                point.add(model);
                point.add(parts.length == 5 ? parts[3] : "");
                point.add(parts.length == 5 ? parts[4] : "");
            }
            return point;
        } catch (NumberFormatException cut) {
            return null;
        }
    }

    /** Reads a number as Python writes it. */
    static double value(String text) {
        return switch (text) {
            case "nan", "NaN" -> Double.NaN;
            case "inf", "Infinity" -> Double.POSITIVE_INFINITY;
            case "-inf", "-Infinity" -> Double.NEGATIVE_INFINITY;
            default -> Double.parseDouble(text);
        };
    }
}
