package io.clew.protocol.mlflow.runs;

import io.clew.commit.Commit;
import io.clew.commit.Once;
import io.clew.identity.Reference;
import io.clew.identity.code.CodeName;
import io.clew.identity.mlflow.MlflowCode;
import io.clew.identity.mlflow.MlflowDatasets;
import io.clew.identity.mlflow.MlflowUrns;
import io.clew.model.Attributes;
import io.clew.model.EdgeKind;
import io.clew.model.EventTime;
import io.clew.model.NodeKind;
import io.clew.model.Urn;
import io.clew.protocol.mlflow.datasets.DatasetFacts;
import io.clew.protocol.mlflow.experiments.ExperimentRows;
import io.clew.protocol.mlflow.rows.Scope;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads lineage from the tags of a run: its parent, who ran it, its code, what Spark read.
 *
 * <p>These tags come with the run, one by one after it, or not at all, and may change; so it is the
 * difference between two states of them that is said.
 */
final class RunLineage {
    private static final String PARENT = "mlflow.parentRunId";
    private static final String USER = "mlflow.user";
    private static final String SOURCE_NAME = "mlflow.source.name";
    private static final String SOURCE_TYPE = "mlflow.source.type";
    private static final String BRANCH = "mlflow.source.git.branch";
    private static final String SPARK = "sparkDatasourceInfo";

    /** What a step of a Metaflow flow says of the run that it makes: {@code current.pathspec}. */
    private static final String METAFLOW = "metaflow.pathspec";

    /** What autologging says of the algorithm, the most telling first. */
    private static final List<String> ESTIMATOR = List.of("estimator_class", "estimator_name");

    /** The tags that lineage is read from. */
    static final Set<String> TAGS =
            Set.of(
                    PARENT,
                    USER,
                    SOURCE_NAME,
                    SOURCE_TYPE,
                    BRANCH,
                    SPARK,
                    METAFLOW,
                    "mlflow.source.git.commit",
                    "mlflow.source.git.repoURL",
                    "mlflow.source.git.dirty",
                    "mlflow.source.git.diff",
                    "estimator_class",
                    "estimator_name");

    private RunLineage() {}

    /** An edge from the run. */
    private record Link(EdgeKind kind, Urn to) {}

    /** Says what differs for a run whose tags went from one state to another. */
    static void change(
            Commit commit, Run run, Map<String, String> before, Map<String, String> after) {
        EventTime start = run.startTime(commit.now());
        Map<Link, String> old = links(run, before);
        Map<Link, String> now = links(run, after);
        old.forEach(
                (link, tag) -> {
                    if (!now.containsKey(link)) {
                        Once.withdraw(
                                commit,
                                run.urn(),
                                link.kind(),
                                link.to(),
                                start,
                                "the tag " + tag + " of the run changed");
                    }
                });
        now.forEach(
                (link, tag) -> {
                    if (!old.containsKey(link)) {
                        Once.declare(commit, run.urn(), link.kind(), link.to(), start);
                    }
                });
        text(
                commit,
                run,
                Attributes.ENTRY_POINT,
                before.get(SOURCE_NAME),
                after.get(SOURCE_NAME),
                start);
        text(commit, run, Attributes.ALGORITHM, estimator(before), estimator(after), start);
        text(commit, run, Attributes.CODE_STATE, state(run, before), state(run, after), start);
        describeCode(commit, run, after, start);
        describeUser(commit, after.get(USER), start);
        sparkSources(commit, run, before.get(SPARK), after.get(SPARK), start);
    }

    /** Returns the edges that tags speak of, each with the tag to blame. */
    private static Map<Link, String> links(Run run, Map<String, String> tags) {
        Map<Link, String> links = new LinkedHashMap<>();
        String parent = tags.getOrDefault(PARENT, "");
        if (!parent.isEmpty() && !parent.equals(run.runId())) {
            links.put(new Link(EdgeKind.PART_OF, MlflowUrns.run(parent)), PARENT);
        }
        String user = tags.getOrDefault(USER, "");
        if (!user.isEmpty()) {
            links.put(new Link(EdgeKind.ASSOCIATED_WITH, MlflowUrns.claimedUser(user)), USER);
        }
        task(tags.getOrDefault(METAFLOW, ""))
                .ifPresent(
                        task -> {
                            links.put(new Link(EdgeKind.PART_OF, task), METAFLOW);
                            links.put(new Link(EdgeKind.INFORMED_BY, task), METAFLOW);
                        });
        MlflowCode.of(tags, run.runId())
                .ifPresent(
                        code ->
                                links.put(
                                        new Link(EdgeKind.EXECUTED, code.urn()), "mlflow.source"));
        return links;
    }

    /**
     * Returns the run or task of Metaflow that a pathspec names; a flow or step is no such thing.
     */
    private static Optional<Urn> task(String pathspec) {
        return Reference.parse(pathspec).stream()
                .filter(Reference.MetaflowPathspec.class::isInstance)
                .map(each -> each.urns().getFirst())
                .filter(urn -> urn.kind() == NodeKind.RUN || urn.kind() == NodeKind.TASK)
                .findFirst();
    }

    private static @Nullable String estimator(Map<String, String> tags) {
        return ESTIMATOR.stream()
                .map(tag -> tags.getOrDefault(tag, ""))
                .filter(text -> !text.isEmpty())
                .findFirst()
                .orElse(null);
    }

    /** The state is the run's own too: another run of the same commit may know more or less. */
    private static @Nullable String state(Run run, Map<String, String> tags) {
        return MlflowCode.of(tags, run.runId()).map(code -> code.state().wireName()).orElse(null);
    }

    private static void text(
            Commit commit,
            Run run,
            String key,
            @Nullable String before,
            @Nullable String after,
            EventTime start) {
        if (after != null && !after.equals(before)) {
            Once.declare(commit, run.urn(), key, after, start);
        } else if (after == null && before != null) {
            commit.declare(run.urn(), key, null, start);
        }
    }

    private static void describeUser(Commit commit, @Nullable String user, EventTime start) {
        if (user != null && !user.isEmpty()) {
            Once.declare(commit, MlflowUrns.claimedUser(user), Attributes.NAME, user, start);
        }
    }

    private static void describeCode(
            Commit commit, Run run, Map<String, String> tags, EventTime start) {
        MlflowCode.of(tags, run.runId())
                .ifPresent(code -> describeCode(commit, code, tags.get(BRANCH), start));
    }

    private static void describeCode(
            Commit commit, CodeName code, @Nullable String branch, EventTime start) {
        Urn urn = code.urn();
        code.commit().ifPresent(id -> Once.declare(commit, urn, Attributes.COMMIT, id, start));
        code.repository()
                .ifPresent(name -> Once.declare(commit, urn, Attributes.REPOSITORY, name, start));
        Once.declare(commit, urn, Attributes.CODE_STATE, code.state().wireName(), start);
        if (branch != null && !branch.isEmpty()) {
            Once.declare(commit, urn, Attributes.BRANCH, branch, start);
        }
    }

    /** Spark's sources are told in one growing text; what is told stays used. */
    private static void sparkSources(
            Commit commit,
            Run run,
            @Nullable String before,
            @Nullable String after,
            EventTime start) {
        if (after == null || after.equals(before)) {
            return;
        }
        String experiment = ExperimentRows.get(Scope.of(commit), run.experimentId()).urnName();
        MlflowDatasets.ofSparkTag(after, experiment)
                .forEach(
                        dataset -> {
                            Urn used = DatasetFacts.describe(commit, dataset, start);
                            Once.declare(commit, run.urn(), EdgeKind.USED, used, start);
                        });
    }
}
