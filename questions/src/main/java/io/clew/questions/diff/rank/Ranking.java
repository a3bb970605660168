package io.clew.questions.diff.rank;

import io.clew.questions.diff.compare.Difference;
import io.clew.questions.diff.past.History;
import io.clew.questions.diff.past.Trait;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Scores differences: {@code score = base × near × rare × size}, each from 0 to 1.
 *
 * <p>{@code base} says what a change of this kind can do to a prediction; {@code near} falls with
 * the steps between the asked thing and the change; {@code rare} falls with how often the same
 * property changed in this job's or dataset's past; {@code size} says how great the change is
 * beside what is natural. From {@link #MATERIAL} on a change is material. The same table is
 * explained in {@code docs/decisions/diff-ranking.md}.
 */
public final class Ranking {

    /** Score from which a change can have moved a prediction. */
    public static final double MATERIAL = 0.5;

    /** Loss of {@code near} with each step: {@code 1 / (1 + steps × this)}. */
    private static final double NEAR_LOSS = 0.03;

    /** What remains of {@code rare} where a property changed in every step of its past. */
    private static final double RARE_LEAST = 0.3;

    /** Steps without history count as this many, of which {@link #PRIOR_CHANGES} were changes. */
    private static final double PRIOR_STEPS = 1.5;

    private static final double PRIOR_CHANGES = 0.15;

    /** A figure that moved by this many times its natural spread has most of its size. */
    private static final double SIZE_SPREADS = 4;

    /** A natural spread is never taken for less than this part of what no past would allow. */
    private static final double SPREAD_LEAST = 0.2;

    /** Turns a median distance into a standard deviation, were it a normal distribution. */
    private static final double MEDIAN_TO_DEVIATION = 1.4826;

    private Ranking() {}

    /** Scores a difference by what it is, where it is, and how it behaved in the past. */
    public static Scored score(Difference difference, History history) {
        Map<String, Double> factors = new LinkedHashMap<>();
        factors.put("base", base(difference));
        factors.put("near", near(difference.pair().distance()));
        Trait trait = difference.trait();
        Trait.Move move = trait == null ? null : trait.moved();
        if (move != null) {
            factors.put("rare", 1.0);
            factors.put("size", size(move, history.values()));
        } else {
            factors.put("rare", rare(history));
            factors.put("size", difference.strength());
        }
        double score = 1;
        for (double factor : factors.values()) {
            score *= factor;
        }
        return new Scored(difference, Math.clamp(score, 0, 1), factors);
    }

    private static double base(Difference difference) {
        return switch (difference.kind()) {
            case MODEL -> difference.field().equals("version") ? 1.0 : 0.97;
            case ALGORITHM -> difference.field().equals("estimator") ? 1.0 : 0.85;
            case SCHEMA ->
                    switch (difference.field()) {
                        case "type" -> 0.97;
                        case "features" -> 0.96;
                        case "removed" -> 0.94;
                        default -> 0.86;
                    };
            case TRANSFORMATION -> 0.96;
            case QUALITY ->
                    switch (difference.field()) {
                        case "assertion" -> 0.95;
                        case "mean", "quantiles" -> 0.94;
                        case "min", "max", "nulls" -> 0.92;
                        case "rows" -> 0.88;
                        default -> 0.86;
                    };
            case CODE ->
                    switch (difference.field()) {
                        case "sql" -> 0.97;
                        case "source", "entry-point" -> 0.92;
                        case "dirty" -> 0.9;
                        default -> 0.86;
                    };
            case DATA ->
                    switch (difference.field()) {
                        case "source" -> 0.97;
                        case "stale" -> 0.93;
                        case "digest" -> 0.84;
                        default -> 0.78;
                    };
            case PARAMETER -> 0.95;
            case UPSTREAM_RUN -> 0.9;
            case PACKAGE -> 0.86;
            case ENVIRONMENT ->
                    switch (difference.field()) {
                        case "python", "java", "engine" -> 0.84;
                        case "hardware" -> 0.72;
                        default -> 0.78;
                    };
            case ANNOTATION -> 0.2;
        };
    }

    private static double near(int steps) {
        return 1 / (1 + NEAR_LOSS * steps);
    }

    private static double rare(History history) {
        double rate = (history.changes() + PRIOR_CHANGES) / (history.steps() + PRIOR_STEPS);
        return 1 - (1 - RARE_LEAST) * Math.clamp(rate, 0, 1);
    }

    /** Compares a move with the moves of the past, and with what would be natural without one. */
    private static double size(Trait.Move move, List<Double> past) {
        double spreads = Math.abs(move.after() - move.before()) / spread(move.scale(), past);
        return 1 - Math.exp(-Math.pow(spreads / SIZE_SPREADS, 2));
    }

    private static double spread(double scale, List<Double> past) {
        double least = Math.max(scale * SPREAD_LEAST, 1e-12);
        if (past.size() < 3) {
            return Math.max(scale, 1e-12);
        }
        List<Double> moves = new ArrayList<>();
        double middle = median(past);
        List<Double> distances = new ArrayList<>();
        for (int i = 0; i < past.size(); i++) {
            distances.add(Math.abs(past.get(i) - middle));
            if (i > 0) {
                moves.add(Math.abs(past.get(i) - past.get(i - 1)));
            }
        }
        double natural = MEDIAN_TO_DEVIATION * Math.max(median(moves), median(distances));
        double doubt = 1 + 2.0 / past.size();
        return Math.max(least, natural * doubt);
    }

    private static double median(List<Double> values) {
        List<Double> sorted = values.stream().sorted().toList();
        int half = sorted.size() / 2;
        return sorted.size() % 2 == 1
                ? sorted.get(half)
                : (sorted.get(half - 1) + sorted.get(half)) / 2;
    }
}
