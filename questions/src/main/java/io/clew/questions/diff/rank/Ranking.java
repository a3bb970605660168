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

    /** Size below which a figure did not change: it wanders that far by itself. */
    static final double NATURAL = 0.2;

    /** Loss of {@code near} with each step: {@code 1 / (1 + steps × this)}. */
    private static final double NEAR_LOSS = 0.03;

    /** Steps beyond these count no more: distance puts in order, it does not acquit. */
    private static final int NEAR_STEPS_MAX = 16;

    /** What remains of {@code rare} where a property changed in every step of its past. */
    private static final double RARE_LEAST = 0.2;

    /** Doubt about a past: it counts as this many steps more than it has. */
    private static final double RARE_DOUBT = 0.5;

    /** What of {@link #RARE_DOUBT} counts as changes. */
    private static final double RARE_DOUBT_CHANGES = 0.05;

    /** A figure that moved by this many times its natural spread has two thirds of its size. */
    private static final double SIZE_SPREADS = 5;

    /**
     * What is natural for figures of its kind counts as much as this many steps of its own past.
     */
    private static final double NATURAL_STEPS = 4;

    /** Steps of a past of which the greatest is left out: one earlier change is no habit. */
    private static final int STEPS_FOR_OUTLIER = 4;

    private Ranking() {}

    /**
     * Scores a difference by what it is, where it is, and how it behaved in the past.
     *
     * @param unrest how much figures of this pipeline move from one time to the next
     */
    public static Scored score(Difference difference, History history, Unrest unrest) {
        Map<String, Double> factors = new LinkedHashMap<>();
        factors.put("base", base(difference));
        factors.put("near", near(difference.pair().distance()));
        Trait trait = difference.trait();
        Trait.Move move = trait == null ? null : trait.moved();
        if (move != null) {
            factors.put("rare", 1.0);
            factors.put("size", size(difference.field(), move, history.values(), unrest));
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
        return 1 / (1 + NEAR_LOSS * Math.min(steps, NEAR_STEPS_MAX));
    }

    private static double rare(History history) {
        double rate = (history.changes() + RARE_DOUBT_CHANGES) / (history.steps() + RARE_DOUBT);
        return 1 - (1 - RARE_LEAST) * Math.clamp(rate, 0, 1);
    }

    /** Compares a move with the moves of the past, and with what is natural for such figures. */
    private static double size(String field, Trait.Move move, List<Double> past, Unrest unrest) {
        if (field.equals("min") && isBelowZeroNow(move, past)) {
            return 1;
        }
        double far = Math.abs(move.after() - move.before());
        if (past.size() > 2) {
            far = Math.min(far, Math.abs(move.after() - median(past)));
        }
        double natural = natural(move.scale() * unrest.of(field), moves(past));
        return 1 - Math.exp(-Math.pow(far / natural / SIZE_SPREADS, 2));
    }

    /** A value of a sign that was never there is no matter of degree, such as −1 for "unknown". */
    private static boolean isBelowZeroNow(Trait.Move move, List<Double> past) {
        return move.after() < 0
                && move.before() >= 0
                && past.stream().allMatch(value -> value >= 0);
    }

    /** Joins what is natural for figures of this kind with the figure's own moves. */
    private static double natural(double usual, List<Double> moves) {
        double sum = NATURAL_STEPS * usual * usual;
        for (double move : moves) {
            sum += move * move;
        }
        return Math.max(Math.sqrt(sum / (NATURAL_STEPS + moves.size())), Double.MIN_NORMAL);
    }

    /** Returns how far a figure moved in each step of its past, the least first. */
    static List<Double> moves(List<Double> past) {
        List<Double> moves = new ArrayList<>();
        for (int i = 1; i < past.size(); i++) {
            moves.add(Math.abs(past.get(i) - past.get(i - 1)));
        }
        moves.sort(null);
        return moves.size() >= STEPS_FOR_OUTLIER ? moves.subList(0, moves.size() - 1) : moves;
    }

    private static double median(List<Double> values) {
        List<Double> sorted = values.stream().sorted().toList();
        int half = sorted.size() / 2;
        return sorted.size() % 2 == 1
                ? sorted.get(half)
                : (sorted.get(half - 1) + sorted.get(half)) / 2;
    }
}
