package io.clew.protocol.metaflow.facts;

import io.clew.protocol.metaflow.content.Datastore;
import io.clew.protocol.metaflow.rows.Artifact;
import io.clew.protocol.metaflow.rows.Task;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Holds what was read of the content of artifacts before they are written down: reading files takes
 * its time, and writes wait for one another.
 *
 * @param graph the flow's graph; null when these are not the artifacts that have it, or it cannot
 *     be read
 * @param parameters values of the flow's parameters by name, as texts
 * @param packedBytes by the artifact's SHA-1, where its file is on this machine
 */
public record Contents(
        @Nullable StepGraph graph, Map<String, String> parameters, Map<String, Long> packedBytes) {
    private static final String GRAPH = "_graph_info";

    /** Longest value of a parameter that is kept: as long as MLflow's. */
    private static final int VALUE_CHARS_MAX = 6000;

    /** Nothing was read. */
    public static final Contents NONE = new Contents(null, Map.of(), Map.of());

    public Contents {
        parameters = Map.copyOf(parameters);
        packedBytes = Map.copyOf(packedBytes);
    }

    /** Reads what can be read of the artifacts of one task. */
    public static Contents of(
            Datastore datastore, String flow, String step, List<Artifact> artifacts) {
        Map<String, Long> packed = new LinkedHashMap<>();
        for (Artifact artifact : artifacts) {
            if (!ArtifactFacts.isInternal(artifact.name())) {
                OptionalLong size =
                        Datastore.packedSize(
                                flow, artifact.location(), artifact.dsType(), artifact.sha());
                size.ifPresent(bytes -> packed.put(artifact.sha(), bytes));
            }
        }
        if (!step.equals(Task.PARAMETERS)) {
            return new Contents(null, Map.of(), packed);
        }
        Map<String, Artifact> byName = new LinkedHashMap<>();
        artifacts.forEach(artifact -> byName.put(artifact.name(), artifact));
        StepGraph graph =
                plain(datastore, flow, byName.get(GRAPH))
                        .flatMap(plain -> StepGraph.of(plain.value()))
                        .orElse(null);
        Map<String, String> values =
                graph == null ? Map.of() : values(datastore, flow, graph, byName);
        return new Contents(graph, values, packed);
    }

    private static Map<String, String> values(
            Datastore datastore, String flow, StepGraph graph, Map<String, Artifact> byName) {
        Map<String, String> values = new LinkedHashMap<>();
        for (String name : graph.parameters()) {
            plain(datastore, flow, byName.get(name))
                    .map(plain -> ParameterValue.text(name, plain.value()))
                    .filter(text -> text.length() <= VALUE_CHARS_MAX)
                    .ifPresent(text -> values.put(name, text));
        }
        return values;
    }

    private static Optional<Datastore.Plain> plain(
            Datastore datastore, String flow, @Nullable Artifact artifact) {
        return artifact == null
                ? Optional.empty()
                : datastore.plain(flow, artifact.location(), artifact.dsType(), artifact.sha());
    }

    OptionalLong packedBytes(Artifact artifact) {
        Long bytes = packedBytes.get(artifact.sha());
        return bytes == null ? OptionalLong.empty() : OptionalLong.of(bytes);
    }
}
