package io.clew.harvest.mlflow;

import io.clew.harvest.Item;
import io.clew.harvest.Sink;
import io.clew.harvest.mlflow.files.OldFile;
import io.clew.harvest.mlflow.files.OldFiles;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Copies the files of runs and logged models to Clew, and gives these the address they have there.
 * What has no files, or where they cannot be read, keeps its address.
 *
 * <p>Files go in parts, each with a mark, so that a pass that is ended goes on after the last whole
 * part, and a later one copies only parts in which something changed.
 */
final class Copying implements Artifacts {

    /** Most files of a part. */
    private static final int PART_FILES = 100;

    /** Bytes after which a part ends. */
    private static final long PART_BYTES = 256L << 20;

    private static final String PROXY = "mlflow-artifacts:";

    /** Below it lies what is copied: no experiment has that number. */
    private static final String ROOT = "copied/";

    /** The end of the address of what belongs to a run or model. */
    static final Pattern OWNED = Pattern.compile(".*/((?:m-)?[0-9a-f]{32})/artifacts(?:/(.*))?");

    private final OldFiles files;
    private final Map<String, Found> found = new LinkedHashMap<>();
    private final Map<String, Long> unread = new TreeMap<>();

    Copying(OldFiles files) {
        this.files = files;
    }

    /** Holds files of a run or model that are to be copied. */
    private record Found(String root, List<OldFile> files) {}

    @Override
    public List<Doc> place(List<Doc> docs, Sink problems) {
        found.clear();
        List<Doc> placed = new ArrayList<>();
        for (Doc doc : docs) {
            placed.add(
                    switch (String.valueOf(doc.fields().get("type"))) {
                        case "experiment" -> experiment(doc);
                        case "run" -> owner(doc, OldFiles.Of.RUN, ROOT, problems);
                        case "model" -> owner(doc, OldFiles.Of.MODEL, ROOT + "models/", problems);
                        case "version" -> version(doc, problems);
                        default -> doc;
                    });
        }
        return placed;
    }

    /** Runs that are yet to come have their files with Clew from the start. */
    private static Doc experiment(Doc doc) {
        return isProxied(text(doc, "location"))
                ? doc
                : with(doc, "location", PROXY + "/" + doc.id());
    }

    private Doc owner(Doc doc, OldFiles.Of of, String parent, Sink problems) {
        String uri = text(doc, "uri");
        List<OldFile> all = list(doc, of, doc.id(), uri, problems);
        if (all.isEmpty()) {
            return doc;
        }
        String root = isProxied(uri) ? path(uri) : parent + doc.id() + "/artifacts";
        found.put(doc.name(), new Found(root, all));
        return isProxied(uri) ? doc : with(doc, "uri", PROXY + "/" + root);
    }

    /** The files of a version are those of its run or model. */
    private Doc version(Doc doc, Sink problems) {
        String storage =
                text(doc, "storage").isEmpty() ? text(doc, "source") : text(doc, "storage");
        if (storage.isEmpty() || isProxied(storage) || storage.startsWith("models:")) {
            return doc;
        }
        Matcher owned = OWNED.matcher(storage);
        if (!owned.matches()) {
            if (!list(doc, OldFiles.Of.RUN, "", storage, problems).isEmpty()) {
                problems.problem(
                        name(doc.name()),
                        "they are left at %s, which belongs to no run or logged model"
                                .formatted(storage));
            }
            return doc;
        }
        String id = owned.group(1);
        boolean isModel = id.startsWith("m-");
        OldFiles.Of of = isModel ? OldFiles.Of.MODEL : OldFiles.Of.RUN;
        if (list(doc, of, id, storage, problems).isEmpty()) {
            return doc;
        }
        String below = owned.group(2) == null ? "" : "/" + owned.group(2);
        return with(
                doc,
                "storage",
                PROXY + "/" + ROOT + (isModel ? "models/" : "") + id + "/artifacts" + below);
    }

    private List<OldFile> list(Doc doc, OldFiles.Of of, String id, String uri, Sink problems) {
        if (uri.isEmpty()) {
            return List.of();
        }
        try {
            Optional<List<OldFile>> all = files.list(of, id, uri);
            if (all.isEmpty()) {
                unread.merge(place(uri), 1L, Long::sum);
            }
            return all.orElse(List.of());
        } catch (IOException failure) {
            problems.problem(name(doc.name()), String.valueOf(failure.getMessage()));
            return List.of();
        }
    }

    @Override
    public void send(Sink sink, String during) {
        for (Map.Entry<String, Found> owner : found.entrySet()) {
            Map<String, List<OldFile>> parts = parts(owner.getKey(), owner.getValue().files());
            Map<String, String> marks = new LinkedHashMap<>();
            parts.forEach((name, part) -> marks.put(name, mark(owner.getValue().root(), part)));
            Set<String> changed = sink.changed(marks);
            parts.forEach(
                    (name, part) -> {
                        if (changed.contains(name)) {
                            copy(owner.getValue().root(), name, part, marks, sink, during);
                        }
                    });
        }
        found.clear();
    }

    private static Map<String, List<OldFile>> parts(String owner, List<OldFile> files) {
        Map<String, List<OldFile>> parts = new LinkedHashMap<>();
        List<OldFile> part = new ArrayList<>();
        long bytes = 0;
        for (OldFile file : files) {
            if (part.size() == PART_FILES || bytes >= PART_BYTES) {
                parts.put(partName(owner, parts.size()), part);
                part = new ArrayList<>();
                bytes = 0;
            }
            part.add(file);
            bytes += file.sizeBytes();
        }
        parts.put(partName(owner, parts.size()), part);
        return parts;
    }

    private static String partName(String owner, int before) {
        return before == 0 ? name(owner) : name(owner) + ", part " + (before + 1);
    }

    private static String mark(String root, List<OldFile> part) {
        Map<String, Object> state = new LinkedHashMap<>();
        state.put(root, "");
        part.forEach(file -> state.put(file.path(), List.of(file.sizeBytes(), file.mark())));
        return new Doc(root, state).mark();
    }

    private static void copy(
            String root,
            String name,
            List<OldFile> part,
            Map<String, String> marks,
            Sink sink,
            String during) {
        List<Map<String, Object>> receipts = new ArrayList<>();
        for (OldFile file : part) {
            String path = root + "/" + file.path();
            Sink.Stored stored = sink.file(path, file.sizeBytes(), file.content());
            if (stored.sizeBytes() != file.sizeBytes()) {
                sink.problem(name, file.path() + " changed while it was copied");
                return;
            }
            receipts.add(
                    Map.of(
                            "path",
                            path,
                            "sha256",
                            stored.sha256(),
                            "size_bytes",
                            stored.sizeBytes()));
        }
        Map<String, Object> fields = Docs.of("files");
        fields.put("files", receipts);
        sink.put(List.of(Item.of(name, marks.getOrDefault(name, ""), fields)), during);
    }

    @Override
    public void leftOut(Sink problems) {
        unread.forEach(
                (place, count) ->
                        problems.problem(
                                "files at " + place,
                                "those of %,d runs, models and versions are left where they are: %s"
                                        .formatted(
                                                count,
                                                place.equals(PROXY)
                                                        ? "tell where the old proxy put them by --artifacts-destination, or harvest the old server's address"
                                                        : "Clew copies from folders, S3 and an old server's address")));
        unread.clear();
    }

    /** Returns the scheme and host of an address, or what there is. */
    static String place(String uri) {
        Matcher place = Pattern.compile("([a-z0-9+.-]+:(?://[^/]*@?[^/]*)?).*").matcher(uri);
        String found = place.matches() ? place.group(1) : uri;
        return found.startsWith(PROXY) ? PROXY : found;
    }

    /** Names the record of what was copied of a run or model. */
    static String name(String owner) {
        return "files of " + owner;
    }

    private static boolean isProxied(String uri) {
        return uri.startsWith(PROXY);
    }

    /** Returns the path of an address below the proxy's root. */
    private static String path(String uri) {
        return uri.substring(PROXY.length()).replaceFirst("^//[^/]*", "").replaceFirst("^/+", "");
    }

    private static String text(Doc doc, String field) {
        Object value = doc.fields().get(field);
        return value == null ? "" : value.toString();
    }

    private static Doc with(Doc doc, String field, String value) {
        Map<String, Object> fields = new LinkedHashMap<>(doc.fields());
        fields.put(field, value);
        return new Doc(doc.name(), fields, doc.pointsMark());
    }

    @Override
    public void close() {
        files.close();
    }
}
