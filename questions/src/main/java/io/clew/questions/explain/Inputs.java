package io.clew.questions.explain;

import io.clew.model.Attributes;
import io.clew.model.EdgeKind;
import io.clew.model.Inference;
import io.clew.model.NodeKind;
import io.clew.model.Urn;
import io.clew.questions.edge.Link;
import io.clew.questions.node.NodeNames;
import io.clew.questions.node.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;

/** Answers what data went in and came out, with its columns and how well its version is known. */
final class Inputs {

    private static final String WEAK = "weak";

    private Inputs() {}

    /** Answers which data the runs used. */
    static List<Answer> used(Scene scene, Origins origins) {
        List<Link> links =
                scene.causes(origins.runs(), EdgeKind.USED).stream()
                        .filter(link -> isData(link.edge().to().kind()))
                        .toList();
        scene.load(links.stream().map(Link::to).toList());
        return links.stream().map(link -> answer(scene, link)).toList();
    }

    private static Answer answer(Scene scene, Link link) {
        StringBuilder text = new StringBuilder(data(scene, link.to(), link.edge().to()));
        Object context = link.edge().attributes().get(Attributes.CONTEXT);
        if (context != null) {
            text.append(", for ").append(Words.shown(context));
        }
        text.append('.');
        Inference inference = link.edge().assertions().getFirst().inference();
        if (inference != null) {
            text.append(" Nobody said so: it was inferred (")
                    .append(inference.rule())
                    .append(": ")
                    .append(String.join(", ", inference.inputs()))
                    .append(").");
        }
        Optional<Value> schema = scene.value(link.to(), Attributes.SCHEMA);
        schema.flatMap(Inputs::columns)
                .ifPresent(columns -> text.append(' ').append(columns).append('.'));
        SortedMap<String, Value> assertions = Assertions.of(scene, link.to());
        if (!assertions.isEmpty()) {
            text.append(' ').append(Assertions.sentence(assertions)).append('.');
        }
        return Answer.of(text.toString())
                .about(link.edge().to())
                .at(link.edge().at())
                .by(link)
                .by(Assertions.failed(assertions));
    }

    /** Names data with its version and how strong its digest is. */
    private static String data(Scene scene, int id, Urn urn) {
        if (urn.kind() == NodeKind.ARTIFACT) {
            return scene.name(id, urn) + maker(scene, id);
        }
        if (urn.kind() != NodeKind.DATASET_VERSION) {
            return scene.name(id, urn) + ", in a version that nobody named";
        }
        String dataset =
                NodeNames.of(
                        new Urn(
                                NodeKind.DATASET,
                                urn.segments().subList(0, urn.segments().size() - 1)));
        String name = scene.value(id, Attributes.NAME).map(Value::text).orElse(dataset);
        String from = name.equals(dataset) ? dataset : name + " from " + dataset;
        return "%s%s, version %s%s"
                .formatted(from, weakName(scene, id), urn.last(), strength(scene, id, urn));
    }

    /** An artifact is made once, and known by what made it. */
    private static String maker(Scene scene, int artifact) {
        return scene.causes(List.of(artifact), EdgeKind.GENERATED_BY).stream()
                .findFirst()
                .map(link -> ", which %s made".formatted(scene.causeName(link)))
                .orElse("");
    }

    private static String weakName(Scene scene, int version) {
        boolean weak =
                scene.causes(List.of(version), EdgeKind.VERSION_OF).stream()
                        .flatMap(link -> scene.value(link.to(), Attributes.WEAK_NAME).stream())
                        .anyMatch(value -> value.value().equals(true));
        return weak ? " (a name that says little: nothing tells where it came from)" : "";
    }

    /** Says what a digest is worth. */
    static String strength(Scene scene, int id, Urn version) {
        boolean weak =
                scene.value(id, Attributes.DIGEST_STRENGTH)
                        .map(value -> value.value().equals(WEAK))
                        .orElse(version.last().startsWith("mlflow-"));
        return weak
                ? " (a weak digest: it covers 10,000 rows at most and tells few versions apart)"
                : "";
    }

    /** Lists the columns of a schema. */
    static Optional<String> columns(Value schema) {
        if (!(schema.value() instanceof List<?> list) || list.isEmpty()) {
            return Optional.empty();
        }
        List<String> columns = new ArrayList<>();
        for (Object column : list) {
            if (column instanceof Map<?, ?> map && map.get("name") != null) {
                Object type = map.get("type");
                columns.add(map.get("name") + (type == null ? "" : " " + Words.shown(type)));
            }
        }
        return columns.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        "%s: %s"
                                .formatted(
                                        Words.count(columns.size(), "column"),
                                        Words.listed(columns)));
    }

    /** Answers what the runs made. */
    static List<Answer> outputs(Scene scene, Origins origins) {
        return scene.effects(origins.runs(), EdgeKind.GENERATED_BY).stream()
                .map(
                        link ->
                                Answer.of(
                                                "It made the %s %s."
                                                        .formatted(
                                                                kind(link.edge().from()),
                                                                scene.effectName(link)))
                                        .about(link.edge().from())
                                        .at(link.edge().at())
                                        .by(link))
                .toList();
    }

    static String kind(Urn urn) {
        return urn.kind().wireName().replace('-', ' ');
    }

    private static boolean isData(NodeKind kind) {
        return kind == NodeKind.DATASET
                || kind == NodeKind.DATASET_VERSION
                || kind == NodeKind.ARTIFACT;
    }
}
