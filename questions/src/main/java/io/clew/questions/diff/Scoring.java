package io.clew.questions.diff;

import io.clew.questions.diff.align.Pair;
import io.clew.questions.diff.compare.Difference;
import io.clew.questions.diff.compare.Scene;
import io.clew.questions.diff.past.Histories;
import io.clew.questions.diff.past.History;
import io.clew.questions.diff.past.Trait;
import io.clew.questions.diff.rank.Ranking;
import io.clew.questions.diff.rank.Scored;
import io.clew.questions.diff.side.Thing;
import java.util.ArrayList;
import java.util.List;
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
        List<Scored> scored = new ArrayList<>(scene.found().size());
        for (Difference difference : scene.found()) {
            Trait trait = difference.trait();
            scored.add(
                    Ranking.score(
                            difference, trait == null ? History.NONE : histories.of(trait)));
        }
        return scored;
    }

    /** The past is what came before the newer of both. */
    private static int newer(Trait trait, Pair pair) {
        Pair at = pair;
        while (at != null) {
            int newest = Math.max(newest(at.before(), trait), newest(at.after(), trait));
            if (newest > 0) {
                return newest;
            }
            Pair.Step step = at.step();
            at = step == null ? null : step.from();
        }
        return Integer.MAX_VALUE;
    }

    private static int newest(@Nullable Thing thing, Trait trait) {
        return thing == null || thing.container() != trait.container()
                ? 0
                : thing.nodes().stream()
                        .filter(node -> node != thing.container())
                        .mapToInt(Integer::intValue)
                        .max()
                        .orElse(0);
    }
}
