package io.clew.protocol.mlflow.harvest;

import io.clew.http.json.JsonObject;
import io.clew.model.ClewException;
import io.clew.protocol.mlflow.artifacts.ArtifactPath;
import io.clew.protocol.mlflow.artifacts.ToldFiles;
import io.clew.protocol.mlflow.captures.Watched;
import io.clew.protocol.mlflow.datasets.Dataset;
import io.clew.protocol.mlflow.experiments.ExperimentImport;
import io.clew.protocol.mlflow.inputs.InputImport;
import io.clew.protocol.mlflow.loggedmodels.LoggedModel;
import io.clew.protocol.mlflow.loggedmodels.LoggedModelStatus;
import io.clew.protocol.mlflow.registry.RegistryImport;
import io.clew.protocol.mlflow.registry.VersionImport;
import io.clew.protocol.mlflow.runs.RunImport;
import io.clew.protocol.mlflow.runs.RunStatus;
import io.clew.store.blobs.Blob;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads the records of a harvest; a field that is missing reads as empty, or as 0. */
final class BroughtJson {
    private BroughtJson() {}

    static ExperimentImport.Brought experiment(JsonObject fields) {
        return new ExperimentImport.Brought(
                id(fields, "id"),
                fields.nonEmptyText("name"),
                text(fields, "location"),
                fields.bool("deleted"),
                number(fields, "created"),
                number(fields, "updated"),
                texts(fields, "tags"));
    }

    /** Holds a run with all that belongs to it. */
    record BroughtRun(
            RunImport.Brought run,
            List<InputImport.Brought> datasets,
            List<String> modelInputs,
            Map<String, Long> modelOutputs,
            List<RunImport.Point> points) {}

    static BroughtRun run(JsonObject fields) {
        List<InputImport.Brought> datasets = new ArrayList<>();
        for (JsonObject input : fields.objects("inputs")) {
            datasets.add(new InputImport.Brought(Dataset.of(input), texts(input, "tags")));
        }
        return new BroughtRun(
                new RunImport.Brought(
                        fields.nonEmptyText("id"),
                        id(fields, "experiment"),
                        text(fields, "name"),
                        text(fields, "user"),
                        status(fields),
                        number(fields, "start"),
                        fields.optionalInteger("end").isPresent() ? fields.integer("end") : null,
                        text(fields, "uri"),
                        fields.bool("deleted"),
                        number(fields, "deletedAt"),
                        texts(fields, "tags"),
                        texts(fields, "params")),
                datasets,
                fields.texts("modelInputs"),
                numbers(fields, "modelOutputs"),
                points(fields));
    }

    private static RunStatus status(JsonObject fields) {
        String name = fields.optionalText("status").orElse(RunStatus.RUNNING.name());
        for (RunStatus status : RunStatus.values()) {
            if (status.name().equals(name)) {
                return status;
            }
        }
        throw fields.invalid(
                "status", "RUNNING, SCHEDULED, FINISHED, FAILED or KILLED was expected");
    }

    /** Reads points: lists of key, value, time, step and, where told, model, dataset and digest. */
    static List<RunImport.Point> points(JsonObject fields) {
        if (!(fields.value("points") instanceof List<?> all)) {
            return List.of();
        }
        List<RunImport.Point> points = new ArrayList<>(all.size());
        for (Object one : all) {
            if (!(one instanceof List<?> list)
                    || list.size() < 4
                    || !(list.get(0) instanceof String key)
                    || !(list.get(2) instanceof Long time)
                    || !(list.get(3) instanceof Long step)) {
                throw fields.invalid("points", "expected lists of key, value, time and step");
            }
            points.add(
                    new RunImport.Point(
                            key,
                            value(fields, list.get(1)),
                            time,
                            step,
                            part(list, 4),
                            part(list, 5),
                            part(list, 6)));
        }
        return points;
    }

    private static double value(JsonObject fields, @Nullable Object value) {
        return switch (value) {
            case Number number -> number.doubleValue();
            case String text when text.equals("NaN") -> Double.NaN;
            case String text when text.equals("Infinity") -> Double.POSITIVE_INFINITY;
            case String text when text.equals("-Infinity") -> Double.NEGATIVE_INFINITY;
            case null, default -> throw fields.invalid("points", "expected a number as value");
        };
    }

    private static String part(List<?> list, int at) {
        return at < list.size() && list.get(at) instanceof String text ? text : "";
    }

    /** Holds a logged model with its tags and params. */
    record Model(LoggedModel model, Map<String, String> tags, Map<String, String> params) {}

    static Model model(JsonObject fields) {
        return new Model(
                new LoggedModel(
                        fields.nonEmptyText("id"),
                        id(fields, "experiment"),
                        text(fields, "name"),
                        text(fields, "uri"),
                        number(fields, "created"),
                        number(fields, "updated"),
                        LoggedModelStatus.read(fields, "status"),
                        text(fields, "modelType"),
                        text(fields, "run"),
                        fields.bool("deleted")),
                texts(fields, "tags"),
                texts(fields, "params"));
    }

    static RegistryImport.Brought registered(JsonObject fields) {
        return new RegistryImport.Brought(
                fields.nonEmptyText("name"),
                text(fields, "description"),
                number(fields, "created"),
                number(fields, "updated"),
                texts(fields, "tags"));
    }

    static VersionImport.Brought version(JsonObject fields) {
        return new VersionImport.Brought(
                fields.nonEmptyText("name"),
                fields.integerBetween("version", 1, Integer.MAX_VALUE, 0),
                text(fields, "description"),
                fields.optionalText("stage").filter(stage -> !stage.isEmpty()).orElse("None"),
                text(fields, "source"),
                text(fields, "storage"),
                text(fields, "run"),
                text(fields, "runLink"),
                number(fields, "created"),
                number(fields, "updated"),
                texts(fields, "tags"));
    }

    /** Reads files that were copied, by path. */
    static Map<String, Blob> files(JsonObject fields) {
        Map<String, Blob> files = new LinkedHashMap<>();
        for (JsonObject file : fields.objects("files")) {
            files.put(
                    file.nonEmptyText("path"),
                    new Blob(file.nonEmptyText("sha256"), file.integer("size_bytes")));
        }
        return files;
    }

    /** Reads the watched files of one folder that stays where it is. */
    static ToldFiles.Brought toldFiles(JsonObject fields) {
        String of = fields.nonEmptyText("of");
        if (!of.equals("model") && !of.equals("run")) {
            throw fields.invalid("of", "expected model or run");
        }
        Map<Watched, byte[]> files = new EnumMap<>(Watched.class);
        texts(fields, "files")
                .forEach(
                        (name, text) -> {
                            Watched watched =
                                    Watched.of(name)
                                            .orElseThrow(
                                                    () ->
                                                            fields.invalid(
                                                                    "files",
                                                                    "expected MLmodel, conda.yaml, requirements.txt or python_env.yaml"));
                            byte[] content = text.getBytes(StandardCharsets.UTF_8);
                            if (content.length <= Watched.SIZE_BYTES_MAX) {
                                files.put(watched, content);
                            }
                        });
        return new ToldFiles.Brought(
                of.equals("model"),
                fields.nonEmptyText("id"),
                ArtifactPath.parse(text(fields, "folder")),
                files);
    }

    private static String text(JsonObject fields, String field) {
        return fields.optionalText(field).orElse("");
    }

    private static long number(JsonObject fields, String field) {
        return fields.optionalInteger(field).orElse(0);
    }

    private static long id(JsonObject fields, String field) {
        String text = fields.nonEmptyText(field);
        try {
            long id = Long.parseLong(text);
            if (id >= 0) {
                return id;
            }
        } catch (NumberFormatException notANumber) {
            throw wrongId(fields, field);
        }
        throw wrongId(fields, field);
    }

    private static ClewException wrongId(JsonObject fields, String field) {
        return fields.invalid(field, "expected the decimal number of an experiment");
    }

    private static Map<String, String> texts(JsonObject fields, String field) {
        Map<String, String> texts = new LinkedHashMap<>();
        fields.optionalObject(field)
                .ifPresent(
                        object ->
                                object.names().forEach(name -> texts.put(name, object.text(name))));
        return texts;
    }

    static Map<String, Long> numbers(JsonObject fields, String field) {
        Map<String, Long> numbers = new LinkedHashMap<>();
        fields.optionalObject(field)
                .ifPresent(
                        object ->
                                object.names()
                                        .forEach(name -> numbers.put(name, object.integer(name))));
        return numbers;
    }
}
