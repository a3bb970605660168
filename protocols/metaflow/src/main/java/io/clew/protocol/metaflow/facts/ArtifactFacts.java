package io.clew.protocol.metaflow.facts;

import io.clew.commit.Commit;
import io.clew.commit.Once;
import io.clew.identity.Urns;
import io.clew.identity.dataset.Secrets;
import io.clew.model.Asserter;
import io.clew.model.Assertion;
import io.clew.model.Attributes;
import io.clew.model.EdgeKind;
import io.clew.model.Fact;
import io.clew.model.Inference;
import io.clew.model.NodeKind;
import io.clew.model.Urn;
import io.clew.protocol.metaflow.rows.Artifact;
import io.clew.protocol.metaflow.rows.ParentRows;
import io.clew.protocol.metaflow.rows.Run;
import io.clew.protocol.metaflow.rows.Scope;
import io.clew.protocol.metaflow.rows.Task;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Says which artifacts a task made and which it was passed: an artifact passed on unchanged is one
 * artifact, the first producer's.
 */
final class ArtifactFacts {
    private static final String RULE = "metaflow-same-content";

    /**
     * Fewest bytes, packed, of content that is the same in two flows by no accident: numbers, flags
     * and short texts have less.
     */
    private static final long BYTES_MIN = 512;

    private ArtifactFacts() {}

    /** Says what one artifact means, and returns its product: 0 for what Metaflow keeps. */
    static int say(
            Commit commit,
            Run run,
            Task task,
            Artifact artifact,
            OptionalLong packedBytes,
            Moment moment) {
        if (isInternal(artifact.name())) {
            return 0;
        }
        Scope scope = Scope.of(commit);
        Urn by = run.taskUrn(task.step(), task.idText());
        Optional<Integer> passed = passed(scope, run, task, artifact);
        if (passed.isPresent()) {
            used(commit, by, ParentRows.urn(scope, passed.get()), artifact, moment);
            return passed.get();
        }
        Urn made =
                Urns.of(
                        NodeKind.ARTIFACT,
                        Run.SYSTEM,
                        run.flowId(),
                        run.idText(),
                        task.step(),
                        task.idText(),
                        artifact.name());
        int node = commit.nodeId(made);
        Once.declare(commit, made, EdgeKind.GENERATED_BY, by, moment.at());
        Once.declare(commit, made, Attributes.NAME, artifact.name(), moment.at());
        if (!artifact.sha().isBlank()) {
            Once.declare(commit, made, Attributes.DIGEST, "sha1:" + artifact.sha(), moment.at());
        }
        if (!artifact.location().isBlank()) {
            Once.declare(
                    commit,
                    made,
                    Attributes.STORAGE,
                    Secrets.redacted(artifact.location()),
                    moment.at());
        }
        sameElsewhere(commit, run, artifact, made, node, packedBytes, moment);
        return node;
    }

    /** Says whether a name is Metaflow's own: with an underscore, or the flow's name. */
    static boolean isInternal(String name) {
        return name.startsWith("_") || name.equals("name");
    }

    private static Optional<Integer> passed(Scope scope, Run run, Task task, Artifact artifact) {
        if (artifact.sha().isBlank()) {
            return Optional.empty();
        }
        Optional<Integer> within =
                ParentRows.product(
                        scope, run.nodeId(), task.nodeId(), artifact.name(), artifact.sha());
        if (within.isPresent()) {
            return within;
        }
        // The origin of a clone is in another run.
        for (int parent : ParentRows.ofOtherRuns(scope, task.nodeId(), run.nodeId())) {
            Optional<Integer> product =
                    ParentRows.productOf(scope, parent, artifact.name(), artifact.sha());
            if (product.isPresent()) {
                return product;
            }
        }
        return Optional.empty();
    }

    /** The task registered what came to it: that it is the same is seen, not told. */
    private static void used(Commit commit, Urn by, Urn product, Artifact artifact, Moment moment) {
        Map<String, Object> attributes =
                Map.of(
                        Parents.SOURCE,
                        "registered-again",
                        "name",
                        artifact.name(),
                        "sha",
                        artifact.sha());
        if (!commit.isSaid(by, EdgeKind.USED, product, attributes)) {
            commit.add(
                    new Fact.EdgeFact(
                            by,
                            EdgeKind.USED,
                            product,
                            Assertion.OBSERVED,
                            moment.at(),
                            commit.by(),
                            attributes,
                            null));
        }
    }

    /**
     * Joins content that another flow had before, where that is no accident; not twice, nor after a
     * person took it back. Clew's own rule for equal bytes does not see Metaflow's artifacts: their
     * digest is of what Metaflow packed, and how long that is unpacked nobody says.
     */
    private static void sameElsewhere(
            Commit commit,
            Run run,
            Artifact artifact,
            Urn made,
            int node,
            OptionalLong packedBytes,
            Moment moment) {
        if (packedBytes.isEmpty() || packedBytes.getAsLong() < BYTES_MIN) {
            return;
        }
        Scope scope = Scope.of(commit);
        ParentRows.elsewhere(scope, artifact.sha(), run.flowId())
                .map(other -> ParentRows.urn(scope, other))
                .filter(other -> !other.equals(made))
                .filter(
                        other ->
                                !commit.isInForce(
                                        made,
                                        EdgeKind.SAME_AS,
                                        other,
                                        Map.of(),
                                        Asserter.CLEW,
                                        moment.at().at()))
                .ifPresent(
                        other ->
                                commit.add(
                                        new Fact.EdgeFact(
                                                made,
                                                EdgeKind.SAME_AS,
                                                other,
                                                Assertion.INFERRED,
                                                moment.at(),
                                                Asserter.CLEW,
                                                Map.of(),
                                                new Inference(
                                                        RULE,
                                                        List.of(
                                                                "sha1=" + artifact.sha(),
                                                                "packed-bytes="
                                                                        + packedBytes
                                                                                .getAsLong())))));
        ParentRows.addContent(scope, artifact.sha(), run.flowId(), node, moment.millis());
    }
}
