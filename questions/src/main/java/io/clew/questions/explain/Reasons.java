package io.clew.questions.explain;

import io.clew.model.Attributes;
import io.clew.model.EdgeKind;
import io.clew.model.NodeKind;
import io.clew.model.Urn;
import io.clew.questions.edge.Link;
import io.clew.questions.node.Value;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Answers why: what people wrote and decided. */
final class Reasons {

    private Reasons() {}

    /**
     * Answers with descriptions: of the node, of its container, of what it was made from and by.
     */
    static List<Answer> descriptions(Scene scene, Origins origins) {
        List<Answer> answers = new ArrayList<>();
        described(scene, scene.self(), scene.urn(), answers);
        for (Link link : scene.causes(scene.self(), EdgeKind.VERSION_OF)) {
            described(scene, List.of(link.to()), link.edge().to(), answers);
        }
        for (Link link : scene.causes(scene.self(), EdgeKind.DERIVED_FROM)) {
            described(scene, List.of(link.to()), link.edge().to(), answers);
        }
        for (Link link : scene.causes(origins.models(), EdgeKind.GENERATED_BY)) {
            described(scene, List.of(link.to()), link.edge().to(), answers);
        }
        return answers;
    }

    private static void described(
            Scene scene, Collection<Integer> ids, Urn urn, List<Answer> answers) {
        scene.firstValue(ids, Attributes.DESCRIPTION)
                .ifPresent(
                        text ->
                                answers.add(
                                        Answer.of(
                                                        "The %s is described: %s"
                                                                .formatted(
                                                                        Inputs.kind(urn),
                                                                        text.text()))
                                                .about(urn)
                                                .at(text.at().at())
                                                .by(text)));
    }

    /** Answers why runs failed, in the words of the system that saw it. */
    static List<Answer> errors(Scene scene, Origins origins) {
        List<Answer> answers = new ArrayList<>();
        for (int run : origins.runs()) {
            scene.value(run, Attributes.ERROR)
                    .ifPresent(
                            error ->
                                    answers.add(
                                            Answer.of(
                                                            "%s told an error: %s"
                                                                    .formatted(
                                                                            scene.name(
                                                                                    run,
                                                                                    scene.urn(run)),
                                                                            Words.shown(
                                                                                    error.value())))
                                                    .about(scene.urn(run))
                                                    .at(error.at().at())
                                                    .by(error)));
        }
        return answers;
    }

    /** Answers with notes on the node and on what it was made from and by, newest first. */
    static List<Answer> notes(Scene scene, Origins origins) {
        Set<Integer> subjects = new LinkedHashSet<>(scene.self());
        subjects.addAll(origins.models());
        subjects.addAll(origins.runs());
        List<Link> notes = concerning(scene, subjects, NodeKind.NOTE);
        scene.load(notes.stream().map(Link::from).toList());
        List<Answer> answers = new ArrayList<>();
        for (Link link : notes) {
            Optional<Value> text = scene.value(link.from(), Attributes.TEXT);
            Urn by = link.edge().assertions().getFirst().by();
            String about =
                    scene.self().contains(link.to())
                            ? ""
                            : " about the %s %s"
                                    .formatted(
                                            Inputs.kind(link.edge().to()), scene.causeName(link));
            text.ifPresent(
                    said ->
                            answers.add(
                                    Answer.of(
                                                    "%s noted%s: %s"
                                                            .formatted(
                                                                    Agents.called(scene, by),
                                                                    about,
                                                                    said.text()))
                                            .about(link.edge().from())
                                            .about(by)
                                            .at(link.edge().at())
                                            .by(link)
                                            .by(said)));
        }
        return answers;
    }

    /** Answers with approvals. */
    static List<Answer> approvals(Scene scene, Origins origins) {
        return concerning(scene, scene.self(), NodeKind.APPROVAL).stream()
                .map(
                        link ->
                                Answer.of("Approval %s.".formatted(scene.effectName(link)))
                                        .about(link.edge().from())
                                        .at(link.edge().at())
                                        .by(link))
                .toList();
    }

    /** Returns what people said of some nodes, newest first. */
    static List<Link> concerning(Scene scene, Collection<Integer> subjects, NodeKind kind) {
        return scene.effects(subjects, EdgeKind.CONCERNS).stream()
                .filter(link -> link.edge().from().kind() == kind)
                .sorted(Comparator.comparing((Link link) -> link.edge().at()).reversed())
                .toList();
    }
}
