package io.clew.questions.diff.compare;

import io.clew.model.Attributes;
import io.clew.model.Urn;
import io.clew.model.answer.Change;
import io.clew.questions.diff.align.Pair;
import io.clew.questions.diff.evidence.Facts;
import io.clew.questions.diff.past.Past;
import io.clew.questions.diff.past.Trait;
import io.clew.questions.diff.side.Thing;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** {@code quality}, figures: how many rows there are, and how the values of columns lie. */
final class QualityChanges {

    private static final List<String> TOLD = List.of("distinct", "min", "max", "mean");

    /** What rows, distinct values and the ends of a range may differ by: a tenth. */
    private static final double TENTH = 0.1;

    /** Nulls as a share of the rows, where these are told; else they are counted. */
    private static final String NULL_SHARE = "null share";

    /** What a share of nulls may differ by besides: one of a hundred rows. */
    private static final double NULLS_SHARE = 0.01;

    /** What a mean or quantile may differ by: a part of itself. */
    private static final double LEVEL_SHARE = 0.05;

    /** That part is no less than this part of the width of the middle of the values. */
    private static final double WIDTH_LEAST = 0.02;

    /** Nor is it more than this part. */
    private static final double WIDTH_MOST = 0.1;

    private QualityChanges() {}

    /** Says how the past of a column's figure is known. */
    private interface Pasts {
        Trait of(String column, Figures.Reading reading, double before, double after, double scale);
    }

    static void find(Scene scene, Pair pair) {
        Facts before = scene.before(pair);
        Facts after = scene.after(pair);
        rows(scene, pair, before, after);
        String key = Attributes.QUALITY + "columns";
        if (before.json(key) != null && after.json(key) != null) {
            if (!Objects.equals(before.json(key), after.json(key))) {
                columns(
                        scene,
                        pair,
                        Figures.columns(before),
                        Figures.columns(after),
                        (column, reading, one, other, scale) ->
                                figure(
                                        pair,
                                        version -> Figures.of(version.facts(), column, reading),
                                        one,
                                        other,
                                        scale));
            }
        } else if (before.json(key) == null && after.json(key) == null) {
            OriginColumns origin = new OriginColumns(scene, pair);
            columns(
                    scene,
                    pair,
                    origin.before(),
                    origin.after(),
                    (column, reading, one, other, scale) ->
                            new Trait.Series(
                                    Thing.NONE,
                                    origin.past(column, reading),
                                    new Trait.Move(one, other, scale)));
        }
    }

    private static void columns(
            Scene scene,
            Pair pair,
            Map<String, Map<?, ?>> before,
            Map<String, Map<?, ?>> after,
            Pasts pasts) {
        before.forEach(
                (column, figures) -> {
                    Map<?, ?> now = after.get(column);
                    if (now != null && !now.equals(figures)) {
                        column(scene, pair, column, figures, now, pasts);
                    }
                });
    }

    private static void rows(Scene scene, Pair pair, Facts before, Facts after) {
        Double earlier = Figures.rows(before);
        Double later = Figures.rows(after);
        if (earlier != null && later != null) {
            double scale = TENTH * Math.abs(earlier);
            Trait.Reading<Past.Version> reading = version -> Figures.rows(version.facts());
            rows(scene, pair, earlier, later, figure(pair, reading, earlier, later, scale));
            return;
        }
        earlier = Figures.rows(scene.containerBefore(pair));
        later = Figures.rows(scene.containerAfter(pair));
        if (earlier != null && later != null) {
            double scale = TENTH * Math.abs(earlier);
            List<Double> past = pastRows(scene, pair);
            rows(
                    scene,
                    pair,
                    earlier,
                    later,
                    new Trait.Series(Thing.NONE, past, new Trait.Move(earlier, later, scale)));
        }
    }

    private static void rows(Scene scene, Pair pair, double earlier, double later, Trait trait) {
        if (earlier != later) {
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
                    trait);
        }
    }

    private static List<Double> pastRows(Scene scene, Pair pair) {
        Thing thing = pair.after();
        List<Double> past = new ArrayList<>();
        if (thing != null && thing.isContained()) {
            List<Integer> dataset = List.of(thing.container());
            String key = Attributes.QUALITY + "rows";
            long until = scene.momentBefore(pair);
            for (long moment : scene.evidence().moments(thing.container(), key, until)) {
                Double rows = Figures.rows(Facts.of(scene.evidence(), dataset, moment));
                if (rows != null) {
                    past.add(rows);
                }
            }
        }
        return past;
    }

    private static void column(
            Scene scene, Pair pair, String column, Map<?, ?> before, Map<?, ?> after, Pasts pasts) {
        double width = Figures.width(before);
        for (String name : TOLD) {
            if (!name.equals("distinct") || !Figures.isKey(before) || !Figures.isKey(after)) {
                Double earlier = Normal.number(before.get(name));
                double scale = earlier == null ? 0 : scale(name, width, earlier, before);
                Figures.Reading reading = Figures.told(name);
                compare(scene, pair, column, name, before, after, reading, scale, pasts);
            }
        }
        Double share = Figures.nullShare(before);
        if (share != null && Figures.nullShare(after) != null) {
            double scale = NULLS_SHARE + TENTH * share;
            Figures.Reading reading = Figures::nullShare;
            compare(scene, pair, column, NULL_SHARE, before, after, reading, scale, pasts);
        } else {
            Double nulls = Normal.number(before.get("nulls"));
            double scale = nulls == null ? 0 : TENTH * nulls + 1;
            Figures.Reading reading = Figures.told("nulls");
            compare(scene, pair, column, "nulls", before, after, reading, scale, pasts);
        }
        quantiles(scene, pair, column, before, after, width, pasts);
    }

    private static void compare(
            Scene scene,
            Pair pair,
            String column,
            String name,
            Map<?, ?> before,
            Map<?, ?> after,
            Figures.Reading reading,
            double scale,
            Pasts pasts) {
        Double earlier = reading.of(before);
        Double later = reading.of(after);
        if (earlier != null && later != null && !earlier.equals(later)) {
            add(
                    scene,
                    pair,
                    Columns.urn(scene.subject(pair), column),
                    name.equals(NULL_SHARE) ? "nulls" : name,
                    number(earlier),
                    number(later),
                    "The %s of the column %s of %s went from %s to %s."
                            .formatted(
                                    word(name),
                                    column,
                                    Scene.name(scene.subject(pair)),
                                    Words.figure(earlier),
                                    Words.figure(later)),
                    pasts.of(column, reading, earlier, later, scale));
        }
    }

    private static double scale(String figure, double width, double before, Map<?, ?> figures) {
        return switch (figure) {
            case "distinct" -> TENTH * Math.abs(before) + 1;
            case "min", "max" -> {
                double range = Figures.range(figures);
                yield range > 0 ? TENTH * range : TENTH * Math.max(Math.abs(before), 1e-9);
            }
            default ->
                    width > 0
                            ? Math.clamp(
                                    LEVEL_SHARE * Math.abs(before),
                                    WIDTH_LEAST * width,
                                    WIDTH_MOST * width)
                            : LEVEL_SHARE * Math.max(Math.abs(before), 1e-9);
        };
    }

    /** Of all quantiles the one that moved most speaks for them. */
    private static void quantiles(
            Scene scene,
            Pair pair,
            String column,
            Map<?, ?> before,
            Map<?, ?> after,
            double width,
            Pasts pasts) {
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
        double from = Objects.requireNonNull(Normal.number(earlier.get(quantile)));
        double to = Objects.requireNonNull(Normal.number(later.get(quantile)));
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
                pasts.of(
                        column,
                        Figures.quantile(quantile),
                        from,
                        to,
                        scale("quantiles", width, from, before)));
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
            case NULL_SHARE -> "share of nulls";
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
