package io.clew.questions.explain;

import io.clew.model.Attributes;
import io.clew.model.EdgeKind;
import io.clew.model.NodeKind;
import io.clew.questions.edge.Link;
import io.clew.questions.node.Value;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Answers how: code, command, SQL, packages, jobs. */
final class Means {

    private Means() {}

    /** Answers which code ran, and whether it was as committed. */
    static List<Answer> code(Scene scene, Origins origins) {
        List<Answer> answers = new ArrayList<>();
        for (Link link : scene.causes(origins.runs(), EdgeKind.EXECUTED)) {
            Optional<Value> repository = scene.value(link.to(), Attributes.REPOSITORY);
            Optional<Value> commit = scene.value(link.to(), Attributes.COMMIT);
            String what =
                    commit.map(
                                    c ->
                                            "Commit %s%s"
                                                    .formatted(
                                                            c.text(),
                                                            repository
                                                                    .map(r -> " of " + r.text())
                                                                    .orElse("")))
                            .orElseGet(() -> "The code " + scene.causeName(link));
            answers.add(
                    Answer.of("%s ran; %s.".formatted(what, state(scene, link)))
                            .about(link.edge().to())
                            .at(link.edge().at())
                            .by(link)
                            .by(commit.orElse(null)));
        }
        return answers;
    }

    /** Says what is known of the working copy; nothing is never taken for clean. */
    private static String state(Scene scene, Link link) {
        Object onEdge = link.edge().attributes().get(Attributes.CODE_STATE);
        String state =
                onEdge != null
                        ? String.valueOf(onEdge)
                        : scene.value(link.from(), Attributes.CODE_STATE)
                                .or(() -> scene.value(link.to(), Attributes.CODE_STATE))
                                .map(Value::text)
                                .orElse("unknown");
        return switch (state) {
            case "clean" -> "it was as committed";
            case "dirty" -> "it had changes that were not committed";
            case "untracked" -> "it was under no version control";
            default -> "whether it had changes that were not committed is not known";
        };
    }

    /** Answers what was executed. */
    static List<Answer> command(Scene scene, Origins origins) {
        return scene.firstValue(origins.runs(), Attributes.ENTRY_POINT)
                .map(
                        command ->
                                List.of(
                                        Answer.of("Executed %s.".formatted(command.text()))
                                                .at(command.at().at())
                                                .by(command)))
                .orElse(List.of());
    }

    /** Answers with which packages. */
    static List<Answer> packages(Scene scene, Origins origins) {
        List<Answer> answers = new ArrayList<>();
        for (Link link : scene.causes(origins.runs(), EdgeKind.RAN_IN)) {
            Optional<Value> packages = scene.value(link.to(), Attributes.PACKAGES);
            if (packages.isPresent()
                    && packages.get().value() instanceof Map<?, ?> map
                    && !map.isEmpty()) {
                Map<String, Object> sorted = new TreeMap<>();
                map.forEach(
                        (name, version) ->
                                sorted.put(String.valueOf(name), version == null ? "" : version));
                answers.add(
                        Answer.of(
                                        "%s: %s."
                                                .formatted(
                                                        Words.count(sorted.size(), "package"),
                                                        Words.listed(
                                                                sorted,
                                                                (name, version) ->
                                                                        (name + " " + version)
                                                                                .strip())))
                                .about(link.edge().to())
                                .at(link.edge().at())
                                .by(link)
                                .by(packages.get()));
            }
        }
        return answers;
    }

    /** Answers with which SQL, of a job or of the runs that made a thing. */
    static List<Answer> sql(Scene scene, Origins origins) {
        Set<Integer> all = new LinkedHashSet<>(scene.self());
        all.addAll(origins.runs());
        return scene.firstValue(all, Attributes.SQL)
                .map(
                        sql ->
                                List.of(
                                        Answer.of(
                                                        "Executes %s."
                                                                .formatted(
                                                                        Words.shown(sql.value())))
                                                .at(sql.at().at())
                                                .by(sql)))
                .orElse(List.of());
    }

    /** Answers which job a run is of, or which jobs made a thing. */
    static List<Answer> jobs(Scene scene, Origins origins) {
        return scene.causes(origins.runs(), EdgeKind.PART_OF).stream()
                .filter(link -> link.edge().to().kind() == NodeKind.JOB)
                .map(
                        link ->
                                Answer.of(
                                                "%s, a run of the job %s, made it."
                                                        .formatted(
                                                                scene.effectName(link),
                                                                scene.causeName(link)))
                                        .about(link.edge().from())
                                        .about(link.edge().to())
                                        .at(link.edge().at())
                                        .by(link))
                .toList();
    }
}
