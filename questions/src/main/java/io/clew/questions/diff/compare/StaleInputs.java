package io.clew.questions.diff.compare;

import io.clew.model.EdgeKind;
import io.clew.model.NodeKind;
import io.clew.model.Urn;
import io.clew.model.answer.Change;
import io.clew.questions.diff.align.Pair;
import io.clew.questions.diff.align.Role;
import io.clew.questions.diff.side.Completed;
import io.clew.questions.diff.side.Side;
import io.clew.questions.diff.side.Thing;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** {@code data}, {@code stale}: an older version was used although a newer one was there. */
final class StaleInputs {

    private StaleInputs() {}

    /** A use of a dataset by a run on one side. */
    private record Use(Pair pair, boolean later, Thing used, long startMillis) {}

    static void find(Scene scene) {
        List<Use> uses = new ArrayList<>();
        for (Pair pair : scene.alignment().pairs()) {
            Pair.Step step = pair.step();
            if (pair.role() == Role.DATA
                    && step != null
                    && step.from().role() == Role.RUN
                    && !pair.isLive()
                    && !(step.from().isSame() && scene.alignment().isOfSameClocks())
                    && DataChanges.isOneDataset(scene, pair)) {
                add(uses, scene, pair, step.from(), false);
                add(uses, scene, pair, step.from(), true);
            }
        }
        Map<Pair, Map<Boolean, String>> stale = stale(scene, uses);
        stale.forEach((pair, sides) -> compare(scene, pair, sides));
    }

    private static void add(List<Use> uses, Scene scene, Pair pair, Pair run, boolean later) {
        Thing used = later ? pair.after() : pair.before();
        Thing reader = later ? run.after() : run.before();
        Side side = later ? scene.alignment().after() : scene.alignment().before();
        Long start = reader == null ? null : scene.started(reader, side);
        if (used != null && used.isContained() && start != null && isMade(scene, used, later)) {
            uses.add(new Use(pair, later, used, start));
        }
    }

    /** Only what some run made can be older than what another made. */
    private static boolean isMade(Scene scene, Thing used, boolean later) {
        Side side = later ? scene.alignment().after() : scene.alignment().before();
        return used.nodes().stream()
                .anyMatch(
                        node ->
                                scene.urn(node).kind() == NodeKind.DATASET_VERSION
                                        && side.container(node, EdgeKind.GENERATED_BY, NodeKind.RUN)
                                                != Thing.NONE);
    }

    private static Map<Pair, Map<Boolean, String>> stale(Scene scene, List<Use> uses) {
        Map<Completed.Asked, Completed.Version> newest =
                Completed.newest(
                        scene.work(),
                        uses.stream()
                                .map(use -> asked(scene, use))
                                .flatMap(List::stream)
                                .distinct()
                                .toList());
        Map<Use, Completed.Version> others = new LinkedHashMap<>();
        Set<Integer> used = new LinkedHashSet<>();
        for (Use use : uses) {
            Completed.Version best = null;
            for (Completed.Asked asked : asked(scene, use)) {
                Completed.Version one = newest.get(asked);
                best = best == null || (one != null && one.millis() > best.millis()) ? one : best;
            }
            if (best != null && !use.used().nodes().contains(best.node())) {
                others.put(use, best);
                used.addAll(use.used().nodes());
            }
        }
        Map<Integer, Long> completed = Completed.when(scene.work(), used);
        Map<Pair, Map<Boolean, String>> stale = new LinkedHashMap<>();
        others.forEach(
                (use, best) -> {
                    OptionalLong own =
                            use.used().nodes().stream()
                                    .map(completed::get)
                                    .filter(Objects::nonNull)
                                    .mapToLong(Long::longValue)
                                    .max();
                    if (own.isPresent() && own.getAsLong() < best.millis()) {
                        stale.computeIfAbsent(use.pair(), p -> new HashMap<>())
                                .put(use.later(), name(scene, best.node()));
                    }
                });
        return stale;
    }

    private static List<Completed.Asked> asked(Scene scene, Use use) {
        Side side = use.later() ? scene.alignment().after() : scene.alignment().before();
        return side.names(use.used().container()).stream()
                .map(name -> new Completed.Asked(name, use.startMillis()))
                .toList();
    }

    private static String name(Scene scene, int version) {
        return scene.urn(version).last();
    }

    private static void compare(Scene scene, Pair pair, Map<Boolean, String> stale) {
        Thing earlier = pair.before();
        Thing later = pair.after();
        boolean was = stale.containsKey(false);
        boolean is = stale.containsKey(true);
        if (was == is || earlier == null || later == null) {
            return;
        }
        Urn dataset = scene.subject(pair);
        scene.add(
                pair,
                Change.Kind.DATA,
                dataset,
                "stale",
                told(scene, earlier, stale.get(false)),
                told(scene, later, stale.get(true)),
                is
                        ? "An old version of %s was read, %s, although %s was there."
                                .formatted(
                                        Scene.name(dataset),
                                        Words.brief(name(scene, later.first())),
                                        Words.brief(stale.get(true)))
                        : "The newest version of %s was read; before it was an old one, %s."
                                .formatted(
                                        Scene.name(dataset),
                                        Words.brief(name(scene, earlier.first()))),
                null);
    }

    private static Map<String, Object> told(Scene scene, Thing used, @Nullable String newer) {
        Map<String, Object> told = new LinkedHashMap<>();
        told.put("version", name(scene, used.first()));
        told.put("stale", newer != null);
        if (newer != null) {
            told.put("newer", newer);
        }
        return told;
    }
}
