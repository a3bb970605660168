package io.clew.questions.explain;

import io.clew.model.Attributes;
import io.clew.model.EdgeKind;
import io.clew.model.NodeKind;
import io.clew.questions.edge.Link;
import io.clew.questions.node.Value;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Answers where: machine, environment, storage, deployments. */
final class Places {

    private Places() {}

    /** Answers on which machine. */
    static List<Answer> host(Scene scene, Origins origins) {
        return scene.firstValue(origins.runs(), Attributes.HOST)
                .map(
                        host ->
                                List.of(
                                        Answer.of("Ran on %s.".formatted(host.text()))
                                                .at(host.at().at())
                                                .by(host)))
                .orElse(List.of());
    }

    /** Answers in which environment. */
    static List<Answer> environment(Scene scene, Origins origins) {
        return scene.causes(origins.runs(), EdgeKind.RAN_IN).stream()
                .map(link -> environment(scene, link))
                .toList();
    }

    private static Answer environment(Scene scene, Link link) {
        Optional<Value> python = scene.value(link.to(), Attributes.PYTHON);
        Optional<Value> engine = scene.value(link.to(), Attributes.ENGINE);
        return Answer.of(
                        "Ran in the %s%s%s."
                                .formatted(
                                        scene.causeName(link),
                                        python.map(p -> ", Python " + p.text()).orElse(""),
                                        engine.map(e -> ", " + e.text()).orElse("")))
                .about(link.edge().to())
                .at(link.edge().at())
                .by(link)
                .by(python.orElse(null))
                .by(engine.orElse(null));
    }

    /** Answers where the files are. */
    static List<Answer> storage(Scene scene, Origins origins) {
        Set<Integer> all = new LinkedHashSet<>(scene.self());
        all.addAll(origins.models());
        all.addAll(origins.runs());
        return scene.firstValue(all, Attributes.STORAGE)
                .map(
                        storage ->
                                List.of(
                                        Answer.of("Stored at %s.".formatted(storage.text()))
                                                .at(storage.at().at())
                                                .by(storage)))
                .orElse(List.of());
    }

    /** Answers where data lies: its source as its tool calls it, else its name. */
    static List<Answer> source(Scene scene, Origins origins) {
        return scene.firstValue(scene.self(), Attributes.SOURCE)
                .map(
                        source ->
                                List.of(
                                        Answer.of(
                                                        "Its source is %s."
                                                                .formatted(
                                                                        Words.shown(
                                                                                source.value())))
                                                .at(source.at().at())
                                                .by(source)))
                .orElseGet(() -> byName(scene));
    }

    private static List<Answer> byName(Scene scene) {
        boolean isStorage =
                (scene.kind() == NodeKind.DATASET || scene.kind() == NodeKind.DATASET_VERSION)
                        && scene.urn().segments().size() >= 2
                        && (scene.urn().segment(0).contains("://")
                                || scene.urn().segment(0).equals("file"));
        return isStorage
                ? List.of(
                        Answer.of(
                                "It lies at %s, in %s."
                                        .formatted(scene.urn().segment(0), scene.urn().segment(1))))
                : List.of();
    }

    /** Answers where a model serves. */
    static List<Answer> deployments(Scene scene, Origins origins) {
        Set<Integer> all = new LinkedHashSet<>(scene.self());
        if (scene.kind() == NodeKind.MODEL) {
            all.addAll(scene.versionsPointedTo(EdgeKind.DEPLOYS));
        }
        List<Answer> answers = new ArrayList<>();
        for (Link link : scene.effects(all, EdgeKind.DEPLOYS)) {
            answers.add(
                    Answer.of("Deployed as %s.".formatted(scene.effectName(link)))
                            .about(link.edge().from())
                            .at(link.edge().at())
                            .by(link));
        }
        return answers;
    }
}
