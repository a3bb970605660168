package io.clew.harvest.mlflow;

import io.clew.harvest.Item;
import io.clew.harvest.Sink;
import io.clew.harvest.mlflow.files.OldFile;
import io.clew.harvest.mlflow.files.OldFiles;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * Tells what a few small files of models say, and leaves all files where they are: what a model
 * needs to run, its flavors, its signature.
 *
 * <p>A logged model has them in its own folder. Before MLflow 3 a model lies below the files of its
 * run, which says where in a tag; and versions name that place. Each pass looks whether they are
 * others, and reads only those.
 */
final class Telling implements Artifacts {

    private static final Set<String> NAMES =
            Set.of("MLmodel", "conda.yaml", "requirements.txt", "python_env.yaml");

    /** Largest file that is read: what these hold is a few kB. */
    private static final int FILE_BYTES_MAX = 1 << 20;

    /** Bytes that are held before they are sent. */
    private static final long HELD_BYTES = 8L << 20;

    /** Folders whose state is asked for at once. */
    private static final int FOLDERS = 500;

    /** Failures in a row after which a place is left alone until the next pass. */
    private static final int FAILURES_MAX = 3;

    /** In it a run lists the models that it logged. */
    private static final String HISTORY = "mlflow.log-model.history";

    private final OldFiles files;
    private final Map<String, Folder> asked = new LinkedHashMap<>();
    private final Map<String, Unread> unread = new TreeMap<>();
    private final Map<String, Integer> failures = new TreeMap<>();

    Telling(OldFiles files) {
        this.files = files;
    }

    /**
     * Names a folder of a model.
     *
     * @param uri of all files of the run or logged model
     * @param below the folder below these; empty for all
     * @param status of the logged model: only a finished one tells something
     */
    private record Folder(OldFiles.Of of, String id, String uri, String below, String status) {}

    /** Names whose files could not be read, and the first reason; empty when it is the place. */
    private record Unread(List<String> owners, String reason) {}

    @Override
    public List<Doc> place(List<Doc> docs, Sink problems) {
        asked.clear();
        for (Doc doc : docs) {
            switch (text(doc, "type")) {
                case "model" ->
                        ask(
                                new Folder(
                                        OldFiles.Of.MODEL,
                                        doc.id(),
                                        text(doc, "uri"),
                                        "",
                                        text(doc, "status")));
                case "run" ->
                        logged(doc).forEach(below -> ask(ofRun(doc.id(), text(doc, "uri"), below)));
                case "version" -> version(doc);
                default -> {}
            }
        }
        return docs;
    }

    private static Folder ofRun(String id, String uri, String below) {
        return new Folder(OldFiles.Of.RUN, id, uri, below, "");
    }

    private void ask(Folder folder) {
        if (!folder.uri().isEmpty()) {
            asked.put(name(folder), folder);
        }
    }

    private static String owner(Folder folder) {
        return (folder.of() == OldFiles.Of.MODEL ? Docs.MODEL : Docs.RUN) + folder.id();
    }

    private static String name(Folder folder) {
        return "model files of "
                + owner(folder)
                + (folder.of() == OldFiles.Of.MODEL ? "" : " at " + folder.below());
    }

    /** Returns where a run says that it logged models. */
    private static Set<String> logged(Doc run) {
        Set<String> folders = new TreeSet<>();
        if (run.fields().get("tags") instanceof Map<?, ?> tags
                && tags.get(HISTORY) instanceof String history) {
            try {
                for (JsonNode model : Item.JSON.readTree(history)) {
                    String path = model.path("artifact_path").asString("");
                    if (!path.isEmpty()) {
                        folders.add(path);
                    }
                }
            } catch (JacksonException cut) {
                return folders;
            }
        }
        return folders;
    }

    private void version(Doc doc) {
        String storage =
                text(doc, "storage").isEmpty() ? text(doc, "source") : text(doc, "storage");
        Matcher owned = Copying.OWNED.matcher(storage);
        if (owned.matches() && !owned.group(1).startsWith("m-") && owned.group(2) != null) {
            String below = owned.group(2);
            String uri = storage.substring(0, storage.length() - below.length() - 1);
            ask(ofRun(owned.group(1), uri, below));
        }
    }

    @Override
    public void send(Sink sink, String during) {
        Map<Folder, List<OldFile>> found = new LinkedHashMap<>();
        for (Folder folder : asked.values()) {
            List<OldFile> all = list(folder);
            if (!all.isEmpty()) {
                found.put(folder, all);
            }
            if (found.size() == FOLDERS) {
                send(found, sink, during);
                found.clear();
            }
        }
        send(found, sink, during);
        asked.clear();
    }

    private List<OldFile> list(Folder folder) {
        String place = place(folder.uri());
        if (failures.getOrDefault(place, 0) >= FAILURES_MAX) {
            count(place, folder, "");
            return List.of();
        }
        try {
            Optional<List<OldFile>> all =
                    files.named(folder.of(), folder.id(), folder.uri(), folder.below(), NAMES);
            failures.remove(place);
            if (all.isEmpty()) {
                count(place, folder, "");
            }
            return all.orElse(List.of()).stream()
                    .filter(file -> file.sizeBytes() <= FILE_BYTES_MAX)
                    .toList();
        } catch (IOException failure) {
            fails(place, folder, failure);
            return List.of();
        }
    }

    private void fails(String place, Folder folder, IOException failure) {
        failures.merge(place, 1, Integer::sum);
        count(place, folder, String.valueOf(failure.getMessage()));
    }

    private void count(String place, Folder folder, String reason) {
        Unread known = unread.getOrDefault(place, new Unread(new ArrayList<>(), ""));
        known.owners().add(owner(folder));
        unread.put(
                place,
                new Unread(known.owners(), known.reason().isEmpty() ? reason : known.reason()));
    }

    private void send(Map<Folder, List<OldFile>> found, Sink sink, String during) {
        if (found.isEmpty()) {
            return;
        }
        Map<String, String> marks = new LinkedHashMap<>();
        found.forEach((folder, all) -> marks.put(name(folder), mark(folder, all)));
        Set<String> changed = sink.changed(marks);
        List<Item> items = new ArrayList<>();
        long held = 0;
        for (Map.Entry<Folder, List<OldFile>> each : found.entrySet()) {
            String name = name(each.getKey());
            if (changed.contains(name)) {
                Optional<Map<String, Object>> record = record(each.getKey(), each.getValue());
                if (record.isPresent()) {
                    Item item = Item.of(name, marks.getOrDefault(name, ""), record.get());
                    items.add(item);
                    held += item.json().length;
                }
            }
            if (held >= HELD_BYTES) {
                sink.put(List.copyOf(items), during);
                items.clear();
                held = 0;
            }
        }
        if (!items.isEmpty()) {
            sink.put(items, during);
        }
    }

    private static String mark(Folder folder, List<OldFile> all) {
        Map<String, Object> state = new LinkedHashMap<>();
        state.put("", folder.status());
        all.forEach(file -> state.put(file.path(), List.of(file.sizeBytes(), file.mark())));
        return new Doc("", state).mark();
    }

    private Optional<Map<String, Object>> record(Folder folder, List<OldFile> all) {
        Map<String, String> texts = new LinkedHashMap<>();
        for (OldFile file : all) {
            try (InputStream in = file.content().open()) {
                texts.put(
                        file.path().substring(file.path().lastIndexOf('/') + 1),
                        new String(in.readNBytes(FILE_BYTES_MAX), StandardCharsets.UTF_8));
            } catch (IOException failure) {
                fails(place(folder.uri()), folder, failure);
                return Optional.empty();
            }
        }
        Map<String, Object> fields = Docs.of("model-files");
        fields.put("of", folder.of() == OldFiles.Of.MODEL ? "model" : "run");
        fields.put("id", folder.id());
        fields.put("folder", folder.below());
        fields.put("files", texts);
        return Optional.of(fields);
    }

    private static String place(String uri) {
        return uri.startsWith("/") || uri.startsWith("file:")
                ? "folders"
                : uri.matches("[a-z0-9+.-]+:.*") ? Copying.place(uri) : "relative folders";
    }

    /** What was copied before tells itself, also when the old place is gone. */
    @Override
    public void leftOut(Sink problems) {
        Set<String> copied = new HashSet<>();
        if (!unread.isEmpty()) {
            problems.known(Copying.name(""), copied::add);
        }
        unread.forEach(
                (place, left) -> {
                    long count =
                            left.owners().stream()
                                    .filter(owner -> !copied.contains(Copying.name(owner)))
                                    .count();
                    if (count > 0) {
                        problems.problem(
                                "model files at " + place,
                                "what %,d models need and are is not read: %s"
                                        .formatted(
                                                count,
                                                left.reason().isEmpty()
                                                        ? why(place)
                                                        : left.reason()));
                    }
                });
        unread.clear();
        failures.clear();
    }

    private static String why(String place) {
        return switch (place) {
            case "mlflow-artifacts:" ->
                    "tell where the old proxy put them by --artifacts-destination, or harvest the old server's address";
            case "folders" ->
                    "they are not on this machine; harvest on theirs, or the old server's address";
            case "relative folders" ->
                    "they do not say below which folder; harvest the old server's address";
            default -> "Clew reads folders, S3, and through an old server's address";
        };
    }

    private static String text(Doc doc, String field) {
        Object value = doc.fields().get(field);
        return value == null ? "" : value.toString();
    }

    @Override
    public void close() {
        files.close();
    }
}
