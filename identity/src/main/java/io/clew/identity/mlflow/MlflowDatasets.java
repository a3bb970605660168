package io.clew.identity.mlflow;

import io.clew.identity.dataset.DatasetName;
import io.clew.identity.dataset.DatasetNames;
import io.clew.identity.dataset.DatasetVersions;
import io.clew.identity.dataset.HuggingFace;
import io.clew.identity.dataset.Secrets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Reads dataset sources as MLflow's client writes them (shapes of 3.17.2).
 *
 * <p>A dataset is named by its source where that says where the data is. Where it does not (code, a
 * relative path, a table of an unknown metastore, a query), the namespace is the experiment, and
 * the name is marked weak: two experiments that read {@code data/train.csv} need not read one file.
 */
public final class MlflowDatasets {
    /** Formats that Hugging Face loads from files; as a path they are no repository. */
    private static final Set<String> FILE_FORMATS =
            Set.of(
                    "arrow",
                    "audiofolder",
                    "csv",
                    "imagefolder",
                    "json",
                    "pandas",
                    "parquet",
                    "text",
                    "videofolder",
                    "webdataset",
                    "xml");

    private static final Pattern REPOSITORY = Pattern.compile("[\\w.-]+(?:/[\\w.-]+)?");
    private static final Pattern SPARK_SOURCE =
            Pattern.compile("path=(.+?)(?:,version=([^,=]*))?,format=([^,=]*)");
    private static final List<String> PART_KEYS =
            List.of("split", "config_name", "data_dir", "data_files", "sql", "revision");

    private MlflowDatasets() {}

    /**
     * Reads one dataset of {@code log-inputs}.
     *
     * @param sourceType such as {@code s3}, {@code code}, {@code delta_table}; unknown ones are
     *     read by their usual keys
     * @param source the source's JSON object, parsed; empty when it was none
     * @param experiment name of the run's experiment
     * @param datasetName the dataset's name; MLflow's default is {@code dataset}
     * @param digest MLflow's digest, or null
     */
    public static MlflowDataset of(
            String sourceType,
            Map<String, ?> source,
            String experiment,
            String datasetName,
            @Nullable String digest) {
        Found found =
                switch (sourceType) {
                    case "code" -> Found.NOTHING;
                    case "hugging_face" -> huggingFace(source);
                    case "delta_table", "delta" -> delta(source);
                    case "spark" -> spark(source);
                    case "databricks-uc-table", "databricks_evaluation_dataset" ->
                            new Found(
                                    text(source, "table_name").map(MlflowDatasets::unityCatalog),
                                    text(source, "version"),
                                    text(source, "table_name"));
                    case "uc_volume" ->
                            new Found(
                                    text(source, "path")
                                            .filter(path -> path.startsWith("/"))
                                            .map(path -> DatasetNames.of("dbfs", path)),
                                    Optional.empty(),
                                    text(source, "path"));
                    case "mlflow_evaluation_dataset" ->
                            new Found(
                                    text(source, "dataset_id")
                                            .map(id -> DatasetNames.of(MlflowUrns.SYSTEM, id)),
                                    Optional.empty(),
                                    text(source, "dataset_id"));
                    default -> located(source);
                };
        return made(found, experiment, datasetName, digest, part(source));
    }

    /**
     * Reads the tag {@code sparkDatasourceInfo}: a line {@code path=…,version=…,format=…} for each
     * source that Spark read. Lines of another form are left out.
     */
    public static List<MlflowDataset> ofSparkTag(String tag, String experiment) {
        List<MlflowDataset> read = new ArrayList<>();
        for (String line : tag.split("\n")) {
            Matcher m = SPARK_SOURCE.matcher(line.strip());
            if (m.matches()) {
                String path = m.group(1);
                Found found =
                        new Found(
                                DatasetNames.read(path),
                                Optional.ofNullable(m.group(2)).filter(v -> !v.isBlank()),
                                Optional.of(path));
                read.add(made(found, experiment, path, null, Map.of("format", m.group(3))));
            }
        }
        return List.copyOf(read);
    }

    /**
     * What a source told: the dataset if it says where it is, the producer's version, and its own
     * text, which names the dataset within its experiment when the first is missing.
     */
    private record Found(
            Optional<DatasetName> name, Optional<String> version, Optional<String> text) {
        static final Found NOTHING =
                new Found(Optional.empty(), Optional.empty(), Optional.empty());
    }

    private static MlflowDataset made(
            Found found,
            String experiment,
            String datasetName,
            @Nullable String digest,
            Map<String, String> part) {
        Optional<String> shown = found.text().map(Secrets::redacted);
        DatasetName name =
                found.name()
                        .orElseGet(
                                () ->
                                        DatasetNames.of(
                                                MlflowUrns.experimentNamespace(experiment),
                                                shown.map(MlflowDatasets::withoutDot)
                                                        .filter(text -> !text.isBlank())
                                                        .orElse(datasetName)));
        return new MlflowDataset(
                name,
                found.name().isEmpty(),
                DatasetVersions.of(name.urn(), found.version().orElse(null), null, digest, null),
                shown,
                part);
    }

    private static Found located(Map<String, ?> source) {
        Optional<String> text = first(source, "uri", "url", "path");
        return new Found(text.flatMap(DatasetNames::read), Optional.empty(), text);
    }

    private static Found delta(Map<String, ?> source) {
        Optional<String> version = text(source, "delta_table_version");
        Optional<String> path = text(source, "path");
        if (path.isPresent()) {
            return new Found(path.flatMap(DatasetNames::read), version, path);
        }
        Optional<String> table = text(source, "delta_table_name");
        boolean known = text(source, "is_databricks_uc_table").filter("true"::equals).isPresent();
        return new Found(
                known ? table.map(MlflowDatasets::unityCatalog) : Optional.empty(), version, table);
    }

    /** A query names no dataset: its text is a part, and the dataset's own name stays. */
    private static Found spark(Map<String, ?> source) {
        Optional<String> text = first(source, "path", "table_name");
        return new Found(text(source, "path").flatMap(DatasetNames::read), Optional.empty(), text);
    }

    private static Found huggingFace(Map<String, ?> source) {
        Optional<String> path = text(source, "path");
        Optional<String> version = text(source, "revision").flatMap(HuggingFace::version);
        if (path.filter(FILE_FORMATS::contains).isPresent()) {
            Optional<String> file = onlyFile(source.get("data_files"));
            return new Found(file.flatMap(DatasetNames::read), Optional.empty(), file);
        }
        Optional<DatasetName> local = path.flatMap(DatasetNames::read);
        Optional<DatasetName> repository =
                path.filter(p -> REPOSITORY.matcher(p).matches() && !p.startsWith("."))
                        .map(p -> DatasetNames.of(HuggingFace.NAMESPACE, p));
        return new Found(local.or(() -> repository), version, path);
    }

    private static Optional<String> onlyFile(@Nullable Object dataFiles) {
        return switch (dataFiles) {
            case String file -> Optional.of(file);
            case List<?> files when files.size() == 1 -> onlyFile(files.getFirst());
            case Map<?, ?> files when files.size() == 1 ->
                    onlyFile(files.values().iterator().next());
            case null, default -> Optional.empty();
        };
    }

    /** A client tells no host of its catalog, so that one is the catalog of the workspace. */
    private static DatasetName unityCatalog(String table) {
        return DatasetNames.of("unitycatalog", table.replace("`", ""));
    }

    private static String withoutDot(String relative) {
        String path = relative;
        while (path.startsWith("./")) {
            path = path.substring(2);
        }
        return path;
    }

    private static Map<String, String> part(Map<String, ?> source) {
        Map<String, String> part = new TreeMap<>();
        for (String key : PART_KEYS) {
            String shown = shown(source.get(key));
            if (!shown.isBlank() && !shown.equals("None")) {
                part.put(key, shown);
            }
        }
        return part;
    }

    /** Returns a value, or those in a list or map, as text without credentials. */
    private static String shown(@Nullable Object value) {
        return switch (value) {
            case null -> "";
            case List<?> list ->
                    list.stream()
                            .map(element -> Secrets.redacted(String.valueOf(element)))
                            .collect(Collectors.joining(", "));
            case Map<?, ?> map ->
                    map.entrySet().stream()
                            .map(e -> e.getKey() + "=" + shown(e.getValue()))
                            .sorted()
                            .collect(Collectors.joining(", "));
            default -> Secrets.redacted(value.toString());
        };
    }

    private static Optional<String> first(Map<String, ?> source, String... keys) {
        for (String key : keys) {
            Optional<String> text = text(source, key);
            if (text.isPresent()) {
                return text;
            }
        }
        return Optional.empty();
    }

    /** Returns a scalar as text; empty for anything else. */
    private static Optional<String> text(Map<String, ?> source, String key) {
        Object value = source.get(key);
        String text =
                switch (value) {
                    case Double d when d == Math.rint(d) && Math.abs(d) < 1e15 ->
                            Long.toString(d.longValue());
                    case String s -> s;
                    case Number n -> n.toString();
                    case Boolean b -> b.toString();
                    case null, default -> "";
                };
        return Optional.of(text).filter(t -> !t.isBlank());
    }
}
