package io.clew.cli.demo;

import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Tells Metaflow's metadata service of flows that train, as Metaflow's client would. */
final class FlowTeller {

    private static final String FLOW = "FraudTraining";

    private final Function<String, DemoCalls> as;
    private boolean isFlowKnown;

    /**
     * Makes a teller.
     *
     * @param as gives the calls of a person
     */
    FlowTeller(Function<String, DemoCalls> as) {
        this.as = as;
    }

    /**
     * Tells a run of the flow whose step {@code train} does what is given.
     *
     * @param train takes the task's pathspec, such as {@code FraudTraining/1/train/2}
     */
    <T> T tell(String person, Function<String, T> train) {
        DemoCalls metaflow = as.apply(person);
        Map<String, Object> who =
                Map.of(
                        "user_name",
                        person,
                        "tags",
                        List.of(),
                        "system_tags",
                        List.of("user:" + person));
        if (!isFlowKnown) {
            metaflow.postToMetaflow("flows/" + FLOW, who);
            isFlowKnown = true;
        }
        String run =
                metaflow.postToMetaflow("flows/" + FLOW + "/run", who)
                        .path("run_number")
                        .asString();
        done(metaflow, step(metaflow, run, "start", who));
        String task = step(metaflow, run, "train", who);
        T made = train.apply(task.replace("flows/", "").replaceAll("/(runs|steps|tasks)/", "/"));
        done(metaflow, task);
        done(metaflow, step(metaflow, run, "end", who));
        return made;
    }

    /** Begins a step with its one task, and returns the task's path. */
    private static String step(DemoCalls metaflow, String run, String step, Map<String, ?> who) {
        String path = "flows/" + FLOW + "/runs/" + run + "/steps/" + step;
        metaflow.postToMetaflow(path + "/step", who);
        String task = metaflow.postToMetaflow(path + "/task", who).path("task_id").asString();
        return path + "/tasks/" + task;
    }

    private static void done(DemoCalls metaflow, String task) {
        metaflow.postToMetaflow(
                task + "/metadata",
                List.of(datum("attempt_ok", "True", "internal_attempt_status")));
    }

    private static Map<String, Object> datum(String field, String value, String type) {
        return Map.of(
                "field_name", field, "type", type, "value", value, "tags", List.of("attempt_id:0"));
    }
}
