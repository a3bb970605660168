package io.clew.questions.explain;

import io.clew.model.Attributes;
import io.clew.model.EdgeKind;
import io.clew.questions.node.Value;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Answers when: runs, registration, promotion, first and last word. */
final class Times {

    private Times() {}

    /** Answers when the runs were, and how they ended. */
    static List<Answer> ran(Scene scene, Origins origins) {
        List<Answer> answers = new ArrayList<>();
        for (int run : origins.runs()) {
            Optional<Value> started = scene.value(run, Attributes.STARTED);
            if (started.isEmpty()) {
                continue;
            }
            Optional<Value> ended = scene.value(run, Attributes.ENDED);
            Optional<Value> status = scene.value(run, Attributes.STATUS);
            answers.add(
                    Answer.of(sentence(started.get(), ended, status))
                            .about(scene.urn(run))
                            .at(instant(started.get()).orElse(started.get().at().at()))
                            .by(started.get())
                            .by(ended.orElse(null))
                            .by(status.orElse(null)));
        }
        return answers;
    }

    private static String sentence(Value started, Optional<Value> ended, Optional<Value> status) {
        String from = "Started on " + time(started);
        String to = ended.map(end -> ", ended on " + time(end)).orElse(", has not ended");
        return from + to + status.map(s -> "; it is " + s.text()).orElse("") + ".";
    }

    private static String time(Value value) {
        return instant(value).map(Words::time).orElse(value.text());
    }

    static Optional<Instant> instant(Value value) {
        try {
            return Optional.of(Instant.parse(value.text()));
        } catch (DateTimeException notAnInstant) {
            return Optional.empty();
        }
    }

    /** Answers when a version became one of its model. */
    static List<Answer> registered(Scene scene, Origins origins) {
        return scene.causes(scene.self(), EdgeKind.VERSION_OF).stream()
                .map(
                        link ->
                                Answer.of(
                                                "Became a version of %s on %s."
                                                        .formatted(
                                                                scene.causeName(link),
                                                                Words.time(link.edge().at())))
                                        .about(link.edge().to())
                                        .at(link.edge().at())
                                        .by(link))
                .toList();
    }

    /** Answers when a version had which alias and stage. */
    static List<Answer> promoted(Scene scene, Origins origins) {
        return Promotion.of(scene).stream().map(each -> each.time(scene)).toList();
    }

    /** Answers when a node came to be. */
    static List<Answer> created(Scene scene, Origins origins) {
        Instant created = scene.node().created();
        return created == null
                ? List.of()
                : List.of(
                        Answer.of(
                                        "It came to be, or was first heard of, on %s."
                                                .formatted(Words.time(created)))
                                .at(created));
    }

    /** Answers when a node was deleted, if it is. */
    static List<Answer> deleted(Scene scene, Origins origins) {
        if (!scene.node().deleted()) {
            return List.of();
        }
        return scene.firstValue(scene.self(), Attributes.DELETED)
                .map(
                        deleted ->
                                List.of(
                                        Answer.of(
                                                        "It was deleted on %s; what is recorded of it stays."
                                                                .formatted(
                                                                        Words.time(
                                                                                deleted.at().at())))
                                                .at(deleted.at().at())
                                                .by(deleted)))
                .orElse(List.of());
    }

    /** Answers when the newest member of a container came to be. */
    static List<Answer> newest(Scene scene, Origins origins) {
        EdgeKind containment = Containers.containment(scene.kind());
        return scene.newestMembers(scene.id(), containment).stream()
                .limit(1)
                .map(
                        link ->
                                Answer.of(
                                                "The newest is %s, of %s."
                                                        .formatted(
                                                                Containers.member(scene, link),
                                                                Words.time(link.edge().at())))
                                        .about(link.edge().from())
                                        .at(link.edge().at())
                                        .by(link))
                .toList();
    }
}
