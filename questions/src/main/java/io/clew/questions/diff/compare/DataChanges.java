package io.clew.questions.diff.compare;

import io.clew.model.Attributes;
import io.clew.model.NodeKind;
import io.clew.model.Urn;
import io.clew.model.answer.Change;
import io.clew.questions.diff.align.Pair;
import io.clew.questions.diff.align.Role;
import io.clew.questions.diff.evidence.Facts;
import io.clew.questions.diff.past.Past;
import io.clew.questions.diff.past.Trait;
import io.clew.questions.diff.side.Side;
import io.clew.questions.diff.side.Thing;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** {@code data}: another content or version of a dataset, another table, more or fewer inputs. */
final class DataChanges {

    private static final String BY_RUN = "run-";
    private static final String BY_PRODUCER = "v-";

    private DataChanges() {}

    static void find(Scene scene, Pair pair) {
        Thing earlier = pair.before();
        Thing later = pair.after();
        if (earlier == null || later == null) {
            input(scene, pair);
        } else if (isReplaced(scene, earlier, later)) {
            replaced(scene, pair, earlier, later);
        } else {
            content(scene, pair, earlier, later);
        }
    }

    /** Says whether both sides of a pair are the same dataset, so that contents compare. */
    static boolean isOneDataset(Scene scene, Pair pair) {
        Thing earlier = pair.before();
        Thing later = pair.after();
        return earlier != null && later != null && !isReplaced(scene, earlier, later);
    }

    private static boolean isReplaced(Scene scene, Thing earlier, Thing later) {
        return earlier.isContained()
                && later.isContained()
                && scene.alignment().before().canonical(earlier.container())
                        != scene.alignment().after().canonical(later.container());
    }

    private static void input(Scene scene, Pair pair) {
        if (pair.isLive()) {
            return;
        }
        Urn dataset = scene.subject(pair);
        String name = Scene.name(dataset);
        boolean added = pair.before() == null;
        scene.add(
                pair,
                Change.Kind.DATA,
                dataset,
                "source",
                added ? null : name,
                added ? name : null,
                added
                        ? "The input %s is new; nothing was read in its place before."
                                .formatted(name)
                        : "The input %s is no longer read.".formatted(name),
                null);
    }

    private static void replaced(Scene scene, Pair pair, Thing earlier, Thing later) {
        Urn from = scene.urn(earlier.container());
        Urn to = scene.urn(later.container());
        scene.add(
                new Difference(
                        pair,
                        Change.Kind.DATA,
                        Change.Way.CHANGED,
                        to,
                        from,
                        "source",
                        "",
                        Scene.name(from),
                        Scene.name(to),
                        1,
                        "%s is read in the place of %s."
                                .formatted(Scene.name(to), Scene.name(from)),
                        null,
                        null));
    }

    private static void content(Scene scene, Pair pair, Thing earlier, Thing later) {
        Facts before = scene.before(pair);
        Facts after = scene.after(pair);
        String digestBefore = before.text(Attributes.DIGEST);
        String digestAfter = after.text(Attributes.DIGEST);
        if (digestBefore != null && digestAfter != null) {
            if (!digestBefore.equals(digestAfter)) {
                Urn dataset = scene.subject(pair);
                scene.add(
                        pair,
                        Change.Kind.DATA,
                        dataset,
                        "digest",
                        digestBefore,
                        digestAfter,
                        "The content of %s is another: its digest went from %s to %s."
                                .formatted(
                                        Scene.name(dataset),
                                        Words.brief(digestBefore),
                                        Words.brief(digestAfter)),
                        trait(later, DataChanges::digest));
            }
            return;
        }
        String versionBefore = version(scene, earlier);
        String versionAfter = version(scene, later);
        if (versionBefore != null
                && versionAfter != null
                && !versionBefore.equals(versionAfter)
                && !isEqualContent(before, after)) {
            Urn dataset = scene.subject(pair);
            scene.add(
                    pair,
                    Change.Kind.DATA,
                    dataset,
                    "version",
                    versionBefore,
                    versionAfter,
                    "Another version of %s was read: %s instead of %s."
                            .formatted(
                                    Scene.name(dataset),
                                    Words.brief(versionAfter),
                                    Words.brief(versionBefore)),
                    trait(later, DataChanges::named));
        }
    }

    private static @Nullable Object digest(Past.Version version) {
        String digest = version.facts().text(Attributes.DIGEST);
        return digest == null ? named(version) : digest;
    }

    private static @Nullable Object named(Past.Version version) {
        return version.name().startsWith(BY_RUN) ? null : version.name();
    }

    private static @Nullable Trait trait(Thing later, Trait.Reading<Past.Version> reading) {
        return later.isContained() ? new Trait.OfVersions(later.container(), reading) : null;
    }

    /**
     * Returns the name that a producer or a digest gave the version; null where only the run that
     * made it gives one, which says nothing of the content.
     */
    private static @Nullable String version(Scene scene, Thing thing) {
        Side side = scene.alignment().after();
        for (int node : thing.nodes()) {
            if (side.kind(node) == NodeKind.DATASET_VERSION && !side.isNamedLike(node, BY_RUN)) {
                String name = side.urn(node).last();
                return name.startsWith(BY_PRODUCER) ? name.substring(BY_PRODUCER.length()) : name;
            }
        }
        return null;
    }

    /** A new version that holds just what the one before held is only a new name. */
    private static boolean isEqualContent(Facts before, Facts after) {
        SortedMap<String, String> one = measured(before);
        return one.containsKey("columns") && Objects.equals(one, measured(after));
    }

    private static SortedMap<String, String> measured(Facts facts) {
        SortedMap<String, String> measured = new TreeMap<>(facts.family(Attributes.QUALITY));
        measured.remove("updated");
        return measured;
    }

    /** Says what a file or value that a run used became. */
    static void artifact(Scene scene, Pair pair) {
        if (pair.role() != Role.ARTIFACT) {
            return;
        }
        Urn subject = scene.node(pair);
        String before = scene.before(pair).text(Attributes.DIGEST);
        String after = scene.after(pair).text(Attributes.DIGEST);
        if (!pair.isWhole()) {
            boolean added = pair.before() == null;
            scene.add(
                    pair,
                    Change.Kind.DATA,
                    subject,
                    "source",
                    added ? null : Scene.name(subject),
                    added ? Scene.name(subject) : null,
                    added
                            ? "The file %s is read and was not before."
                                    .formatted(Scene.name(subject))
                            : "The file %s is no longer read.".formatted(Scene.name(subject)),
                    null);
        } else if (before != null && after != null && !before.equals(after)) {
            scene.add(
                    pair,
                    Change.Kind.DATA,
                    subject,
                    "digest",
                    before,
                    after,
                    "The content of the file %s is another.".formatted(Scene.name(subject)),
                    null);
        }
    }
}
