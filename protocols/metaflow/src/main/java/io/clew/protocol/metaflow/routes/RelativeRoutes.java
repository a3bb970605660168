package io.clew.protocol.metaflow.routes;

import io.clew.http.Request;
import io.clew.http.Response;
import io.clew.http.json.Text;
import io.clew.protocol.metaflow.filter.FullMatch;
import io.clew.protocol.metaflow.rows.MetadataRows;
import io.clew.protocol.metaflow.rows.MetaflowStore;
import io.clew.protocol.metaflow.rows.Run;
import io.clew.protocol.metaflow.rows.Task;
import io.clew.protocol.metaflow.rows.TaskRows;
import io.clew.protocol.metaflow.wire.MetaflowAnswers;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Finds a step's tasks by their metadata: how clients find the relatives of a task. */
final class RelativeRoutes {
    private final MetaflowStore store;

    RelativeRoutes(MetaflowStore store) {
        this.store = store;
    }

    void addTo(Endpoints endpoints) {
        endpoints.get(Endpoints.STEP + "/filtered_tasks", this::filtered);
    }

    private Response filtered(Request request) {
        Finding finding = Finding.ofStep(request);
        Optional<String> field = asked(request, "metadata_field_name");
        Optional<FullMatch> pattern = asked(request, "pattern").map(FullMatch::of);
        return store.read(
                scope -> {
                    Run run = finding.maybeRun(scope).orElse(null);
                    if (run == null) {
                        return Shapes.none(null);
                    }
                    List<Task> tasks = TaskRows.byId(scope, run.nodeId(), finding.stepName());
                    Set<Integer> matching = new HashSet<>();
                    boolean all = field.isEmpty() && pattern.isEmpty();
                    if (!all) {
                        MetadataRows.values(
                                scope,
                                run.nodeId(),
                                finding.stepName(),
                                field.orElse(null),
                                (node, value) -> {
                                    if (!matching.contains(node)
                                            && (pattern.isEmpty()
                                                    || pattern.get().matches(value))) {
                                        matching.add(node);
                                    }
                                });
                    }
                    return MetaflowAnswers.value(
                            200,
                            tasks.stream()
                                    .filter(task -> all || matching.contains(task.nodeId()))
                                    .map(task -> pathspec(run, task))
                                    .toList());
                });
    }

    private static Optional<String> asked(Request request, String name) {
        return request.query()
                .first(name)
                .filter(text -> !text.isEmpty())
                .map(text -> Text.checked(name, text));
    }

    private static String pathspec(Run run, Task task) {
        return "%s/%s/%s".formatted(run.pathspec(), task.step(), task.idText());
    }
}
