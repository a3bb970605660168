package io.clew.questions.explain;

import io.clew.model.EdgeKind;
import io.clew.model.NodeKind;
import io.clew.model.answer.Node;
import io.clew.questions.edge.Link;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Names what a node was made by and from: the runs, the logged models among its causes, and the
 * jobs upstream of it.
 *
 * @param runs numbers of the runs (steps, tasks) that made it, or of the node itself if it is one
 * @param models numbers of the logged models that it was made from, or of the node itself
 * @param upstreamJobs jobs whose runs are upstream of it, its own left out
 */
record Origins(List<Integer> runs, List<Integer> models, List<Node> upstreamJobs) {

    static Origins of(Scene scene, List<Node> jobs) {
        return switch (scene.kind()) {
            case RUN, STEP, TASK -> new Origins(List.copyOf(scene.self()), List.of(), jobs);
            case LOGGED_MODEL -> ofModels(scene, scene.self(), jobs);
            case MODEL_VERSION -> ofVersion(scene, scene.self(), jobs);
            case MODEL -> ofVersion(scene, newest(scene, EdgeKind.VERSION_OF), jobs);
            case DATASET -> made(scene, newestMade(scene), jobs);
            case JOB -> new Origins(newest(scene, EdgeKind.PART_OF), List.of(), jobs);
            case DATASET_VERSION, ARTIFACT, EVALUATION -> made(scene, scene.self(), jobs);
            case COLUMN,
                    CODE,
                    ENVIRONMENT,
                    DEPLOYMENT,
                    AGENT,
                    APPROVAL,
                    INCIDENT,
                    NOTE,
                    PREDICTION ->
                    new Origins(List.of(), List.of(), jobs);
        };
    }

    private static Origins ofVersion(Scene scene, Collection<Integer> versions, List<Node> jobs) {
        List<Integer> models =
                scene.causes(versions, EdgeKind.DERIVED_FROM).stream()
                        .filter(link -> link.edge().to().kind() == NodeKind.LOGGED_MODEL)
                        .map(Link::to)
                        .distinct()
                        .toList();
        Set<Integer> made = new LinkedHashSet<>(versions);
        made.addAll(models);
        return new Origins(madeBy(scene, made), models, jobs);
    }

    private static Origins ofModels(Scene scene, Collection<Integer> models, List<Node> jobs) {
        return new Origins(madeBy(scene, models), List.copyOf(models), jobs);
    }

    private static Origins made(Scene scene, Collection<Integer> things, List<Node> jobs) {
        return new Origins(madeBy(scene, things), List.of(), jobs);
    }

    private static List<Integer> madeBy(Scene scene, Collection<Integer> things) {
        return scene.causes(things, EdgeKind.GENERATED_BY).stream()
                .map(Link::to)
                .distinct()
                .toList();
    }

    /** Data is made by what made its newest version; who only read it named versions too. */
    private static List<Integer> newestMade(Scene scene) {
        List<Integer> versions =
                scene.newestMembers(scene.id(), EdgeKind.VERSION_OF).stream()
                        .map(Link::from)
                        .toList();
        return scene.causes(versions, EdgeKind.GENERATED_BY).stream()
                .limit(1)
                .map(Link::from)
                .toList();
    }

    /** A container is made by what made its newest member. */
    private static List<Integer> newest(Scene scene, EdgeKind containment) {
        return scene.newestMembers(scene.id(), containment).stream()
                .limit(1)
                .map(Link::from)
                .toList();
    }
}
