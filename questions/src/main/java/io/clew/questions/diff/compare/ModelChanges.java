package io.clew.questions.diff.compare;

import io.clew.model.Attributes;
import io.clew.model.Urn;
import io.clew.model.answer.Change;
import io.clew.questions.diff.align.Pair;
import io.clew.questions.diff.align.Role;
import io.clew.questions.diff.evidence.Facts;
import io.clew.questions.diff.past.Trait;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code model}: what a model was made from, and which version stands behind a name. */
final class ModelChanges {

    private ModelChanges() {}

    /** Compares what a run or model tells that it was made from. */
    static void baseName(Scene scene, Pair pair) {
        String before = scene.before(pair).text(Attributes.BASE_MODEL);
        String after = scene.after(pair).text(Attributes.BASE_MODEL);
        if (pair.isWhole() && (before != null || after != null) && !Normal.same(before, after)) {
            Integer job = pair.role() == Role.RUN ? scene.job(pair) : null;
            scene.add(
                    pair,
                    Change.Kind.MODEL,
                    scene.node(pair),
                    "base-model",
                    before,
                    after,
                    "The base model %s.".formatted(Words.went(before, after)),
                    job == null
                            ? null
                            : new Trait.OfRuns(
                                    job, run -> run.facts().json(Attributes.BASE_MODEL)));
        }
    }

    /** Compares a model that a run used, or that a deployment serves. */
    static void used(Scene scene, Pair pair) {
        Pair.Step step = pair.step();
        if (step == null || pair.isSame()) {
            return;
        }
        Pair by = step.from();
        if (by.role() == Role.DEPLOYMENT) {
            version(scene, pair, by);
        } else if (by.role() == Role.RUN && !isEqual(scene.before(pair), scene.after(pair))) {
            String before = pair.before() == null ? null : label(scene, pair.before().first());
            String after = pair.after() == null ? null : label(scene, pair.after().first());
            scene.add(
                    pair,
                    Change.Kind.MODEL,
                    scene.node(by),
                    "base-model",
                    before,
                    after,
                    before == null
                            ? "%s began from the model %s, and from none before."
                                    .formatted(Scene.name(scene.executor(by)), after)
                            : after == null
                                    ? "%s no longer uses the model %s."
                                            .formatted(Scene.name(scene.executor(by)), before)
                                    : "%s used another model: %s instead of %s."
                                            .formatted(
                                                    Scene.name(scene.executor(by)), after, before),
                    null);
        }
    }

    private static String label(Scene scene, int node) {
        Urn urn = scene.urn(node);
        Object name =
                Facts.of(scene.evidence(), List.of(node), Long.MAX_VALUE).value(Attributes.NAME);
        return name instanceof String text && !Scene.name(urn).contains(text)
                ? text + " " + Scene.name(urn)
                : Scene.name(urn);
    }

    private static boolean isEqual(Facts before, Facts after) {
        String one = before.text(Attributes.MANIFEST_DIGEST);
        return one != null && one.equals(after.text(Attributes.MANIFEST_DIGEST));
    }

    /** Compares which version a deployment serves, or an alias or model means. */
    static void version(Scene scene, Pair pair, Pair name) {
        if (pair.before() == null || pair.after() == null) {
            return;
        }
        Urn before = scene.urn(pair.before().first());
        Urn after = scene.urn(pair.after().first());
        Urn subject = name == pair ? after : scene.node(name);
        scene.add(
                new Difference(
                        pair,
                        Change.Kind.MODEL,
                        Change.Way.CHANGED,
                        subject,
                        name == pair ? before : null,
                        "version",
                        "",
                        Scene.name(before),
                        Scene.name(after),
                        1,
                        "Another version stands behind the name: %s instead of %s."
                                .formatted(Scene.name(after), Scene.name(before)),
                        null,
                        null));
    }

    /** Says that the asked name means another version. */
    static void asked(Scene scene, @Nullable Pair pair) {
        if (pair != null && pair.role() == Role.MODEL && pair.step() == null && !pair.isSame()) {
            version(scene, pair, pair);
        }
    }
}
