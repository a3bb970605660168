package io.clew.questions.diff;

import io.clew.questions.diff.align.Pair;
import io.clew.questions.diff.compare.Difference;
import io.clew.questions.diff.compare.Scene;
import io.clew.questions.diff.past.Histories;
import io.clew.questions.diff.past.History;
import io.clew.questions.diff.past.Trait;
import io.clew.questions.diff.rank.Ranking;
import io.clew.questions.diff.rank.Scored;
import io.clew.questions.diff.rank.Unrest;
import io.clew.questions.diff.side.Thing;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Scores all that differs by what is known of its past, which is read at once. */
final class Scoring {
    private Scoring() {}

    static List<Scored> score(Scene scene) {
        Histories histories = new Histories(scene.alignment().after(), scene.evidence());
        for (Difference difference : scene.found()) {
            Trait trait = difference.trait();
            if (trait != null) {
                histories.ask(trait, newer(trait, difference.pair()));
            }
        }
        histories.read();
        Map<Difference, History> pasts = new IdentityHashMap<>();
        Unrest.Gathering figures = new Unrest.Gathering();
        for (Difference difference : scene.found()) {
            Trait trait = difference.trait();
            History past = trait == null ? History.NONE : histories.of(trait);
            pasts.put(difference, past);
            Trait.Move move = trait == null ? null : trait.moved();
            if (move != null) {
                figures.add(difference.field(), move, past.values());
            }
        }
        Unrest unrest = figures.unrest();
        List<Scored> scored = new ArrayList<>(scene.found().size());
        for (Difference difference : scene.found()) {
            History past = pasts.getOrDefault(difference, History.NONE);
            scored.add(Ranking.score(difference, past, unrest));
        }
        return scored;
    }

    /** The past is what came before the newer of both. */
    private static List<Integer> newer(Trait trait, Pair pair) {
        Pair at = pair;
        while (at != null) {
            List<Integer> before = members(at.before(), trait);
            List<Integer> after = members(at.after(), trait);
            if (!before.isEmpty() || !after.isEmpty()) {
                return newest(before) > newest(after) ? before : after;
            }
            Pair.Step step = at.step();
            at = step == null ? null : step.from();
        }
        return List.of();
    }

    private static List<Integer> members(@Nullable Thing thing, Trait trait) {
        return thing == null || thing.container() != trait.container()
                ? List.of()
                : thing.nodes().stream().filter(node -> node != thing.container()).toList();
    }

    private static int newest(List<Integer> nodes) {
        return nodes.stream().mapToInt(Integer::intValue).max().orElse(0);
    }
}
