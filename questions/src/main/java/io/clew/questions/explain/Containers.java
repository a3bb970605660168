package io.clew.questions.explain;

import io.clew.model.Attributes;
import io.clew.model.EdgeKind;
import io.clew.model.NodeKind;
import io.clew.model.Urn;
import io.clew.questions.edge.Link;
import io.clew.questions.node.Value;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;

/** Answers what a container holds, and what a member belongs to. */
final class Containers {

    private static final Set<String> FIGURES = Set.of("rows", "bytes", "files");

    private Containers() {}

    /** Returns the edge by which members name a container of a kind. */
    static EdgeKind containment(NodeKind container) {
        return container == NodeKind.MODEL || container == NodeKind.DATASET
                ? EdgeKind.VERSION_OF
                : EdgeKind.PART_OF;
    }

    /** Answers how many versions or runs there are, and which is the newest. */
    static List<Answer> members(Scene scene, Origins origins) {
        EdgeKind containment = containment(scene.kind());
        List<Link> newest = scene.newestMembers(scene.id(), containment);
        if (newest.isEmpty()) {
            return List.of();
        }
        String noun = containment == EdgeKind.VERSION_OF ? "version" : "run";
        Link first = newest.getFirst();
        return List.of(
                Answer.of(
                                "%s; the newest is %s."
                                        .formatted(
                                                Words.count(
                                                        scene.count(scene.self(), containment),
                                                        noun),
                                                member(scene, first)))
                        .about(first.edge().from())
                        .at(first.edge().at())
                        .by(first));
    }

    /** Names a member within a sentence about its container. */
    static String member(Scene scene, Link link) {
        Urn urn = link.edge().from();
        return switch (urn.kind()) {
            case MODEL_VERSION -> "version " + urn.last();
            case DATASET_VERSION ->
                    "version " + urn.last() + Inputs.strength(scene, link.from(), urn);
            default -> scene.effectName(link);
        };
    }

    /** Answers which version of a model holds which alias. */
    static List<Answer> aliases(Scene scene, Origins origins) {
        List<Answer> answers = new ArrayList<>();
        List<Link> versions = scene.versionsWith(Attributes.ALIAS);
        scene.load(versions.stream().map(Link::from).toList());
        for (Link link : versions) {
            SortedMap<String, Value> aliases = scene.family(List.of(link.from()), Attributes.ALIAS);
            aliases.forEach(
                    (alias, value) ->
                            answers.add(
                                    Answer.of(
                                                    "%s holds the alias %s."
                                                            .formatted(
                                                                    scene.effectName(link), alias))
                                            .about(link.edge().from())
                                            .at(value.at().at())
                                            .by(value)));
        }
        return answers;
    }

    /** Answers with the columns of the newest version that tells them. */
    static List<Answer> columns(Scene scene, Origins origins) {
        List<Integer> ids = new ArrayList<>(scene.self());
        if (scene.kind() == NodeKind.DATASET) {
            scene.newestMembers(scene.id(), EdgeKind.VERSION_OF)
                    .forEach(link -> ids.add(link.from()));
        }
        scene.load(ids);
        Optional<Value> schema = scene.firstValue(ids, Attributes.SCHEMA);
        return schema.flatMap(Inputs::columns)
                .map(
                        columns ->
                                List.of(
                                        Answer.of(columns + ".")
                                                .at(schema.get().at().at())
                                                .by(schema.get())))
                .orElse(List.of());
    }

    /** Answers how much data there is, as producers measured it. */
    static List<Answer> figures(Scene scene, Origins origins) {
        SortedMap<String, Value> figures = scene.family(scene.self(), Attributes.QUALITY);
        figures.keySet().retainAll(FIGURES);
        return figures.isEmpty()
                ? List.of()
                : List.of(
                        Answer.of("Measured: %s.".formatted(Words.listed(figures)))
                                .by(figures.values()));
    }

    /** Answers which dataset or model a version is of, and by what it is told from others. */
    static List<Answer> version(Scene scene, Origins origins) {
        return scene.causes(scene.self(), EdgeKind.VERSION_OF).stream()
                .map(
                        link ->
                                Answer.of(
                                                "Version %s of %s%s."
                                                        .formatted(
                                                                scene.urn().last(),
                                                                scene.causeName(link),
                                                                scene.kind()
                                                                                == NodeKind
                                                                                        .DATASET_VERSION
                                                                        ? Inputs.strength(
                                                                                scene,
                                                                                scene.id(),
                                                                                scene.urn())
                                                                        : ""))
                                        .about(link.edge().to())
                                        .at(link.edge().at())
                                        .by(link))
                .toList();
    }

    /** Answers which registered versions were made from a logged model. */
    static List<Answer> registrations(Scene scene, Origins origins) {
        return scene.effects(scene.self(), EdgeKind.DERIVED_FROM).stream()
                .filter(link -> link.edge().from().kind() == NodeKind.MODEL_VERSION)
                .map(
                        link ->
                                Answer.of("Registered as %s.".formatted(scene.effectName(link)))
                                        .about(link.edge().from())
                                        .at(link.edge().at())
                                        .by(link))
                .toList();
    }

    /** Answers how many runs used data, in any of its versions, and which was the newest. */
    static List<Answer> uses(Scene scene, Origins origins) {
        List<Integer> data = new ArrayList<>(scene.self());
        if (scene.kind() == NodeKind.DATASET) {
            scene.newestMembers(scene.id(), EdgeKind.VERSION_OF)
                    .forEach(link -> data.add(link.from()));
        }
        long count = scene.countWithVersions(EdgeKind.USED);
        return data.stream()
                .flatMap(id -> scene.newestMembers(id, EdgeKind.USED).stream().limit(1))
                .max(Comparator.comparing((Link link) -> link.edge().at()))
                .map(
                        newest ->
                                List.of(
                                        Answer.of(
                                                        "%s used it; the newest is %s."
                                                                .formatted(
                                                                        Words.count(count, "run"),
                                                                        scene.effectName(newest)))
                                                .about(newest.edge().from())
                                                .at(newest.edge().at())
                                                .by(newest)))
                .orElse(List.of());
    }

    /** Answers how many others name a node as what they come from, by what they say. */
    static List<Answer> effects(Scene scene, Origins origins) {
        List<Answer> answers = new ArrayList<>();
        for (EdgeKind kind : EdgeKind.values()) {
            long count = scene.count(scene.self(), kind);
            if (count > 0) {
                answers.add(
                        Answer.of(
                                "%s %s to it by %s."
                                        .formatted(
                                                Words.count(count, "other"),
                                                count == 1 ? "points" : "point",
                                                kind.wireName())));
            }
        }
        return answers;
    }

    /** Answers with all other attributes, for kinds of which no more is known. */
    static List<Answer> attributes(Scene scene, Origins origins) {
        SortedMap<String, Value> values = scene.values(scene.id());
        return values.isEmpty()
                ? List.of()
                : List.of(Answer.of(Words.listed(values) + ".").by(values.values()));
    }

    /** Answers with the edges from a node, for kinds of which no more is known. */
    static List<Answer> causes(Scene scene, Origins origins) {
        List<Answer> answers = new ArrayList<>();
        for (EdgeKind kind : EdgeKind.values()) {
            for (Link link : scene.causes(scene.self(), kind)) {
                answers.add(
                        Answer.of(
                                        "%s the %s %s."
                                                .formatted(
                                                        capital(kind.wireName().replace('-', ' ')),
                                                        Inputs.kind(link.edge().to()),
                                                        scene.causeName(link)))
                                .about(link.edge().to())
                                .at(link.edge().at())
                                .by(link));
            }
        }
        return answers;
    }

    private static String capital(String text) {
        return Character.toUpperCase(text.charAt(0)) + text.substring(1);
    }
}
