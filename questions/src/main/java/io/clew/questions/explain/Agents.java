package io.clew.questions.explain;

import io.clew.model.Attributes;
import io.clew.model.EdgeKind;
import io.clew.model.NodeKind;
import io.clew.model.Urn;
import io.clew.model.answer.Edge;
import io.clew.questions.edge.Link;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Answers who: who ran, registered, promoted, approved or answers for a node. */
final class Agents {

    private static final String CLAIMED = "claimed";

    /** What adapters call a client that gave no name. */
    private static final String ANONYMOUS = "anonymous";

    private Agents() {}

    /** Says whether an agent's name is a claim that nobody checked. */
    static boolean isClaimed(Urn urn) {
        return urn.kind() == NodeKind.AGENT && urn.segment(0).equals(CLAIMED);
    }

    /** Says whether an agent stands for clients that gave no name. */
    static boolean isNobody(Urn urn) {
        return isClaimed(urn) && urn.last().equals(ANONYMOUS);
    }

    /** Names an agent within a sentence: a person by its name, where somebody says who it is. */
    static String called(Scene scene, Urn agent) {
        if (!isClaimed(agent)) {
            return agent.last();
        }
        Optional<Urn> person = scene.person(agent);
        if (person.isPresent()) {
            return "%s (as %s)".formatted(person.get().last(), agent.last());
        }
        return isNobody(agent)
                ? "a client that gave no name"
                : agent.last() + " (a name that nobody checked)";
    }

    /** Answers who ran the runs that a node comes from. */
    static List<Answer> ranBy(Scene scene, Origins origins) {
        return associated(scene, origins.runs(), "Run %s by %s.");
    }

    private static List<Answer> associated(Scene scene, Collection<Integer> ids, String sentence) {
        return scene.causes(ids, EdgeKind.ASSOCIATED_WITH).stream()
                .map(
                        link ->
                                Answer.of(
                                                sentence.formatted(
                                                        scene.effectName(link),
                                                        called(scene, link.edge().to())))
                                        .about(link.edge().to())
                                        .at(link.edge().at())
                                        .by(link))
                .toList();
    }

    /** Answers who put a version into its model: whoever said that it is one. */
    static List<Answer> registeredBy(Scene scene, Origins origins) {
        List<Answer> answers = new ArrayList<>();
        for (Link link : scene.causes(scene.self(), EdgeKind.VERSION_OF)) {
            Edge.Asserted first = link.edge().assertions().getFirst();
            Urn by = first.by();
            if (isNobody(by) && Harvested.at(scene, first.entry()).isPresent()) {
                answers.add(
                        Answer.of(
                                        "Who registered it in %s is not known: a harvest brought it without a name."
                                                .formatted(scene.causeName(link)))
                                .at(link.edge().at())
                                .by(link)
                                .unknown());
                continue;
            }
            answers.add(
                    Answer.of(
                                    "Registered in %s by %s."
                                            .formatted(scene.causeName(link), called(scene, by)))
                            .about(by)
                            .at(link.edge().at())
                            .by(link));
        }
        return answers;
    }

    /** Answers who gave a version each alias and stage that it has or had. */
    static List<Answer> promotedBy(Scene scene, Origins origins) {
        return Promotion.of(scene).stream().map(each -> each.person(scene)).toList();
    }

    /** Answers who approved a node. */
    static List<Answer> approvedBy(Scene scene, Origins origins) {
        List<Answer> answers = new ArrayList<>();
        for (Link approval : Reasons.concerning(scene, scene.self(), NodeKind.APPROVAL)) {
            Urn by = approval.edge().assertions().getFirst().by();
            answers.add(
                    Answer.of("Approved by %s.".formatted(called(scene, by)))
                            .about(by)
                            .about(approval.edge().from())
                            .at(approval.edge().at())
                            .by(approval));
        }
        return answers;
    }

    /** Answers who answers for a node. */
    static List<Answer> owner(Scene scene, Origins origins) {
        return scene.firstValue(scene.self(), Attributes.OWNER)
                .map(
                        owner ->
                                List.of(
                                        Answer.of("%s answers for it.".formatted(owner.text()))
                                                .at(owner.at().at())
                                                .by(owner)))
                .orElse(List.of());
    }

    /** Answers who spoke of a node at all, where nothing more is known of its kind. */
    static List<Answer> saidBy(Scene scene, Origins origins) {
        List<Answer> answers = new ArrayList<>();
        scene.causes(scene.self(), EdgeKind.ATTRIBUTED_TO)
                .forEach(
                        link ->
                                answers.add(
                                        Answer.of(
                                                        "Attributed to %s."
                                                                .formatted(
                                                                        called(
                                                                                scene,
                                                                                link.edge().to())))
                                                .about(link.edge().to())
                                                .at(link.edge().at())
                                                .by(link)));
        scene.values(scene.id()).values().stream()
                .map(value -> value.by().agent())
                .distinct()
                .forEach(
                        agent ->
                                answers.add(
                                        Answer.of("Told by %s.".formatted(called(scene, agent)))
                                                .about(agent)
                                                .by(
                                                        scene.values(scene.id()).values().stream()
                                                                .filter(
                                                                        v ->
                                                                                v.by().agent()
                                                                                        .equals(
                                                                                                agent))
                                                                .toList())));
        return answers;
    }
}
