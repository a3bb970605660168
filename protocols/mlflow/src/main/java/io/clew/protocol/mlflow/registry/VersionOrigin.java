package io.clew.protocol.mlflow.registry;

import io.clew.model.Asserter;
import io.clew.model.Assertion;
import io.clew.model.EdgeKind;
import io.clew.model.EventTime;
import io.clew.model.Fact;
import io.clew.model.Inference;
import io.clew.model.Urn;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Says what a new model version came from, as far as its request and the rows tell.
 *
 * @param source the source as the registry keeps it
 * @param storage where its files are
 * @param runId the run that made it; empty when nobody knows
 * @param loggedModelId the logged model that it was made from; empty when nobody knows
 * @param causes the edges to what it came from
 */
record VersionOrigin(
        String source, String storage, String runId, String loggedModelId, List<Cause> causes) {

    /**
     * One thing that a version came from.
     *
     * @param rule by which rule it was found; null when the client named it
     */
    record Cause(EdgeKind kind, Urn to, @Nullable String rule) {}

    /** Returns the facts about a version with this origin. */
    List<Fact> facts(Urn version, Asserter by, EventTime at) {
        return causes.stream().<Fact>map(cause -> fact(version, cause, by, at)).toList();
    }

    private Fact fact(Urn version, Cause cause, Asserter by, EventTime at) {
        if (cause.rule() == null) {
            return new Fact.EdgeFact(
                    version, cause.kind(), cause.to(), Assertion.DECLARED, at, by, Map.of(), null);
        }
        return new Fact.EdgeFact(
                version,
                cause.kind(),
                cause.to(),
                Assertion.INFERRED,
                at,
                Asserter.CLEW,
                Map.of(),
                new Inference(cause.rule(), List.of("source=" + source)));
    }
}
