package io.clew.graph;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.TreeMap;

/** Counts what random questions came upon, so that a test that met nothing cannot pass. */
final class Tally {

    private final Map<String, Integer> counts = new TreeMap<>();

    void count(String what, boolean seen) {
        if (seen) {
            counts.merge(what, 1, Integer::sum);
        }
    }

    void assertThatEachWasSeen(int times, String... what) {
        System.out.println("came upon " + counts);
        for (String each : what) {
            assertThat(counts.getOrDefault(each, 0)).as(each).isGreaterThanOrEqualTo(times);
        }
    }
}
