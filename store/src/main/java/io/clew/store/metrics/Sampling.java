package io.clew.store.metrics;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeSet;
import java.util.stream.LongStream;

/** Picks steps at even distances; see {@link MetricStore#sampled}. */
final class Sampling {
    private Sampling() {}

    static Map<Integer, List<MetricPoint>> of(
            Map<Integer, Points> all, String key, long stepFirst, long stepLast, int stepsMax) {
        if (stepsMax < 1) {
            throw new IllegalArgumentException("at least one step is picked");
        }
        long[] steps =
                all.values().stream()
                        .flatMapToLong(Sampling::steps)
                        .filter(step -> step >= stepFirst && step <= stepLast)
                        .sorted()
                        .distinct()
                        .toArray();
        NavigableSet<Long> picked = pick(steps, stepsMax);
        for (Points points : all.values()) {
            if (points.size() > 0) {
                picked.add(points.step(0));
                picked.add(points.step(points.size() - 1));
            }
        }
        Map<Integer, List<MetricPoint>> sampled = new LinkedHashMap<>();
        all.forEach(
                (node, points) -> {
                    List<MetricPoint> chosen = new ArrayList<>();
                    for (int i = 0; i < points.size(); i++) {
                        long step = points.step(i);
                        if (step >= stepFirst && step <= stepLast && picked.contains(step)) {
                            chosen.add(points.point(key, i));
                        }
                    }
                    sampled.put(node, chosen);
                });
        return sampled;
    }

    private static LongStream steps(Points points) {
        return LongStream.range(0, points.size()).map(i -> points.step((int) i));
    }

    private static NavigableSet<Long> pick(long[] steps, int stepsMax) {
        NavigableSet<Long> picked = new TreeSet<>();
        if (steps.length <= stepsMax) {
            LongStream.of(steps).forEach(picked::add);
            return picked;
        }
        double distance = (double) steps.length / stepsMax;
        for (int i = 0; i < stepsMax; i++) {
            picked.add(steps[(int) (i * distance)]);
        }
        picked.add(steps[steps.length - 1]);
        return picked;
    }
}
