package io.clew.questions.explain;

import io.clew.model.Attributes;
import io.clew.model.answer.HistoryEntry;
import io.clew.questions.node.History;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Names an alias that a version held, or a stage that it was in, for a time.
 *
 * @param what such as {@code alias production}
 */
record Promotion(String what, HistoryEntry entry) {

    private static final String STAGE_NONE = "None";

    /** Returns what a version was promoted to, under each of its names newest first. */
    static List<Promotion> of(Scene scene) {
        List<Promotion> promotions = new ArrayList<>();
        for (int id : scene.self()) {
            for (HistoryEntry entry : History.of(scene.db(), id, scene.clocks())) {
                if (entry.key().startsWith(Attributes.ALIAS)) {
                    String alias = entry.key().substring(Attributes.ALIAS.length());
                    promotions.add(new Promotion("alias " + alias, entry));
                } else if (entry.key().equals(Attributes.STAGE)
                        && !entry.value().equals(STAGE_NONE)) {
                    promotions.add(new Promotion("stage " + entry.value(), entry));
                }
            }
        }
        return promotions;
    }

    /** Answers when it was; of what a harvest found so, nobody knows since when. */
    Answer time(Scene scene) {
        Optional<Instant> found =
                Harvested.at(scene, entry.entry()).filter(at -> at.equals(entry.from()));
        if (found.isPresent()) {
            String end = entry.to() == null ? "" : ", until %s".formatted(Words.time(entry.to()));
            return Answer.of(
                            "A harvest found it with the %s on %s%s; since when is not known."
                                    .formatted(what, Words.time(found.get()), end))
                    .at(entry.from())
                    .by(entry);
        }
        String span =
                entry.to() == null
                        ? "since %s".formatted(Words.time(entry.from()))
                        : "from %s to %s"
                                .formatted(Words.time(entry.from()), Words.time(entry.to()));
        return Answer.of("Held the %s %s.".formatted(what, span)).at(entry.from()).by(entry);
    }

    /** Answers who did it. */
    Answer person(Scene scene) {
        if (Agents.isNobody(entry.by()) && Harvested.at(scene, entry.entry()).isPresent()) {
            return Answer.of(
                            "Who gave it the %s is not known: a harvest brought it without a name."
                                    .formatted(what))
                    .at(entry.from())
                    .by(entry)
                    .unknown();
        }
        String end = entry.to() == null ? "" : "; it ended on %s".formatted(Words.time(entry.to()));
        return Answer.of(
                        "The %s was set by %s on %s%s."
                                .formatted(
                                        what,
                                        Agents.called(scene, entry.by()),
                                        Words.time(entry.from()),
                                        end))
                .about(entry.by())
                .at(entry.from())
                .by(entry);
    }
}
