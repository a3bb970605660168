package io.clew.questions.explain;

import io.clew.model.Attributes;
import io.clew.model.EdgeKind;
import io.clew.model.NodeKind;
import io.clew.questions.edge.Link;
import io.clew.questions.metrics.LatestPoints;
import io.clew.questions.node.Value;
import io.clew.store.metrics.MetricPoint;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Answers what: the algorithm, the parameters, the metrics, the models that training began from,
 * and what could not be read.
 */
final class Training {

    private Training() {}

    /** Answers which algorithm, else which flavors the model has. */
    static List<Answer> algorithm(Scene scene, Origins origins) {
        List<Answer> answers = new ArrayList<>();
        Set<Integer> all = new LinkedHashSet<>(origins.runs());
        all.addAll(origins.models());
        scene.firstValue(all, Attributes.ALGORITHM)
                .ifPresent(
                        algorithm ->
                                answers.add(
                                        Answer.of(
                                                        "The algorithm is %s."
                                                                .formatted(algorithm.text()))
                                                .by(algorithm)));
        scene.firstValue(origins.models(), Attributes.FLAVORS)
                .ifPresent(
                        flavors ->
                                answers.add(
                                        Answer.of(
                                                        "The model was saved as %s."
                                                                .formatted(list(flavors)))
                                                .by(flavors)));
        return answers;
    }

    private static String list(Value value) {
        return value.value() instanceof List<?> list
                ? Words.listed(list.stream().map(String::valueOf).toList())
                : Words.shown(value.value());
    }

    /** Answers what the producers of the runs say that they could not read lineage from. */
    static List<Answer> notRead(Scene scene, Origins origins) {
        List<Answer> answers = new ArrayList<>();
        for (int run : origins.runs()) {
            scene.value(run, Attributes.EXTRACTION_ERROR)
                    .ifPresent(
                            error ->
                                    answers.add(
                                            Answer.of(
                                                            "Of %s the %s: inputs or outputs may be missing."
                                                                    .formatted(
                                                                            scene.name(
                                                                                    run,
                                                                                    scene.urn(run)),
                                                                            error.text()))
                                                    .about(scene.urn(run))
                                                    .at(error.at().at())
                                                    .by(error)));
        }
        return answers;
    }

    /** Answers with which parameters. */
    static List<Answer> parameters(Scene scene, Origins origins) {
        Set<Integer> all = new LinkedHashSet<>(origins.runs());
        all.addAll(origins.models());
        scene.load(all);
        SortedMap<String, Value> parameters = scene.family(all, Attributes.PARAM);
        if (parameters.isEmpty()) {
            return List.of();
        }
        return List.of(
                Answer.of(
                                "%s: %s."
                                        .formatted(
                                                Words.count(parameters.size(), "parameter"),
                                                Words.listed(parameters)))
                        .by(parameters.values()));
    }

    /** Answers with the newest value of each metric of the runs. */
    static List<Answer> metrics(Scene scene, Origins origins) {
        SortedMap<String, Double> metrics = new TreeMap<>();
        long newest = Long.MIN_VALUE;
        Map<Integer, List<MetricPoint>> latest =
                LatestPoints.of(scene.db(), origins.runs(), scene.clocks().asOfMillis());
        for (int run : origins.runs()) {
            for (MetricPoint point : latest.getOrDefault(run, List.of())) {
                metrics.putIfAbsent(point.key(), point.value());
                newest = Math.max(newest, point.timestampMillis());
            }
        }
        if (metrics.isEmpty()) {
            return List.of();
        }
        return List.of(
                Answer.of(
                                "%s: %s."
                                        .formatted(
                                                Words.count(metrics.size(), "metric"),
                                                Words.listed(
                                                        metrics,
                                                        (name, value) -> name + " = " + value)))
                        .at(java.time.Instant.ofEpochMilli(newest)));
    }

    /** Answers which other models went in: those that a run used or the model was made from. */
    static List<Answer> baseModel(Scene scene, Origins origins) {
        List<Link> links = new ArrayList<>(scene.causes(origins.runs(), EdgeKind.USED));
        links.addAll(scene.causes(origins.models(), EdgeKind.DERIVED_FROM));
        return links.stream()
                .filter(link -> isModel(link.edge().to().kind()))
                .filter(link -> !origins.models().contains(link.to()))
                .map(
                        link ->
                                Answer.of(
                                                "%s used the model %s."
                                                        .formatted(
                                                                scene.effectName(link),
                                                                scene.causeName(link)))
                                        .about(link.edge().to())
                                        .at(link.edge().at())
                                        .by(link))
                .toList();
    }

    private static boolean isModel(NodeKind kind) {
        return kind == NodeKind.LOGGED_MODEL || kind == NodeKind.MODEL_VERSION;
    }
}
