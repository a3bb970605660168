package io.clew.questions.diff.effect;

import io.clew.model.Urn;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Holds what was measured of one thing on both sides.
 *
 * @param subject what has the metrics on the later side, else on the earlier
 * @param distance steps from the asked thing
 */
record Measured(Urn subject, int distance, Map<Metric, Double> before, Map<Metric, Double> after) {

    /**
     * Names a metric.
     *
     * @param dataset what it was measured on; null when nobody says
     */
    record Metric(String key, @Nullable Urn dataset) implements Comparable<Metric> {

        @Override
        public int compareTo(Metric other) {
            int byKey = key.compareTo(other.key);
            return byKey != 0
                    ? byKey
                    : String.valueOf(dataset).compareTo(String.valueOf(other.dataset));
        }
    }

    Measured(Urn subject, int distance) {
        this(subject, distance, new TreeMap<>(), new TreeMap<>());
    }
}
