package io.clew.questions.diff.rank;

import io.clew.model.answer.Change;
import io.clew.questions.diff.compare.Difference;
import io.clew.questions.diff.past.Trait;
import java.util.Map;

/**
 * Holds a difference with its score.
 *
 * @param factors what the score is the product of, by name
 */
public record Scored(Difference difference, double score, Map<String, Double> factors) {

    /** Says whether it can move a prediction. */
    public boolean isMaterial() {
        return score >= Ranking.MATERIAL && !isIncidental();
    }

    /** Says whether it is only said about things. */
    public boolean isIncidental() {
        return difference.kind() == Change.Kind.ANNOTATION;
    }

    /** Says whether it is a figure that moved no more than it does by nature. */
    public boolean isNatural() {
        Trait trait = difference.trait();
        return trait != null
                && trait.moved() != null
                && factors.getOrDefault("size", 1.0) < Ranking.NATURAL;
    }
}
