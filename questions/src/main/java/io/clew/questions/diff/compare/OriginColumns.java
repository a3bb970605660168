package io.clew.questions.diff.compare;

import io.clew.commit.StoredValues;
import io.clew.model.Attributes;
import io.clew.questions.diff.align.Pair;
import io.clew.questions.diff.evidence.Evidence;
import io.clew.questions.diff.side.Side;
import io.clew.questions.diff.side.Thing;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads the figures of columns of a dataset that no known run makes: nobody tells versions of it,
 * so they are told of its columns, and what counts is when.
 */
final class OriginColumns {

    private final Evidence evidence;
    private final Side side;
    private final Map<String, Integer> nodes = new LinkedHashMap<>();
    private final long momentBefore;
    private final long momentAfter;

    OriginColumns(Scene scene, Pair pair) {
        this.evidence = scene.evidence();
        this.side = scene.alignment().after();
        this.momentBefore = scene.momentBefore(pair);
        this.momentAfter = scene.momentAfter(pair);
        Thing thing = pair.after();
        if (thing != null && thing.isContained()) {
            for (int column : side.columns(thing.container())) {
                nodes.putIfAbsent(side.urn(column).last(), column);
            }
        }
    }

    /** Returns the figures of the columns when the earlier side looked. */
    Map<String, Map<?, ?>> before() {
        return at(momentBefore);
    }

    /** Returns the figures of the columns when the later side looked. */
    Map<String, Map<?, ?>> after() {
        return at(momentAfter);
    }

    private Map<String, Map<?, ?>> at(long moment) {
        Map<String, Map<?, ?>> columns = new LinkedHashMap<>();
        nodes.forEach(
                (name, node) -> {
                    Map<String, Object> figures = figures(node, moment);
                    if (!figures.isEmpty()) {
                        columns.put(name, figures);
                    }
                });
        return columns;
    }

    private Map<String, Object> figures(int node, long moment) {
        Map<String, Object> figures = new HashMap<>();
        evidence.all(node, moment)
                .tailMap(Attributes.QUALITY)
                .forEach(
                        (key, json) -> {
                            Object value = StoredValues.read(json);
                            if (key.startsWith(Attributes.QUALITY) && value != null) {
                                figures.put(key.substring(Attributes.QUALITY.length()), value);
                            }
                        });
        return figures;
    }

    /** Returns what was told before and on the earlier side, oldest first. */
    List<Double> past(String column, Figures.Reading reading) {
        Integer node = nodes.get(column);
        List<Double> past = new ArrayList<>();
        if (node != null) {
            for (long moment : evidence.moments(node, Attributes.QUALITY, momentBefore)) {
                Double value = reading.of(figures(node, moment));
                if (value != null) {
                    past.add(value);
                }
            }
        }
        return past;
    }
}
