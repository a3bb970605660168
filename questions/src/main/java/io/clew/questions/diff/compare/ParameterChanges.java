package io.clew.questions.diff.compare;

import io.clew.commit.StoredValues;
import io.clew.model.Attributes;
import io.clew.model.Urn;
import io.clew.model.answer.Change;
import io.clew.questions.diff.align.Pair;
import io.clew.questions.diff.align.Role;
import io.clew.questions.diff.evidence.Facts;
import io.clew.questions.diff.past.Trait;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** {@code parameter}: settings of a run, seeds and splits among them. */
final class ParameterChanges {

    private ParameterChanges() {}

    static void find(Scene scene, Pair pair) {
        Pair.Step step = pair.step();
        Pair model = step != null && step.from().role() == Role.MODEL ? step.from() : null;
        compare(
                scene,
                pair,
                params(scene.before(pair), model == null ? Facts.NONE : scene.before(model)),
                params(scene.after(pair), model == null ? Facts.NONE : scene.after(model)));
    }

    /** Compares the parameters of a model that no run is known of. */
    static void ofModel(Scene scene, Pair pair) {
        compare(
                scene,
                pair,
                params(scene.before(pair), Facts.NONE),
                params(scene.after(pair), Facts.NONE));
    }

    private static SortedMap<String, String> params(Facts run, Facts model) {
        SortedMap<String, String> params = new TreeMap<>(model.family(Attributes.PARAM));
        params.putAll(run.family(Attributes.PARAM));
        return params;
    }

    private static void compare(
            Scene scene,
            Pair pair,
            SortedMap<String, String> before,
            SortedMap<String, String> after) {
        if (before.equals(after)) {
            return;
        }
        SortedSet<String> names = new TreeSet<>(before.keySet());
        names.addAll(after.keySet());
        for (String name : names) {
            Object one = StoredValues.read(before.get(name));
            Object other = StoredValues.read(after.get(name));
            if (!Normal.same(one, other)) {
                add(scene, pair, name, one, other);
            }
        }
    }

    private static void add(
            Scene scene, Pair pair, String name, @Nullable Object before, @Nullable Object after) {
        Urn run = scene.node(pair);
        boolean incidental = Incidental.parameter(name);
        scene.add(
                pair,
                incidental ? Change.Kind.ANNOTATION : Change.Kind.PARAMETER,
                run,
                name,
                before,
                after,
                "The parameter %s of %s %s."
                        .formatted(
                                name, Scene.name(scene.executor(pair)), Words.went(before, after)),
                trait(scene.job(pair), name));
    }

    private static @Nullable Trait trait(@Nullable Integer job, String name) {
        return job == null
                ? null
                : new Trait.OfRuns(
                        job,
                        run -> {
                            Object value = run.facts().value(Attributes.PARAM + name);
                            return value == null ? "(none)" : Normal.plain(value);
                        });
    }
}
