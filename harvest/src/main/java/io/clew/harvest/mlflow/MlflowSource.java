package io.clew.harvest.mlflow;

import io.clew.harvest.Item;
import io.clew.harvest.Sink;
import io.clew.harvest.Source;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Brings experiments, then runs in the order they started, then logged models, then the registry;
 * of each only what is new or differs from what was brought before.
 */
final class MlflowSource implements Source {

    private static final String RUNS = "runs ";
    private static final String MODELS = "models";
    private static final String REGISTRY = "registry";
    private static final String DONE = "done";

    /** Docs of one batch. */
    private static final int DOCS = 500;

    /** Points of one record: what one write takes well. */
    private static final int POINTS_OF_RECORD = 10_000;

    /** Points that are held before they are sent. */
    private static final int POINTS_HELD = 200_000;

    private final OldStore store;
    private final Cleaning cleaning;
    private final Artifacts artifacts;

    /**
     * Reads a store.
     *
     * @param artifacts brings files, or what they tell
     */
    MlflowSource(OldStore store, Cleaning cleaning, Artifacts artifacts) {
        this.store = store;
        this.cleaning = cleaning;
        this.artifacts = artifacts;
    }

    @Override
    public String origin() {
        return store.origin();
    }

    @Override
    public void read(String position, Sink sink) throws IOException, InterruptedException {
        String at = position.isEmpty() || position.equals(DONE) ? "" : position;
        sink.expect(store.runCount());
        if (at.isEmpty()) {
            docs(store.experiments(sink), sink, at, RUNS);
            at = RUNS;
        }
        if (at.startsWith(RUNS)) {
            runs(at.substring(RUNS.length()), sink);
            at = MODELS;
        }
        if (at.equals(MODELS)) {
            docs(store.models(sink), sink, MODELS, REGISTRY);
        }
        List<Doc> registry = store.registry(sink);
        docs(registry, sink, REGISTRY, REGISTRY);
        gone(registry, sink);
        store.leftOut(sink);
        artifacts.leftOut(sink);
        sink.put(List.of(), DONE);
    }

    /** Sends what differs of some docs; the last batch moves on to a position. */
    private void docs(List<Doc> all, Sink sink, String during, String after) {
        for (int from = 0; from < all.size(); from += DOCS) {
            List<Doc> part = cleaned(all.subList(from, Math.min(all.size(), from + DOCS)), sink);
            Map<String, String> marks = marks(part);
            Set<String> changed = sink.changed(marks);
            List<Item> items = new ArrayList<>();
            for (Doc doc : part) {
                if (changed.contains(doc.name())) {
                    items.add(
                            Item.of(doc.name(), marks.getOrDefault(doc.name(), ""), doc.fields()));
                }
            }
            sink.put(items, during);
            artifacts.send(sink, during);
        }
        sink.put(List.of(), after);
    }

    private List<Doc> cleaned(List<Doc> docs, Sink sink) {
        List<Doc> clean = docs.stream().map(cleaning::clean).toList();
        return artifacts.place(clean, sink);
    }

    private void runs(String from, Sink sink) throws IOException, InterruptedException {
        String place = from;
        do {
            OldStore.Page page = store.runs(place, sink);
            List<Doc> runs = cleaned(page.runs(), sink);
            Map<String, String> marks = marks(runs);
            Set<String> changed = sink.changed(marks);
            List<Doc> fresh = runs.stream().filter(run -> changed.contains(run.name())).toList();
            String next = page.next().isEmpty() ? MODELS : RUNS + page.next();
            String during = RUNS + place;
            new Sending(sink, marks, during).send(fresh);
            artifacts.send(sink, during);
            sink.put(List.of(), next);
            place = page.next();
        } while (!place.isEmpty());
    }

    /** Sends runs with their points, in records of a bounded size. */
    private final class Sending {
        private final Sink sink;
        private final Map<String, String> marks;
        private final String during;
        private final List<Item> items = new ArrayList<>();
        private final Map<String, Integer> parts = new HashMap<>();
        private final Map<String, List<List<Object>>> points = new LinkedHashMap<>();
        private final Map<String, Doc> waiting = new LinkedHashMap<>();
        private int held;

        Sending(Sink sink, Map<String, String> marks, String during) {
            this.sink = sink;
            this.marks = marks;
            this.during = during;
        }

        void send(List<Doc> runs) throws IOException, InterruptedException {
            runs.forEach(run -> waiting.put(run.id(), run));
            store.points(runs, this::take, sink);
            finish();
            sink.put(items, during);
        }

        private void take(String run, List<Object> point) {
            List<List<Object>> own = points.computeIfAbsent(run, id -> new ArrayList<>());
            own.add(point);
            held++;
            if (own.size() == POINTS_OF_RECORD) {
                add(run, points.remove(run));
            }
            if (held >= POINTS_HELD) {
                points.forEach(this::add);
                points.clear();
                held = 0;
                sink.put(List.copyOf(items), during);
                items.clear();
            }
        }

        /**
         * Adds a run's first points with the run, and later ones as records of their own. A run
         * that is cut has its mark with its last part, or a kill in between would make it look
         * whole.
         */
        private void add(String run, List<List<Object>> own) {
            Doc doc = waiting.remove(run);
            if (doc == null) {
                int part = parts.merge(run, 1, Integer::sum);
                Map<String, Object> fields = Docs.of("points");
                fields.put("run", run);
                fields.put("points", own);
                items.add(Item.of(Docs.RUN + run + " points " + part, fields));
                return;
            }
            parts.put(run, 1);
            items.add(item(doc, own, own.size() < POINTS_OF_RECORD ? mark(doc) : ""));
        }

        private String mark(Doc doc) {
            return marks.getOrDefault(doc.name(), "");
        }

        private Item item(Doc doc, List<List<Object>> own, String mark) {
            Map<String, Object> fields = new LinkedHashMap<>(doc.fields());
            Docs.put(fields, "points", own);
            return Item.of(doc.name(), mark, fields);
        }

        private void finish() {
            points.forEach(this::add);
            points.clear();
            List.copyOf(waiting.values())
                    .forEach(doc -> items.add(item(doc, List.of(), mark(doc))));
            waiting.clear();
        }
    }

    /** Tells of what was brought and is there no longer. */
    private void gone(List<Doc> registry, Sink sink) throws IOException, InterruptedException {
        Set<String> names = new HashSet<>();
        registry.forEach(doc -> names.add(doc.name()));
        List<Item> gone = new ArrayList<>();
        sink.known(
                Docs.VERSION,
                name -> {
                    int slash = name.lastIndexOf('/');
                    if (!names.contains(name) && slash > 0) {
                        Map<String, Object> fields =
                                gone("version", name.substring(Docs.VERSION.length(), slash));
                        fields.put("version", Long.parseLong(name.substring(slash + 1)));
                        gone.add(Item.of(name, Item.GONE, fields));
                    }
                });
        addGone(sink, Docs.REGISTERED, "registered", names, gone);
        Optional<Set<String>> runs = store.runIds();
        if (runs.isPresent()) {
            sink.known(
                    Docs.RUN,
                    name -> {
                        String id = name.substring(Docs.RUN.length());
                        if (!runs.get().contains(id)) {
                            gone.add(Item.of(name, Item.GONE, gone("run", id)));
                        }
                    });
        }
        if (!gone.isEmpty()) {
            sink.put(gone, REGISTRY);
        }
    }

    private static void addGone(
            Sink sink, String prefix, String what, Set<String> names, List<Item> gone) {
        sink.known(
                prefix,
                name -> {
                    if (!names.contains(name)) {
                        gone.add(
                                Item.of(
                                        name,
                                        Item.GONE,
                                        gone(what, name.substring(prefix.length()))));
                    }
                });
    }

    private static Map<String, Object> gone(String what, String id) {
        Map<String, Object> fields = Docs.of("gone");
        fields.put("what", what);
        fields.put("id", id);
        return fields;
    }

    private static Map<String, String> marks(List<Doc> docs) {
        Map<String, String> marks = new LinkedHashMap<>();
        docs.forEach(doc -> marks.put(doc.name(), doc.mark()));
        return marks;
    }

    @Override
    public void close() {
        artifacts.close();
        store.close();
    }
}
