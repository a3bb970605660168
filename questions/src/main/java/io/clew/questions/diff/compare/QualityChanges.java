package io.clew.questions.diff.compare;

import io.clew.model.Attributes;
import io.clew.model.Urn;
import io.clew.model.answer.Change;
import io.clew.questions.diff.align.Pair;
import io.clew.questions.diff.evidence.Facts;
import io.clew.questions.diff.past.Past;
import io.clew.questions.diff.past.Trait;
import io.clew.questions.diff.side.Thing;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@code quality}, figures: how many rows there are, and how the values of columns lie. */
final class QualityChanges {

    private static final List<String> FIGURES = List.of("nulls", "distinct", "min", "max", "mean");

    /** What a number of rows may differ by where no past tells better: a tenth. */
    private static final double ROWS_SHARE = 0.1;

    /** What a figure may differ by: a share of how far the column's values lie apart. */
    private static final double WIDTH_SHARE = 0.05;

    private QualityChanges() {}

    static void find(Scene scene, Pair pair) {
        Facts before = scene.before(pair);
        Facts after = scene.after(pair);
        rows(scene, pair, before, after);
        String json = before.json(Attributes.QUALITY + "columns");
        if (json == null || json.equals(after.json(Attributes.QUALITY + "columns"))) {
            return;
        }
        Map<String, Map<?, ?>> later = Figures.columns(after);
        Figures.columns(before)
                .forEach(
                        (column, figures) -> {
                            Map<?, ?> now = later.get(column);
                            if (now != null && !now.equals(figures)) {
                                column(scene, pair, column, figures, now);
                            }
                        });
    }

    private static void rows(Scene scene, Pair pair, Facts before, Facts after) {
        Double earlier = Figures.rows(before);
        Double later = Figures.rows(after);
        if (earlier == null || later == null) {
            earlier = Figures.rows(scene.containerBefore(pair));
            later = Figures.rows(scene.containerAfter(pair));
        }
        if (earlier != null && later != null && !earlier.equals(later)) {
            add(
                    scene,
                    pair,
                    scene.subject(pair),
                    "rows",
                    number(earlier),
                    number(later),
                    "%s has %s rows instead of %s."
                            .formatted(
                                    Scene.name(scene.subject(pair)),
                                    Words.figure(later),
                                    Words.figure(earlier)),
                    figure(
                            pair,
                            version -> Figures.rows(version.facts()),
                            earlier,
                            later,
                            ROWS_SHARE * Math.abs(earlier)));
        }
    }

    private static void column(
            Scene scene, Pair pair, String column, Map<?, ?> before, Map<?, ?> after) {
        double width = Figures.width(before);
        for (String name : FIGURES) {
            Double earlier = Normal.number(before.get(name));
            Double later = Normal.number(after.get(name));
            if (earlier != null && later != null && !earlier.equals(later)) {
                add(
                        scene,
                        pair,
                        Columns.urn(scene.subject(pair), column),
                        name,
                        number(earlier),
                        number(later),
                        "The %s of the column %s of %s went from %s to %s."
                                .formatted(
                                        word(name),
                                        column,
                                        Scene.name(scene.subject(pair)),
                                        Words.figure(earlier),
                                        Words.figure(later)),
                        figure(
                                pair,
                                version -> Figures.of(version.facts(), column, name),
                                earlier,
                                later,
                                scale(name, width, earlier)));
            }
        }
        quantiles(scene, pair, column, before, after, width);
    }

    private static double scale(String figure, double width, double before) {
        return switch (figure) {
            case "nulls", "distinct" -> ROWS_SHARE * Math.abs(before) + 1;
            default ->
                    width > 0 ? WIDTH_SHARE * width : ROWS_SHARE * Math.max(Math.abs(before), 1e-9);
        };
    }

    /** Of all quantiles the one that moved most speaks for them. */
    private static void quantiles(
            Scene scene,
            Pair pair,
            String column,
            Map<?, ?> before,
            Map<?, ?> after,
            double width) {
        if (!(before.get("quantiles") instanceof Map<?, ?> earlier)
                || !(after.get("quantiles") instanceof Map<?, ?> later)
                || earlier.equals(later)) {
            return;
        }
        String most = null;
        double moved = 0;
        for (Map.Entry<?, ?> each : earlier.entrySet()) {
            Double one = Normal.number(each.getValue());
            Double other = Normal.number(later.get(each.getKey()));
            if (one != null && other != null && Math.abs(other - one) > moved) {
                moved = Math.abs(other - one);
                most = String.valueOf(each.getKey());
            }
        }
        if (most == null) {
            return;
        }
        String quantile = most;
        double from = java.util.Objects.requireNonNull(Normal.number(earlier.get(quantile)));
        double to = java.util.Objects.requireNonNull(Normal.number(later.get(quantile)));
        add(
                scene,
                pair,
                Columns.urn(scene.subject(pair), column),
                "quantiles",
                earlier,
                later,
                "The values of the column %s of %s lie elsewhere: the quantile %s went from %s to %s."
                        .formatted(
                                column,
                                Scene.name(scene.subject(pair)),
                                quantile,
                                Words.figure(from),
                                Words.figure(to)),
                figure(
                        pair,
                        version -> Figures.quantile(version.facts(), column, quantile),
                        from,
                        to,
                        scale("quantiles", width, from)));
    }

    private static void add(
            Scene scene,
            Pair pair,
            Urn subject,
            String field,
            Object before,
            Object after,
            String why,
            Trait trait) {
        scene.add(pair, Change.Kind.QUALITY, subject, field, before, after, why, trait);
    }

    private static Trait figure(
            Pair pair,
            Trait.Reading<Past.Version> reading,
            double before,
            double after,
            double scale) {
        Thing later = pair.after();
        return new Trait.Figure(
                later == null ? Thing.NONE : later.container(),
                reading,
                new Trait.Move(before, after, scale));
    }

    private static Object number(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e15 ? (Object) (long) value : value;
    }

    private static String word(String figure) {
        return switch (figure) {
            case "nulls" -> "number of nulls";
            case "distinct" -> "number of distinct values";
            case "min" -> "least value";
            case "max" -> "greatest value";
            default -> figure;
        };
    }

    /** Returns the column that a quality difference is about, or the dataset. */
    static @Nullable Urn column(Difference difference) {
        return difference.kind() == Change.Kind.QUALITY ? difference.subject() : null;
    }
}
