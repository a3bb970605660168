package io.clew.protocol.metaflow.facts;

import io.clew.http.json.Json;
import io.clew.protocol.metaflow.wire.MetaflowAnswers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Holds the steps of a flow and which follows which, as the flow declares it: nothing else of its
 * {@code _graph_info} is kept, for decorators hold secrets.
 *
 * @param start the first step
 * @param end the last step
 * @param next by step, the steps that follow it
 * @param parameters names of the flow's parameters
 */
public record StepGraph(
        String start, String end, Map<String, List<String>> next, List<String> parameters) {
    /** Most steps: far above what a person draws. */
    private static final int STEPS_MAX = 10_000;

    private static final String STEPS = "steps";

    public StepGraph {
        next = Map.copyOf(next);
        parameters = List.copyOf(parameters);
    }

    /** Returns the steps that a step follows. */
    List<String> before(String step) {
        List<String> before = new ArrayList<>();
        next.forEach(
                (from, to) -> {
                    if (to.contains(step)) {
                        before.add(from);
                    }
                });
        return before;
    }

    /** Reads the plain values of a {@code _graph_info}; empty when they are of another form. */
    public static Optional<StepGraph> of(@Nullable Object plain) {
        if (!(plain instanceof Map<?, ?> info)
                || !(info.get(STEPS) instanceof Map<?, ?> steps)
                || steps.size() > STEPS_MAX) {
            return Optional.empty();
        }
        Map<String, List<String>> next = new LinkedHashMap<>();
        for (Map.Entry<?, ?> step : steps.entrySet()) {
            if (!(step.getKey() instanceof String name)
                    || !(step.getValue() instanceof Map<?, ?> node)) {
                return Optional.empty();
            }
            next.put(name, texts(node.get("next")));
        }
        List<String> parameters = new ArrayList<>();
        if (info.get("parameters") instanceof List<?> declared) {
            for (Object one : declared) {
                if (one instanceof Map<?, ?> parameter
                        && parameter.get("name") instanceof String name) {
                    parameters.add(name);
                }
            }
        }
        return Optional.of(
                new StepGraph(
                        info.get("start_step") instanceof String start ? start : "start",
                        info.get("end_step") instanceof String end ? end : "end",
                        next,
                        parameters));
    }

    private static List<String> texts(@Nullable Object value) {
        return value instanceof List<?> list
                ? list.stream().filter(String.class::isInstance).map(String.class::cast).toList()
                : List.of();
    }

    /** Writes it into one column. */
    String json() {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("start_step", start);
        members.put("end_step", end);
        Map<String, Object> steps = new LinkedHashMap<>();
        next.forEach((name, to) -> steps.put(name, Map.of("next", to)));
        members.put(STEPS, steps);
        return MetaflowAnswers.text(members);
    }

    static Optional<StepGraph> read(String json) {
        return of(Json.read(json.getBytes(StandardCharsets.UTF_8)));
    }
}
