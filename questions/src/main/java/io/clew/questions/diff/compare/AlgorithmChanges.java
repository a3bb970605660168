package io.clew.questions.diff.compare;

import io.clew.model.Attributes;
import io.clew.model.answer.Change;
import io.clew.questions.diff.align.Pair;
import io.clew.questions.diff.align.Role;
import io.clew.questions.diff.past.Trait;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** {@code algorithm}: the estimator's class, and the flavors in which the model was saved. */
final class AlgorithmChanges {

    /** Flavors that every model has, whatever made it. */
    private static final List<String> EVERYWHERE = List.of("python_function");

    private AlgorithmChanges() {}

    static void find(Scene scene, Pair pair) {
        estimator(scene, pair);
        Pair.Step step = pair.step();
        Pair of = step != null && step.from().role() == Role.MODEL ? step.from() : pair;
        flavors(scene, pair, of);
    }

    private static void estimator(Scene scene, Pair pair) {
        String before = scene.before(pair).text(Attributes.ALGORITHM);
        String after = scene.after(pair).text(Attributes.ALGORITHM);
        if (before != null && after != null && !before.equals(after)) {
            Integer job = scene.job(pair);
            scene.add(
                    pair,
                    Change.Kind.ALGORITHM,
                    scene.node(pair),
                    "estimator",
                    before,
                    after,
                    "%s fits %s instead of %s."
                            .formatted(
                                    Scene.name(scene.executor(pair)),
                                    Words.said(after),
                                    Words.said(before)),
                    job == null
                            ? null
                            : new Trait.OfRuns(job, run -> run.facts().json(Attributes.ALGORITHM)));
        }
    }

    /**
     * Compares how a model was saved.
     *
     * @param pair the run that made it, or the model where no run is known
     * @param model what has the flavors
     */
    static void flavors(Scene scene, Pair pair, Pair model) {
        List<String> before = list(scene.before(model).value(Attributes.FLAVORS));
        List<String> after = list(scene.after(model).value(Attributes.FLAVORS));
        if (!before.isEmpty() && !after.isEmpty() && !before.equals(after)) {
            scene.add(
                    pair,
                    Change.Kind.ALGORITHM,
                    scene.node(pair),
                    "flavor",
                    before,
                    after,
                    "The model was saved as %s instead of %s."
                            .formatted(String.join(", ", after), String.join(", ", before)),
                    null);
        }
    }

    private static List<String> list(@Nullable Object value) {
        if (!(value instanceof List<?> list)) {
            return List.of();
        }
        TreeSet<String> names = new TreeSet<>();
        list.forEach(each -> names.add(String.valueOf(each)));
        EVERYWHERE.forEach(names::remove);
        return List.copyOf(names);
    }
}
