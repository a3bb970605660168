package io.clew.questions.diff.rank;

import io.clew.questions.diff.past.Trait;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Says how much the figures of one answer moved in their past, beside what one would expect of
 * them.
 *
 * <p>Three versions of one table say little of what is natural for one figure. A hundred figures of
 * a pipeline say much of what is natural in that pipeline, so each kind of figure is judged by all
 * of its kind.
 */
public final class Unrest {

    /** Nothing is known: figures move as expected. */
    public static final Unrest UNKNOWN = new Unrest(Map.of());

    /** Fewer moves say nothing. */
    private static final int MOVES_LEAST = 6;

    /** Calm is never taken for calmer, since the past is short. */
    private static final double LEAST = 0.5;

    /** The quarter of figures that wander most says what is natural, since columns differ. */
    private static final double QUARTILE = 0.75;

    /** Turns that quartile of moves into their standard deviation, were they normal. */
    private static final double QUARTILE_TO_DEVIATION = 1 / 1.1503;

    private final Map<String, Double> byKind;

    private Unrest(Map<String, Double> byKind) {
        this.byKind = byKind;
    }

    /** Returns by what to multiply the scale of a figure; 1 where too little is known. */
    double of(String field) {
        return byKind.getOrDefault(kind(field), 1.0);
    }

    /** Figures that wander alike. */
    private static String kind(String field) {
        return switch (field) {
            case "mean", "quantiles" -> "level";
            case "min", "max" -> "end";
            default -> field;
        };
    }

    /** Gathers the pasts of figures. */
    public static final class Gathering {
        private final Map<String, List<Double>> moves = new HashMap<>();

        /** Adds the past of one figure, oldest value first. */
        public void add(String field, Trait.Move figure, List<Double> past) {
            if (figure.scale() > 0) {
                List<Double> all = moves.computeIfAbsent(kind(field), k -> new ArrayList<>());
                for (double move : Ranking.moves(past)) {
                    all.add(move / figure.scale());
                }
            }
        }

        /** Returns what the pasts come to. */
        public Unrest unrest() {
            Map<String, Double> byKind = new HashMap<>();
            moves.forEach(
                    (kind, all) -> {
                        if (all.size() >= MOVES_LEAST) {
                            all.sort(null);
                            double quartile = all.get((int) (QUARTILE * (all.size() - 1)));
                            double unrest = QUARTILE_TO_DEVIATION * quartile;
                            byKind.put(kind, Math.max(LEAST, unrest));
                        }
                    });
            return new Unrest(byKind);
        }
    }
}
