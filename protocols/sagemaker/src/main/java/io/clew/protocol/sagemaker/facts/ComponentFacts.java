package io.clew.protocol.sagemaker.facts;

import io.clew.commit.Commit;
import io.clew.commit.Once;
import io.clew.identity.code.CodeLocation;
import io.clew.identity.code.CodeName;
import io.clew.identity.dataset.DatasetVersions;
import io.clew.identity.sagemaker.SageMakerUrns;
import io.clew.model.Attributes;
import io.clew.model.EdgeKind;
import io.clew.model.EventTime;
import io.clew.model.NodeKind;
import io.clew.model.Urn;
import io.clew.protocol.sagemaker.rows.Entity;
import io.clew.protocol.sagemaker.wire.Call;
import io.clew.protocol.sagemaker.wire.Times;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Says what a trial component, a run, used and made, and which code it ran.
 *
 * <p>An output hangs on its dataset while the run has not completed; once it has, it is a version
 * of the dataset, dated by the run's end.
 */
final class ComponentFacts {
    private static final String STATE = "state";

    private ComponentFacts() {}

    /** What is said of an edge. */
    private record Said(EventTime at, Map<String, Object> attributes) {}

    /** Says what differs between two states of a component; before is null for a new one. */
    static void changed(Commit commit, Urn run, @Nullable Entity before, Entity after) {
        Map<Link, Said> was = before == null ? Map.of() : links(commit, run, before);
        Map<Link, Said> is = links(commit, run, after);
        was.forEach(
                (link, said) -> {
                    if (!is.containsKey(link)) {
                        Once.withdraw(
                                commit,
                                link.from(),
                                link.kind(),
                                link.to(),
                                EventTime.received(commit.now()),
                                "the trial component no longer says so");
                    }
                });
        is.forEach(
                (link, said) -> {
                    if (!said.equals(was.get(link))) {
                        EntityFacts.dataset(
                                commit,
                                link.from().equals(run) ? link.to() : link.from(),
                                said.at());
                        Once.declare(
                                commit,
                                link.from(),
                                link.kind(),
                                link.to(),
                                said.at(),
                                said.attributes());
                    }
                });
        code(after)
                .ifPresent(
                        name -> {
                            EventTime at = started(commit, after);
                            name.commit()
                                    .ifPresent(
                                            id ->
                                                    Once.declare(
                                                            commit,
                                                            name.urn(),
                                                            Attributes.COMMIT,
                                                            id,
                                                            at));
                            name.repository()
                                    .ifPresent(
                                            repository ->
                                                    Once.declare(
                                                            commit,
                                                            name.urn(),
                                                            Attributes.REPOSITORY,
                                                            repository,
                                                            at));
                        });
    }

    private static EventTime started(Commit commit, Entity entity) {
        Long start = Times.millis(entity.document(), "StartTime");
        return start == null
                ? EntityFacts.at(commit, entity.createdMillis())
                : EventTime.reported(start);
    }

    private static Map<Link, Said> links(Commit commit, Urn run, Entity entity) {
        Map<Link, Said> links = new LinkedHashMap<>();
        EventTime start = started(commit, entity);
        Call.mapOf(entity.document().get("InputArtifacts"))
                .forEach(
                        (name, value) ->
                                address(value)
                                        .map(uri -> SageMakerUrns.source(uri, List.of()))
                                        .filter(input -> !input.equals(run))
                                        .ifPresent(
                                                input ->
                                                        links.put(
                                                                new Link(run, use(input), input),
                                                                new Said(
                                                                        start,
                                                                        Map.of(
                                                                                Attributes.CONTEXT,
                                                                                name)))));
        outputs(commit, run, entity, links);
        code(entity)
                .ifPresent(
                        name ->
                                links.put(
                                        new Link(run, EdgeKind.EXECUTED, name.urn()),
                                        new Said(start, Map.of())));
        return links;
    }

    private static EdgeKind use(Urn input) {
        return input.kind() == NodeKind.RUN ? EdgeKind.INFORMED_BY : EdgeKind.USED;
    }

    private static void outputs(Commit commit, Urn run, Entity entity, Map<Link, Said> links) {
        Map<String, @Nullable Object> status = Call.mapOf(entity.document().get("Status"));
        String state = Statuses.of(status.get("PrimaryStatus"));
        Long end = Times.millis(entity.document(), "EndTime");
        EventTime done =
                end == null
                        ? EntityFacts.at(commit, entity.modifiedMillis())
                        : EventTime.reported(end);
        EventTime start = started(commit, entity);
        Call.mapOf(entity.document().get("OutputArtifacts"))
                .forEach(
                        (name, value) ->
                                address(value)
                                        .map(uri -> SageMakerUrns.source(uri, List.of()))
                                        .filter(output -> !output.equals(run))
                                        .ifPresent(
                                                output -> {
                                                    boolean versioned =
                                                            output.kind() == NodeKind.DATASET
                                                                    && "complete".equals(state);
                                                    Urn made =
                                                            versioned
                                                                    ? DatasetVersions.byRun(
                                                                            output, run.last())
                                                                    : output;
                                                    links.put(
                                                            new Link(
                                                                    made,
                                                                    EdgeKind.GENERATED_BY,
                                                                    run),
                                                            new Said(
                                                                    versioned ? done : start,
                                                                    made(name, state, versioned)));
                                                }));
    }

    private static Map<String, Object> made(
            String name, @Nullable String state, boolean versioned) {
        return versioned || state == null
                ? Map.of(Attributes.CONTEXT, name)
                : Map.of(Attributes.CONTEXT, name, STATE, state);
    }

    private static Optional<String> address(@Nullable Object artifact) {
        return Call.mapOf(artifact).get("Value") instanceof String uri && !uri.isBlank()
                ? Optional.of(uri)
                : Optional.empty();
    }

    private static Optional<CodeName> code(Entity entity) {
        Map<String, @Nullable Object> metadata =
                Call.mapOf(entity.document().get("MetadataProperties"));
        String repository = String.valueOf(metadata.getOrDefault("Repository", ""));
        String commitId = String.valueOf(metadata.getOrDefault("CommitId", ""));
        if (repository.isBlank() && commitId.isBlank()) {
            return Optional.empty();
        }
        return Optional.of(
                CodeLocation.of(SageMakerUrns.SYSTEM, repository, repository, "", commitId).name());
    }
}
