package io.clew.questions.diff.compare;

import io.clew.model.Urn;
import io.clew.model.answer.Change;
import io.clew.questions.diff.align.Pair;
import io.clew.questions.diff.align.Role;
import io.clew.questions.diff.evidence.Derivations;
import io.clew.questions.diff.side.Side;
import io.clew.questions.diff.side.Thing;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** {@code transformation}: columns that are made of others, or otherwise, than before. */
final class TransformationChanges {

    /** Columns that are looked at in one answer; wide tables have a thousand. */
    private static final int COLUMNS_MAX = 200_000;

    private static final int TEXT_CHARS_MAX = 200;

    private TransformationChanges() {}

    /** Two moments at which the columns of a dataset are compared. */
    private record Moments(Pair pair, long before, long after) {}

    static void find(Scene scene) {
        Map<Integer, Moments> columns = new LinkedHashMap<>();
        Map<Pair, Pair> makers = makers(scene);
        long since = Long.MAX_VALUE;
        Side side = scene.alignment().after();
        for (Pair pair : scene.alignment().pairs()) {
            Thing later = pair.after();
            if (pair.role() == Role.DATA
                    && later != null
                    && later.isContained()
                    && DataChanges.isOneDataset(scene, pair)) {
                Pair maker = makers.getOrDefault(pair, pair);
                long before = scene.momentBefore(maker);
                long after = scene.momentAfter(maker);
                if (before != after && columns.size() >= COLUMNS_MAX) {
                    scene.work()
                            .left()
                            .note("more than " + COLUMNS_MAX + " columns", later.first());
                } else if (before != after) {
                    since = Math.min(since, Math.min(before, after));
                    for (int column : side.columns(later.container())) {
                        if (side.isDerived(column)) {
                            columns.putIfAbsent(column, new Moments(pair, before, after));
                        }
                    }
                }
            }
        }
        Derivations derivations = Derivations.of(scene.work(), columns.keySet(), since);
        for (int column : derivations.columns()) {
            Moments moments = columns.get(column);
            if (moments != null) {
                compare(scene, moments, column, derivations);
            }
        }
    }

    /** What was told of columns was told by the run that made the data. */
    private static Map<Pair, Pair> makers(Scene scene) {
        Map<Pair, Pair> makers = new HashMap<>();
        if (!scene.isOfTwoTimes()) {
            for (Pair pair : scene.alignment().pairs()) {
                Pair.Step step = pair.step();
                if (pair.role() == Role.RUN
                        && pair.isWhole()
                        && step != null
                        && step.from().role() == Role.DATA) {
                    makers.putIfAbsent(step.from(), pair);
                }
            }
        }
        return makers;
    }

    private static void compare(Scene scene, Moments moments, int column, Derivations derivations) {
        Map<Integer, List<Object>> before = derivations.at(column, moments.before());
        Map<Integer, List<Object>> after = derivations.at(column, moments.after());
        if (before.isEmpty() || after.isEmpty() || before.equals(after)) {
            return;
        }
        Urn subject = scene.urn(column);
        scene.add(
                moments.pair(),
                Change.Kind.TRANSFORMATION,
                subject,
                "transformation",
                told(scene, before),
                told(scene, after),
                why(scene, subject, before, after),
                null);
    }

    private static List<Map<String, Object>> told(Scene scene, Map<Integer, List<Object>> from) {
        List<Map<String, Object>> told = new ArrayList<>();
        from.forEach(
                (cause, transformations) -> {
                    Map<String, Object> one = new LinkedHashMap<>();
                    one.put("from", scene.urn(cause).toString());
                    one.put("transformations", transformations);
                    told.add(one);
                });
        return told;
    }

    private static String why(
            Scene scene,
            Urn column,
            Map<Integer, List<Object>> before,
            Map<Integer, List<Object>> after) {
        Set<Integer> added = new LinkedHashSet<>(after.keySet());
        added.removeAll(before.keySet());
        Set<Integer> gone = new LinkedHashSet<>(before.keySet());
        gone.removeAll(after.keySet());
        String name = Scene.name(column);
        if (!added.isEmpty()) {
            return "%s is made of %s too."
                    .formatted(name, Scene.name(scene.urn(added.iterator().next())));
        }
        if (!gone.isEmpty()) {
            return "%s is no longer made of %s."
                    .formatted(name, Scene.name(scene.urn(gone.iterator().next())));
        }
        for (Map.Entry<Integer, List<Object>> each : after.entrySet()) {
            List<Object> was = before.get(each.getKey());
            if (was != null && !was.equals(each.getValue())) {
                return "%s is made of %s in another way: %s instead of %s."
                        .formatted(
                                name,
                                Scene.name(scene.urn(each.getKey())),
                                said(each.getValue()),
                                said(was));
            }
        }
        return "%s is made in another way.".formatted(name);
    }

    private static String said(List<Object> transformations) {
        List<String> all = new ArrayList<>();
        for (Object each : transformations) {
            if (each instanceof Map<?, ?> map) {
                Object text =
                        map.get("description") instanceof String description
                                        && !description.isEmpty()
                                ? description
                                : map.get("subtype") == null ? map.get("type") : map.get("subtype");
                all.add(String.valueOf(text));
            }
        }
        String text = all.isEmpty() ? "in a way that nobody told" : String.join(", ", all);
        return text.length() <= TEXT_CHARS_MAX ? text : text.substring(0, TEXT_CHARS_MAX) + "…";
    }
}
