package io.clew.questions.diff.compare;

import io.clew.commit.StoredValues;
import io.clew.model.Attributes;
import io.clew.model.answer.Change;
import io.clew.questions.diff.align.Pair;
import io.clew.questions.diff.align.Role;
import io.clew.questions.diff.evidence.Facts;
import io.clew.questions.diff.side.Thing;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code schema}, {@code features}: the set of columns that a model was made from. */
final class FeatureChanges {

    /** Names of columns in a signature, which is a JSON list in a text. */
    private static final Pattern NAME =
            Pattern.compile("\"name\"\\s*:\\s*\"((?:[^\"\\\\]|\\\\.)*)\"");

    private FeatureChanges() {}

    static void find(Scene scene) {
        Map<Pair, List<Pair>> inputs = new HashMap<>();
        for (Pair pair : scene.alignment().pairs()) {
            Pair.Step step = pair.step();
            if (pair.role() == Role.DATA
                    && step != null
                    && step.from().role() == Role.RUN
                    && !pair.isLive()) {
                inputs.computeIfAbsent(step.from(), p -> new ArrayList<>()).add(pair);
            }
        }
        for (Pair pair : scene.alignment().pairs()) {
            if (pair.role() == Role.RUN
                    && pair.isWhole()
                    && !(pair.isSame() && scene.alignment().isOfSameClocks())
                    && isTraining(pair)) {
                compare(scene, pair, inputs.getOrDefault(pair, List.of()));
            }
        }
    }

    private static boolean isTraining(Pair run) {
        Pair.Step step = run.step();
        return step == null || step.from().role() == Role.MODEL;
    }

    private static void compare(Scene scene, Pair run, List<Pair> inputs) {
        Pair.Step step = run.step();
        Pair model = step == null ? run : step.from();
        SortedSet<String> before = signature(scene.before(model));
        SortedSet<String> after = signature(scene.after(model));
        if (before.isEmpty() || after.isEmpty()) {
            before = columns(scene, run, inputs, false);
            after = columns(scene, run, inputs, true);
        }
        if (before.isEmpty() || after.isEmpty() || before.equals(after)) {
            return;
        }
        SortedSet<String> added = new TreeSet<>(after);
        added.removeAll(before);
        SortedSet<String> gone = new TreeSet<>(before);
        gone.removeAll(after);
        scene.add(
                run,
                Change.Kind.SCHEMA,
                scene.node(run),
                "features",
                List.copyOf(before),
                List.copyOf(after),
                "%s used other columns%s%s."
                        .formatted(
                                Scene.name(scene.executor(run)),
                                added.isEmpty() ? "" : ": new " + listed(added),
                                gone.isEmpty()
                                        ? ""
                                        : (added.isEmpty() ? ": gone " : "; gone ") + listed(gone)),
                null);
    }

    private static String listed(SortedSet<String> names) {
        return Words.said(String.join(", ", names));
    }

    private static SortedSet<String> signature(Facts model) {
        SortedSet<String> names = new TreeSet<>();
        if (model.map(Attributes.SIGNATURE).get("inputs") instanceof String json) {
            Matcher found = NAME.matcher(json);
            while (found.find()) {
                names.add(found.group(1));
            }
        }
        return names;
    }

    private static SortedSet<String> columns(
            Scene scene, Pair run, List<Pair> inputs, boolean later) {
        SortedSet<String> names = new TreeSet<>();
        Thing reader = later ? run.after() : run.before();
        for (Pair input : inputs) {
            Thing used = later ? input.after() : input.before();
            if (reader != null && used != null) {
                names.addAll(columns(scene, input, reader, used, later));
            }
        }
        return names;
    }

    /** What those who told of the run say of the data is what it used of it, not all there is. */
    private static Set<String> columns(
            Scene scene, Pair input, Thing reader, Thing used, boolean later) {
        for (int node : used.nodes()) {
            String own =
                    scene.evidence()
                            .jsonBySpeakersOf(
                                    reader.first(), node, Attributes.SCHEMA, Long.MAX_VALUE);
            if (own != null) {
                return Columns.of(StoredValues.read(own)).keySet();
            }
        }
        Map<String, String> all = Columns.of(later ? scene.after(input) : scene.before(input));
        if (all == null) {
            all = Columns.of(later ? scene.containerAfter(input) : scene.containerBefore(input));
        }
        return all == null ? Set.of() : all.keySet();
    }
}
