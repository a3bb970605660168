package io.clew.questions.diff.compare;

import io.clew.commit.StoredValues;
import io.clew.model.Attributes;
import io.clew.model.Urn;
import io.clew.model.answer.Change;
import io.clew.questions.diff.align.Pair;
import io.clew.questions.diff.past.Trait;
import io.clew.questions.diff.side.Thing;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** {@code quality}, assertions: checks on data whose result flipped. */
final class AssertionChanges {

    private AssertionChanges() {}

    static void find(Scene scene, Pair pair) {
        SortedMap<String, String> before = scene.before(pair).family(Attributes.ASSERTION);
        SortedMap<String, String> after = scene.after(pair).family(Attributes.ASSERTION);
        SortedMap<String, String> lastingBefore =
                new TreeMap<>(scene.containerBefore(pair).family(Attributes.ASSERTION));
        SortedMap<String, String> lastingAfter =
                new TreeMap<>(scene.containerAfter(pair).family(Attributes.ASSERTION));
        SortedSet<String> keys = new TreeSet<>(before.keySet());
        keys.addAll(after.keySet());
        keys.addAll(lastingBefore.keySet());
        keys.addAll(lastingAfter.keySet());
        for (String key : keys) {
            boolean versioned = before.containsKey(key) && after.containsKey(key);
            String one = versioned ? before.get(key) : lastingBefore.get(key);
            String other = versioned ? after.get(key) : lastingAfter.get(key);
            flip(scene, pair, key, one, other, versioned);
        }
    }

    private static void flip(
            Scene scene,
            Pair pair,
            String key,
            @Nullable String before,
            @Nullable String after,
            boolean versioned) {
        Map<?, ?> later = map(after);
        Object held = map(before).get("success");
        Object holds = later.get("success");
        boolean news = before == null && Boolean.FALSE.equals(holds);
        if (!(holds instanceof Boolean) || holds.equals(held) || (held == null && !news)) {
            return;
        }
        Urn dataset = scene.subject(pair);
        Object column = later.get("column");
        Urn subject = column instanceof String name ? Columns.urn(dataset, name) : dataset;
        String what = String.valueOf(later.get("assertion") == null ? key : later.get("assertion"));
        scene.add(
                new Difference(
                        pair,
                        Change.Kind.QUALITY,
                        Difference.way(held, holds),
                        subject,
                        null,
                        "assertion",
                        key,
                        said(what, held),
                        said(what, holds),
                        Boolean.FALSE.equals(holds) ? 1 : 0.8,
                        "The check %s on %s %s."
                                .formatted(
                                        what,
                                        Scene.name(subject),
                                        Boolean.FALSE.equals(holds)
                                                ? news ? "fails, and is new" : "held and now fails"
                                                : "failed and now holds"),
                        versioned ? trait(pair.after(), key) : null,
                        null));
    }

    private static @Nullable Object said(String what, @Nullable Object success) {
        return success == null ? null : Map.of("assertion", what, "success", success);
    }

    private static @Nullable Trait trait(@Nullable Thing later, String key) {
        return later == null || !later.isContained()
                ? null
                : new Trait.OfVersions(
                        later.container(),
                        version ->
                                map(version.facts().json(Attributes.ASSERTION + key))
                                        .get("success"));
    }

    private static Map<?, ?> map(@Nullable String json) {
        return StoredValues.read(json) instanceof Map<?, ?> map ? map : Map.of();
    }
}
