package io.clew.questions.diff;

import io.clew.model.answer.Change;
import io.clew.questions.diff.compare.Difference;
import io.clew.questions.diff.compare.Scene;
import io.clew.questions.diff.rank.Ranked;
import io.clew.questions.diff.rank.Scored;
import io.clew.questions.diff.side.Side;
import io.clew.questions.diff.text.TextDiffs;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Makes the answer's changes of what was ranked. */
final class Telling {
    private Telling() {}

    /** Longest text of a value where no detail is asked for. */
    private static final int BRIEF_CHARS_MAX = 1000;

    /**
     * Makes the changes of a page.
     *
     * @param start how many changes the pages before showed
     * @param end where the next page begins
     * @param full whether texts are shown whole and compared
     */
    static List<Change> changes(Ranked ranked, Scene scene, boolean full, int start, int end) {
        Map<Scored, Integer> ranks = new IdentityHashMap<>();
        for (Scored each : ranked.order()) {
            ranks.put(each, ranks.size() + 1);
        }
        List<Change> changes = new ArrayList<>(end - start);
        TextDiffs texts = full ? new TextDiffs() : null;
        for (int place = start; place < end; place++) {
            Scored each = ranked.order().get(place);
            Scored root = ranked.root(each);
            changes.add(
                    change(each, place + 1, root == null ? null : ranks.get(root), scene, texts));
        }
        return changes;
    }

    private static Change change(
            Scored scored,
            int rank,
            @Nullable Integer causedBy,
            Scene scene,
            @Nullable TextDiffs compared) {
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
                compared == null ? brief(found.before()) : whole(found, false),
                compared == null ? brief(found.after()) : whole(found, true),
                Paths.to(found.pair(), found.subject(), side),
                found.why(),
                causedBy,
                scored.factors(),
                compared == null || found.texts() == null ? null : compared.of(found.texts()));
    }

    private static @Nullable Object brief(@Nullable Object value) {
        return value instanceof String text && text.length() > BRIEF_CHARS_MAX
                ? text.substring(0, BRIEF_CHARS_MAX) + "…"
                : value;
    }

    /** Of code the texts themselves are shown, where they are known. */
    private static @Nullable Object whole(Difference found, boolean later) {
        Difference.Texts texts = found.texts();
        String text = texts == null ? null : later ? texts.after() : texts.before();
        return found.kind() == Change.Kind.CODE && text != null
                ? text
                : later ? found.after() : found.before();
    }

    /** Says in one sentence what the answer comes to. */
    static String summary(Ranked ranked) {
        long roots =
                ranked.order().stream()
                        .filter(each -> each.isMaterial() && ranked.root(each) == null)
                        .count();
        if (roots == 0) {
            return ranked.order().isEmpty()
                    ? "Nothing material changed."
                    : "Nothing material changed: what differs is incidental or differs each time.";
        }
        String first = ranked.order().getFirst().difference().why();
        return roots == 1
                ? "One thing changed that can move a prediction: " + first
                : roots + " things changed that can move a prediction. First: " + first;
    }
}
