package io.clew.questions.diff.compare;

import io.clew.commit.StoredValues;
import io.clew.model.Attributes;
import io.clew.model.Urn;
import io.clew.model.answer.Change;
import io.clew.questions.diff.align.Pair;
import io.clew.questions.diff.align.Role;
import io.clew.questions.diff.evidence.Facts;
import io.clew.questions.diff.past.Trait;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * {@code package} and {@code environment}: versions of packages, of what ran them, and variables.
 */
final class EnvironmentChanges {

    /** What an environment's node may tell beside its packages and engine. */
    private static final List<String> FIELDS =
            List.of(Attributes.PYTHON, "java", "image", "hardware");

    private static final String NONE = "(none)";
    private static final String IMAGE = "image";

    /** By which MLflow Projects tell the image that a run ran in, the exact one first. */
    private static final List<String> IMAGE_TAGS =
            List.of(
                    Attributes.TAG + "mlflow.docker.image.id",
                    Attributes.TAG + "mlflow.docker.image.uri");

    private EnvironmentChanges() {}

    /** Compares what the runs themselves tell. */
    static void ofRun(Scene scene, Pair pair) {
        Facts before = scene.before(pair);
        Facts after = scene.after(pair);
        field(scene, pair, pair, Attributes.ENGINE, before, after);
        field(scene, pair, pair, IMAGE, before, after);
        field(scene, pair, pair, "hardware", before, after);
        variables(scene, pair, before, after);
    }

    /** Compares what they ran in; the pair is that of the environments. */
    static void ofEnvironment(Scene scene, Pair pair) {
        if (!pair.isWhole()) {
            return;
        }
        Pair run = pair.nearest(Role.RUN);
        Facts before = scene.before(pair);
        Facts after = scene.after(pair);
        for (String field : FIELDS) {
            field(scene, pair, run, field, before, after);
        }
        if (run == null
                || scene.before(run).json(Attributes.ENGINE) == null
                || scene.after(run).json(Attributes.ENGINE) == null) {
            field(scene, pair, run, Attributes.ENGINE, before, after);
        }
        packages(scene, pair, run, before, after);
    }

    private static void field(
            Scene scene, Pair pair, @Nullable Pair run, String field, Facts before, Facts after) {
        String earlier = text(before, field);
        String later = text(after, field);
        if (earlier == null || later == null || Normal.same(earlier, later)) {
            return;
        }
        Integer job = run == null ? null : scene.job(run);
        scene.add(
                pair,
                Change.Kind.ENVIRONMENT,
                scene.node(pair),
                field,
                earlier,
                later,
                "%s ran on %s instead of %s."
                        .formatted(who(scene, run), named(field, later), named(field, earlier)),
                job == null
                        ? null
                        : new Trait.OfRuns(
                                job, past -> value(past.facts(), past.environment(), field)));
    }

    private static @Nullable Object value(Facts run, Facts environment, String field) {
        String own = text(run, field);
        return own == null ? text(environment, field) : own;
    }

    private static @Nullable String text(Facts facts, String field) {
        String text = facts.text(field);
        if (text == null && field.equals(IMAGE)) {
            for (String tag : IMAGE_TAGS) {
                text = text == null ? facts.text(tag) : text;
            }
        }
        return text;
    }

    private static String named(String field, String value) {
        return switch (field) {
            case Attributes.PYTHON -> "Python " + value;
            case "java" -> "Java " + value;
            default -> value;
        };
    }

    private static String who(Scene scene, @Nullable Pair run) {
        return run == null ? "It" : Scene.name(scene.executor(run));
    }

    private static void variables(Scene scene, Pair pair, Facts before, Facts after) {
        SortedMap<String, String> one = before.family(Attributes.ENV);
        SortedMap<String, String> other = after.family(Attributes.ENV);
        if (one.isEmpty() || other.isEmpty() || one.equals(other)) {
            return;
        }
        SortedSet<String> names = new TreeSet<>(one.keySet());
        names.addAll(other.keySet());
        Integer job = scene.job(pair);
        for (String name : names) {
            Object earlier = StoredValues.read(one.get(name));
            Object later = StoredValues.read(other.get(name));
            if (Incidental.differsAlways(name) || Normal.same(earlier, later)) {
                continue;
            }
            boolean incidental = Incidental.variable(name);
            scene.add(
                    pair,
                    incidental ? Change.Kind.ANNOTATION : Change.Kind.ENVIRONMENT,
                    scene.node(pair),
                    "env:" + name,
                    earlier,
                    later,
                    "The environment variable %s of %s %s."
                            .formatted(name, who(scene, pair), Words.went(earlier, later)),
                    job == null
                            ? null
                            : new Trait.OfRuns(
                                    job,
                                    past -> {
                                        Object value = past.facts().value(Attributes.ENV + name);
                                        return value == null ? NONE : Normal.plain(value);
                                    }));
        }
    }

    private static void packages(
            Scene scene, Pair pair, @Nullable Pair run, Facts before, Facts after) {
        String json = before.json(Attributes.PACKAGES);
        if (json == null
                || after.json(Attributes.PACKAGES) == null
                || json.equals(after.json(Attributes.PACKAGES))) {
            return;
        }
        Map<?, ?> one = before.map(Attributes.PACKAGES);
        Map<?, ?> other = after.map(Attributes.PACKAGES);
        SortedMap<String, String> names = new TreeMap<>();
        one.keySet().forEach(name -> names.put(String.valueOf(name), ""));
        other.keySet().forEach(name -> names.put(String.valueOf(name), ""));
        Integer job = run == null ? null : scene.job(run);
        Difference.Texts texts = new Difference.Texts(listing(one), listing(other));
        Urn environment = scene.node(pair);
        for (String name : names.keySet()) {
            Object earlier = one.get(name);
            Object later = other.get(name);
            if (!java.util.Objects.equals(earlier, later)) {
                scene.add(
                        new Difference(
                                pair,
                                Change.Kind.PACKAGE,
                                Difference.way(earlier, later),
                                environment,
                                scene.nodeBefore(pair),
                                name,
                                "",
                                earlier,
                                later,
                                Versions.strength(earlier, later),
                                why(who(scene, run), name, earlier, later),
                                job == null
                                        ? null
                                        : new Trait.OfRuns(
                                                job, past -> version(past.environment(), name)),
                                texts));
            }
        }
    }

    private static @Nullable Object version(Facts environment, String name) {
        Map<?, ?> packages = environment.map(Attributes.PACKAGES);
        return packages.isEmpty() ? null : String.valueOf(packages.get(name));
    }

    private static String why(
            String who, String name, @Nullable Object before, @Nullable Object after) {
        if (before == null) {
            return "%s ran with the package %s %s, which it did not have before."
                    .formatted(who, name, Words.said(after));
        }
        return after == null
                ? "%s ran without the package %s, which it had before.".formatted(who, name)
                : "%s ran with %s %s instead of %s."
                        .formatted(who, name, Words.said(after), Words.said(before));
    }

    private static String listing(Map<?, ?> packages) {
        StringBuilder out = new StringBuilder();
        new TreeMap<>(packages)
                .forEach(
                        (name, version) ->
                                out.append(name).append(' ').append(version).append('\n'));
        return out.toString();
    }
}
