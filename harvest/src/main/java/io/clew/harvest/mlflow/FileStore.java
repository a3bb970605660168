package io.clew.harvest.mlflow;

import io.clew.harvest.Sink;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads an {@code mlruns} folder, as MLflow keeps it without a database. */
final class FileStore implements OldStore {

    private static final int RUNS = 200;
    private static final String TRASH = ".trash";

    /** What an experiment's folder has besides runs. */
    private static final Set<String> NO_RUNS = Set.of("tags", "datasets", "models", "traces");

    private final Path root;
    private final List<Place> order = new ArrayList<>();
    private final Map<String, FileRun> page = new HashMap<>();

    FileStore(Path root) {
        this.root = root;
    }

    /** Where a run is, and in which order. */
    private record Place(SqlRuns.Key key, Path folder) {}

    @Override
    public String origin() {
        return "file://" + root;
    }

    private List<Path> experimentFolders(Folder reader) throws IOException {
        List<Path> folders = new ArrayList<>();
        for (Path parent : List.of(root, root.resolve(TRASH))) {
            for (Path folder : reader.folders(parent)) {
                if (folder.getFileName().toString().matches("[0-9]{1,18}")) {
                    folders.add(folder);
                }
            }
        }
        return folders;
    }

    @Override
    public List<Doc> experiments(Sink problems) throws IOException {
        Folder reader = new Folder(root, problems);
        List<Doc> docs = new ArrayList<>();
        for (Path folder : experimentFolders(reader)) {
            Optional<Yaml> meta = reader.meta(folder);
            if (meta.isEmpty()) {
                continue;
            }
            Yaml yaml = meta.get();
            String id = folder.getFileName().toString();
            Map<String, Object> fields = Docs.of("experiment");
            fields.put("id", id);
            Docs.put(fields, "name", yaml.text("name"));
            Docs.put(fields, "location", yaml.text("artifact_location"));
            fields.put("deleted", isDeleted(folder, yaml));
            Docs.put(fields, "created", yaml.number("creation_time"));
            Docs.put(fields, "updated", yaml.number("last_update_time"));
            Docs.put(fields, "tags", reader.texts(folder.resolve("tags")));
            docs.add(new Doc("experiment " + id, fields));
        }
        return docs;
    }

    private boolean isDeleted(Path folder, Yaml yaml) {
        return "deleted".equals(yaml.text("lifecycle_stage"))
                || folder.startsWith(root.resolve(TRASH));
    }

    /** Lists the runs; those that are half written are told when their page is read. */
    @Override
    public long runCount() throws IOException {
        order.clear();
        Folder silent = new Folder(root, new Silent());
        for (Path experiment : experimentFolders(silent)) {
            if (!Files.isRegularFile(experiment.resolve("meta.yaml"))) {
                continue;
            }
            for (Path folder : silent.folders(experiment)) {
                String name = folder.getFileName().toString();
                if (!NO_RUNS.contains(name)) {
                    Long start =
                            silent.meta(folder).map(yaml -> yaml.number("start_time")).orElse(null);
                    order.add(new Place(new SqlRuns.Key(start == null ? 0 : start, name), folder));
                }
            }
        }
        order.sort((one, other) -> one.key().compareTo(other.key()));
        return order.size();
    }

    @Override
    public Page runs(String place, Sink problems) {
        int from = 0;
        if (!place.isEmpty()) {
            SqlRuns.Key last = SqlRuns.Key.of(place);
            while (from < order.size() && order.get(from).key().compareTo(last) <= 0) {
                from++;
            }
        }
        List<Place> places = order.subList(from, Math.min(order.size(), from + RUNS));
        Folder reader = new Folder(root, problems);
        page.clear();
        List<Doc> docs = new ArrayList<>();
        for (Place each : places) {
            reader.meta(each.folder())
                    .map(yaml -> new FileRun(reader, each.folder(), yaml))
                    .ifPresent(
                            run -> {
                                page.put(run.id(), run);
                                docs.add(run.doc(isDeleted(each.folder(), run.meta())));
                            });
        }
        boolean isLast = from + places.size() == order.size();
        return new Page(docs, isLast ? "" : places.getLast().key().text());
    }

    @Override
    public void points(List<Doc> runs, Points visitor, Sink problems) throws IOException {
        Map<Path, FileModels.Measured> measured = new HashMap<>();
        for (Doc doc : runs) {
            FileRun run = page.get(doc.id());
            if (run != null) {
                Path experiment = run.experiment();
                FileModels.Measured models = measured.get(experiment);
                if (models == null) {
                    models = FileModels.measured(new Folder(root, problems), experiment);
                    measured.put(experiment, models);
                }
                run.points(visitor, models);
            }
        }
    }

    @Override
    public List<Doc> models(Sink problems) throws IOException {
        Folder reader = new Folder(root, problems);
        List<Doc> docs = new ArrayList<>();
        for (Path experiment : experimentFolders(reader)) {
            if (Files.isRegularFile(experiment.resolve("meta.yaml"))) {
                docs.addAll(FileModels.models(reader, experiment));
            }
        }
        return docs;
    }

    @Override
    public List<Doc> registry(Sink problems) throws IOException {
        return FileModels.registry(new Folder(root, problems), root.resolve("models"));
    }

    @Override
    public Optional<Set<String>> runIds() {
        Set<String> ids = new HashSet<>();
        order.forEach(place -> ids.add(place.key().id()));
        return Optional.of(ids);
    }

    @Override
    public void leftOut(Sink problems) throws IOException {
        Folder reader = new Folder(root, problems);
        long traces = 0;
        for (Path experiment : experimentFolders(reader)) {
            traces += reader.folders(experiment.resolve("traces")).size();
        }
        if (traces > 0) {
            problems.problem(
                    "traces", "%,d of them are left: Clew does not bring these".formatted(traces));
        }
    }

    @Override
    public void close() {
        page.clear();
    }
}
