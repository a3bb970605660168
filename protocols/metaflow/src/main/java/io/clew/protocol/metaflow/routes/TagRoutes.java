package io.clew.protocol.metaflow.routes;

import io.clew.commit.Commit;
import io.clew.http.Request;
import io.clew.http.Response;
import io.clew.protocol.metaflow.facts.Moment;
import io.clew.protocol.metaflow.facts.Recorder;
import io.clew.protocol.metaflow.rows.MetaflowStore;
import io.clew.protocol.metaflow.rows.Run;
import io.clew.protocol.metaflow.rows.Scope;
import io.clew.protocol.metaflow.wire.Fields;
import io.clew.protocol.metaflow.wire.Key;
import io.clew.protocol.metaflow.wire.MetaflowAnswers;
import io.clew.protocol.metaflow.wire.Refusal;
import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Changes the tags that users give runs; those of the system stay. */
final class TagRoutes {
    private static final int UNPROCESSABLE = 422;

    private final MetaflowStore store;

    TagRoutes(MetaflowStore store) {
        this.store = store;
    }

    void addTo(Endpoints endpoints) {
        endpoints.patch(Endpoints.RUN + "/tag/mutate", this::mutate);
    }

    private Response mutate(Request request) throws IOException {
        Finding finding = Finding.ofRun(request);
        byte[] body = request.body().bytes();
        Fields fields = Fields.of(body);
        List<String> add = tags(fields, "tags_to_add");
        List<String> remove = tags(fields, "tags_to_remove");
        List<String> tags =
                store.write(
                        Endpoints.by(request),
                        "tag/mutate",
                        body,
                        commit -> mutated(commit, finding.run(Scope.of(commit)), add, remove));
        return MetaflowAnswers.value(200, Map.of("tags", tags));
    }

    private static List<String> mutated(
            Commit commit, Run run, List<String> add, List<String> remove) {
        List<String> system = remove.stream().filter(run.systemTags()::contains).toList();
        if (!system.isEmpty()) {
            throw refuse(
                    UNPROCESSABLE, "Cannot remove tags that are existing system tags " + system);
        }
        Set<String> tags = new LinkedHashSet<>(run.tags());
        remove.forEach(tags::remove);
        add.stream().filter(tag -> !run.systemTags().contains(tag)).forEach(tags::add);
        List<String> after = List.copyOf(tags);
        if (!Set.copyOf(run.tags()).equals(tags)
                && !Recorder.tags(commit, run, after, Moment.received(commit))) {
            throw refuse(409, "Conflicting concurrent tag mutation, please retry");
        }
        return after;
    }

    private static List<String> tags(Fields fields, String field) {
        Object value = fields.value(field);
        if (value == null) {
            return List.of();
        }
        if (!(value instanceof List<?> list)) {
            throw refuse(400, field + " must be a list");
        }
        if (!list.stream().allMatch(String.class::isInstance)) {
            throw refuse(400, "All tag values must be strings");
        }
        List<String> tags = list.stream().map(String.class::cast).toList();
        tags.forEach(tag -> Key.checked(field, tag));
        return tags;
    }

    private static Refusal refuse(int status, String message) {
        return new Refusal(MetaflowAnswers.text(status, message));
    }
}
