package io.clew.harvest.mlflow;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Reads logged models and the registry from folders. */
final class FileModels {
    private FileModels() {}

    /** Says which logged model points of runs were measured for. */
    record Measured(Map<List<Object>, String> models) {

        String model(String run, String key, long time, long step) {
            return models.isEmpty() ? "" : models.getOrDefault(List.of(run, key, time, step), "");
        }
    }

    /** Reads what models of an experiment tell of points: lines of time, value, step and run. */
    static Measured measured(Folder reader, Path experiment) throws IOException {
        Map<List<Object>, String> models = new HashMap<>();
        for (Path model : reader.folders(experiment.resolve("models"))) {
            Path metrics = model.resolve("metrics");
            for (Path file : reader.files(metrics)) {
                String key = Folder.name(metrics, file);
                for (String line : Files.readAllLines(file)) {
                    String[] parts = line.strip().split(" +");
                    if (parts.length >= 4
                            && parts[0].matches("[0-9]{1,18}")
                            && parts[2].matches("-?[0-9]{1,18}")) {
                        models.put(
                                List.of(
                                        parts[3],
                                        key,
                                        Long.parseLong(parts[0]),
                                        Long.parseLong(parts[2])),
                                model.getFileName().toString());
                    }
                }
            }
        }
        return new Measured(models);
    }

    static List<Doc> models(Folder reader, Path experiment) throws IOException {
        List<Doc> docs = new ArrayList<>();
        for (Path folder : reader.folders(experiment.resolve("models"))) {
            Optional<Yaml> meta = reader.meta(folder);
            if (meta.isEmpty()) {
                continue;
            }
            Yaml yaml = meta.get();
            String id = folder.getFileName().toString();
            Map<String, Object> fields = Docs.of("model");
            fields.put("id", id);
            fields.put("experiment", experiment.getFileName().toString());
            Docs.put(fields, "name", yaml.text("name"));
            Docs.put(fields, "uri", yaml.text("artifact_location"));
            Docs.put(fields, "created", yaml.number("creation_timestamp"));
            Docs.put(fields, "updated", yaml.number("last_updated_timestamp"));
            fields.put("status", yaml.text("status"));
            fields.put("deleted", "deleted".equals(yaml.text("lifecycle_stage")));
            Docs.put(fields, "modelType", yaml.text("model_type"));
            Docs.put(fields, "run", yaml.text("source_run_id"));
            Docs.put(fields, "tags", reader.texts(folder.resolve("tags")));
            Docs.put(fields, "params", reader.texts(folder.resolve("params")));
            docs.add(new Doc(Docs.MODEL + id, fields));
        }
        return docs;
    }

    static List<Doc> registry(Folder reader, Path root) throws IOException {
        List<Doc> docs = new ArrayList<>();
        for (Path folder : reader.folders(root)) {
            Optional<Yaml> meta = reader.meta(folder);
            if (meta.isEmpty()) {
                continue;
            }
            Yaml yaml = meta.get();
            String name = yaml.text("name");
            if (name == null) {
                reader.tell(folder, "its meta.yaml has no name");
                continue;
            }
            Map<String, Object> fields = Docs.of("registered");
            fields.put("name", name);
            Docs.put(fields, "created", yaml.number("creation_timestamp"));
            Docs.put(fields, "updated", yaml.number("last_updated_timestamp"));
            Docs.put(fields, "description", yaml.text("description"));
            Docs.put(fields, "tags", reader.texts(folder.resolve("tags")));
            docs.add(new Doc(Docs.REGISTERED + name, fields));
            for (Path version : reader.folders(folder)) {
                if (version.getFileName().toString().matches("version-[0-9]{1,9}")) {
                    reader.meta(version)
                            .ifPresent(found -> docs.add(version(reader, name, version, found)));
                }
            }
            docs.add(
                    SqlModels.aliases(
                            name, yaml.number("creation_timestamp"), aliases(reader, folder)));
        }
        return docs;
    }

    private static Map<String, Long> aliases(Folder reader, Path model) {
        Map<String, Long> aliases = new TreeMap<>();
        reader.texts(model.resolve("aliases"))
                .forEach(
                        (alias, version) -> {
                            if (version.strip().matches("[0-9]{1,9}")) {
                                aliases.put(alias, Long.parseLong(version.strip()));
                            } else {
                                reader.tell(
                                        model.resolve("aliases").resolve(alias),
                                        "it names no version");
                            }
                        });
        return aliases;
    }

    private static Doc version(Folder reader, String name, Path folder, Yaml yaml) {
        long number =
                Long.parseLong(folder.getFileName().toString().substring("version-".length()));
        Map<String, Object> fields = Docs.of("version");
        fields.put("name", name);
        fields.put("version", number);
        Docs.put(fields, "created", yaml.number("creation_timestamp"));
        Docs.put(fields, "updated", yaml.number("last_updated_timestamp"));
        Docs.put(fields, "description", yaml.text("description"));
        Docs.put(fields, "user", yaml.text("user_id"));
        Docs.put(fields, "stage", yaml.text("current_stage"));
        Docs.put(fields, "source", yaml.text("source"));
        Docs.put(fields, "run", yaml.text("run_id"));
        Docs.put(fields, "runLink", yaml.text("run_link"));
        Docs.put(fields, "storage", yaml.text("storage_location"));
        Docs.put(fields, "tags", reader.texts(folder.resolve("tags")));
        return new Doc(Docs.VERSION + name + "/" + number, fields);
    }
}
