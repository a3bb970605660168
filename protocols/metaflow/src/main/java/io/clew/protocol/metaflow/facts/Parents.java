package io.clew.protocol.metaflow.facts;

import io.clew.commit.Commit;
import io.clew.model.Asserter;
import io.clew.model.Assertion;
import io.clew.model.EdgeKind;
import io.clew.model.Fact;
import io.clew.model.Inference;
import io.clew.model.Urn;
import io.clew.protocol.metaflow.rows.ParentRows;
import io.clew.protocol.metaflow.rows.Run;
import io.clew.protocol.metaflow.rows.Scope;
import io.clew.protocol.metaflow.rows.Task;
import io.clew.protocol.metaflow.rows.TaskRows;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Finds the tasks that a task follows, which no client tells: by the graph that the flow declares
 * where it can be read, else by the order of steps; of a step's tasks by their foreach paths.
 */
final class Parents {
    /** Attribute of the edge that says where it comes from. */
    static final String SOURCE = "source";

    private static final String DECLARED = "_graph_info";
    private static final String RULE = "metaflow-step-order";

    private Parents() {}

    /** Says which tasks a task follows, once its first attempt begins. */
    static void link(Commit commit, Run run, Task task, Moment moment) {
        if (task.step().equals(Task.PARAMETERS)) {
            return;
        }
        Scope scope = Scope.of(commit);
        Optional<StepGraph> graph = ParentRows.graph(scope, run.nodeId()).flatMap(StepGraph::read);
        if (graph.isPresent() && graph.get().next().containsKey(task.step())) {
            declared(scope, run, task, graph.get())
                    .forEach(parent -> declare(commit, run, task, parent, moment));
        } else {
            inferred(scope, run, task).forEach(parent -> infer(commit, run, task, parent, moment));
        }
    }

    private static List<Task> declared(Scope scope, Run run, Task task, StepGraph graph) {
        if (task.step().equals(graph.start())) {
            return TaskRows.all(scope, run.nodeId(), Task.PARAMETERS);
        }
        List<String> steps = graph.before(task.step());
        List<Task> own = fitting(scope, run, task, task.step());
        if (steps.contains(task.step()) && !own.isEmpty()) {
            // A step that repeats itself follows its last turn.
            return List.of(own.getLast());
        }
        List<Task> parents = new ArrayList<>();
        for (String step : steps) {
            parents.addAll(fitting(scope, run, task, step));
        }
        return parents;
    }

    private static List<Task> fitting(Scope scope, Run run, Task task, String step) {
        return TaskRows.all(scope, run.nodeId(), step).stream()
                .filter(other -> fits(other, task))
                .toList();
    }

    private static boolean fits(Task other, Task task) {
        return other.nodeId() != task.nodeId()
                && other.id() != task.id()
                && ForeachPath.isOneOfOther(other.foreachPath(), task.foreachPath());
    }

    /** Takes the tasks of the step that ended last before, and those that nobody follows yet. */
    private static List<Task> inferred(Scope scope, Run run, Task task) {
        List<Task> done =
                TaskRows.complete(scope, run.nodeId()).stream()
                        .filter(other -> !other.step().equals(task.step()) && fits(other, task))
                        .toList();
        if (done.isEmpty()) {
            return TaskRows.all(scope, run.nodeId(), Task.PARAMETERS);
        }
        String last = done.getLast().step();
        return done.stream()
                .filter(
                        other ->
                                other.step().equals(last)
                                        || !ParentRows.hasChild(scope, other.nodeId()))
                .toList();
    }

    private static void declare(Commit commit, Run run, Task task, Task parent, Moment moment) {
        ParentRows.add(Scope.of(commit), task.nodeId(), parent.nodeId());
        commit.declare(
                urn(run, task),
                EdgeKind.INFORMED_BY,
                urn(run, parent),
                moment.at(),
                Map.of(SOURCE, DECLARED));
    }

    private static void infer(Commit commit, Run run, Task task, Task parent, Moment moment) {
        ParentRows.add(Scope.of(commit), task.nodeId(), parent.nodeId());
        commit.add(
                new Fact.EdgeFact(
                        urn(run, task),
                        EdgeKind.INFORMED_BY,
                        urn(run, parent),
                        Assertion.INFERRED,
                        moment.at(),
                        Asserter.CLEW,
                        Map.of(SOURCE, "step-order"),
                        new Inference(
                                RULE,
                                List.of(
                                        "ended before: " + parent.step() + "/" + parent.idText(),
                                        "foreach path: " + parent.foreachPath(),
                                        "foreach path of the task: " + task.foreachPath()))));
    }

    private static Urn urn(Run run, Task task) {
        return run.taskUrn(task.step(), task.idText());
    }
}
