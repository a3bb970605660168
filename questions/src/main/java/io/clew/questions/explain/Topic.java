package io.clew.questions.explain;

import io.clew.model.answer.ExplainItem;
import java.util.List;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * Says what one key of an explanation answers, and what to say when nothing does.
 *
 * @param missing a sentence for people; null for a key that is left out when nothing answers it
 */
record Topic(
        Question question,
        String key,
        BiFunction<Scene, Origins, List<Answer>> answers,
        @Nullable String missing) {

    /** The six questions. */
    enum Question {
        WHO,
        WHAT,
        WHEN,
        WHERE,
        WHY,
        HOW
    }

    /** Returns the answers as items, or the one that says that there is none. */
    List<ExplainItem> items(Scene scene, Origins origins) {
        List<Answer> found = answers.apply(scene, origins);
        if (found.isEmpty() && missing != null) {
            return List.of(
                    new ExplainItem(
                            key, missing, ExplainItem.State.MISSING, null, List.of(), List.of()));
        }
        return found.stream().map(answer -> answer.item(key)).toList();
    }
}
