package io.clew.questions.diff;

import io.clew.model.answer.Change;
import io.clew.questions.diff.compare.Difference;
import io.clew.questions.diff.compare.Scene;
import io.clew.questions.diff.rank.Ranked;
import io.clew.questions.diff.rank.Scored;
import io.clew.questions.diff.side.Side;
import io.clew.questions.diff.text.TextDiff;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Makes the answer's changes of what was ranked. */
final class Telling {
    private Telling() {}

    static List<Change> changes(Ranked ranked, Scene scene, boolean full) {
        Map<Scored, Integer> ranks = new IdentityHashMap<>();
        for (Scored each : ranked.order()) {
            ranks.put(each, ranks.size() + 1);
        }
        List<Change> changes = new ArrayList<>(ranks.size());
        for (Scored each : ranked.order()) {
            Scored root = ranked.root(each);
            changes.add(
                    change(
                            each,
                            changes.size() + 1,
                            root == null ? null : ranks.get(root),
                            scene,
                            full));
        }
        return changes;
    }

    private static Change change(
            Scored scored, int rank, @Nullable Integer causedBy, Scene scene, boolean full) {
        Difference found = scored.difference();
        Side side =
                found.pair().after() == null
                        ? scene.alignment().before()
                        : scene.alignment().after();
        return new Change(
                rank,
                scored.score(),
                found.way(),
                found.kind(),
                found.subject(),
                found.subjectBefore(),
                found.field(),
                found.before(),
                found.after(),
                Paths.to(found.pair(), found.subject(), side),
                found.why(),
                causedBy,
                scored.factors(),
                full ? text(found) : null);
    }

    private static @Nullable String text(Difference found) {
        Difference.Texts texts = found.texts();
        return texts == null ? null : TextDiff.unified(texts.before(), texts.after());
    }

    /** Says in one sentence what the answer comes to. */
    static String summary(Ranked ranked, List<Change> changes) {
        long roots =
                ranked.order().stream()
                        .filter(each -> each.isMaterial() && ranked.root(each) == null)
                        .count();
        if (roots == 0) {
            return changes.isEmpty()
                    ? "Nothing material changed."
                    : "Nothing material changed: what differs is incidental or differs each time.";
        }
        String first = changes.getFirst().why();
        return roots == 1
                ? "One thing changed that can move a prediction: " + first
                : roots + " things changed that can move a prediction. First: " + first;
    }
}
