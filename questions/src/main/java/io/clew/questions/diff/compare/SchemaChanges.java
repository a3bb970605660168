package io.clew.questions.diff.compare;

import io.clew.model.Attributes;
import io.clew.model.Urn;
import io.clew.model.answer.Change;
import io.clew.questions.diff.align.Pair;
import io.clew.questions.diff.evidence.Facts;
import io.clew.questions.diff.past.Past;
import io.clew.questions.diff.past.Trait;
import io.clew.questions.diff.side.Thing;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@code schema}: columns that came, went or have another type. */
final class SchemaChanges {

    private SchemaChanges() {}

    static void find(Scene scene, Pair pair) {
        Facts before = scene.before(pair);
        Facts after = scene.after(pair);
        if (before.json(Attributes.SCHEMA) == null || after.json(Attributes.SCHEMA) == null) {
            before = scene.containerBefore(pair);
            after = scene.containerAfter(pair);
        }
        String json = before.json(Attributes.SCHEMA);
        if (json == null || json.equals(after.json(Attributes.SCHEMA))) {
            return;
        }
        Map<String, String> earlier = Columns.of(before);
        Map<String, String> later = Columns.of(after);
        if (earlier != null && later != null) {
            compare(scene, pair, earlier, later);
        }
    }

    private static void compare(
            Scene scene, Pair pair, Map<String, String> earlier, Map<String, String> later) {
        Urn dataset = scene.subject(pair);
        String name = Scene.name(dataset);
        earlier.forEach(
                (column, type) -> {
                    String now = later.get(column);
                    if (now == null) {
                        add(
                                scene,
                                pair,
                                column,
                                "removed",
                                column,
                                null,
                                "The column %s of %s is gone.".formatted(column, name));
                    } else if (!Columns.sameType(type, now)) {
                        add(
                                scene,
                                pair,
                                column,
                                "type",
                                type,
                                now,
                                "The column %s of %s went from %s to %s."
                                        .formatted(
                                                column, name, Words.said(type), Words.said(now)));
                    }
                });
        later.forEach(
                (column, type) -> {
                    if (!earlier.containsKey(column)) {
                        add(
                                scene,
                                pair,
                                column,
                                "added",
                                null,
                                column,
                                "The column %s of %s is new.".formatted(column, name));
                    }
                });
    }

    private static void add(
            Scene scene,
            Pair pair,
            String column,
            String field,
            @Nullable Object before,
            @Nullable Object after,
            String why) {
        scene.add(
                pair,
                Change.Kind.SCHEMA,
                Columns.urn(scene.subject(pair), column),
                field,
                before,
                after,
                why,
                trait(pair.after(), column));
    }

    private static @Nullable Trait trait(@Nullable Thing later, String column) {
        return later == null || !later.isContained()
                ? null
                : new Trait.OfVersions(later.container(), version -> type(version, column));
    }

    private static @Nullable Object type(Past.Version version, String column) {
        Map<String, String> columns = Columns.of(version.facts());
        return columns == null ? null : columns.getOrDefault(column, "(none)");
    }
}
