package io.clew.protocol.metaflow.folder;

import io.clew.commit.Commit;
import io.clew.model.ClewException;
import io.clew.protocol.metaflow.facts.Contents;
import io.clew.protocol.metaflow.facts.Moment;
import io.clew.protocol.metaflow.facts.Recorder;
import io.clew.protocol.metaflow.rows.Datum;
import io.clew.protocol.metaflow.rows.Flow;
import io.clew.protocol.metaflow.rows.FlowRows;
import io.clew.protocol.metaflow.rows.MetadataRows;
import io.clew.protocol.metaflow.rows.Run;
import io.clew.protocol.metaflow.rows.RunRows;
import io.clew.protocol.metaflow.rows.Scope;
import io.clew.protocol.metaflow.rows.State;
import io.clew.protocol.metaflow.rows.Step;
import io.clew.protocol.metaflow.rows.StepRows;
import io.clew.protocol.metaflow.rows.Task;
import io.clew.protocol.metaflow.rows.TaskRows;
import io.clew.protocol.metaflow.wire.Fields;
import io.clew.protocol.metaflow.wire.Key;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Takes records of runs and tasks: writes what of them is not there yet, and no more. */
final class FolderRecords {
    private static final String NOTHING = " ";

    private FolderRecords() {}

    /**
     * Takes one record.
     *
     * @param contents what was read of the artifacts that it names
     * @return whether anything of it was new
     */
    static boolean take(Commit commit, Map<?, ?> record, Contents contents) {
        boolean isNew = flow(commit, FolderFields.fields(record, "flow"));
        Fields told = FolderFields.fields(record, "run");
        Scope scope = Scope.of(commit);
        Run known =
                RunRows.find(scope, FolderFields.flowId(told), FolderFields.runKey(told))
                        .orElse(null);
        Run run = known == null ? newRun(commit, told) : known;
        isNew |= known == null;
        List<String> tags = told.tags("tags");
        if (known != null && !Set.copyOf(tags).equals(Set.copyOf(known.tags()))) {
            Recorder.tags(commit, known, tags, Moment.received(commit));
            isNew = true;
        }
        if (record.get("task") != null) {
            isNew |= task(commit, run, record, contents);
        }
        if (!isNew) {
            commit.abandon();
        }
        return isNew;
    }

    private static boolean flow(Commit commit, Fields told) {
        if (FlowRows.find(Scope.of(commit), FolderFields.flowId(told)).isPresent()) {
            return false;
        }
        Moment moment = FolderFields.moment(told);
        Recorder.flow(
                commit,
                new Flow(
                        FolderFields.flowId(told),
                        told.text("user_name"),
                        moment.millis(),
                        told.tags("tags"),
                        told.tags("system_tags")),
                moment);
        return true;
    }

    private static Run newRun(Commit commit, Fields told) {
        Key key = FolderFields.runKey(told);
        long number = number(key, "run_number");
        String flow = FolderFields.flowId(told);
        Moment moment = FolderFields.moment(told);
        Run run =
                new Run(
                        commit.nodeId(Run.urn(flow, text(key, number))),
                        flow,
                        number < 0 ? RunRows.nextNumber(Scope.of(commit), flow) : number,
                        number < 0 ? key.text() : null,
                        told.text("user_name"),
                        moment.millis(),
                        null,
                        told.tags("tags"),
                        told.tags("system_tags"),
                        State.RUNNING,
                        "end");
        Recorder.run(commit, run, moment);
        return run;
    }

    /** Returns the number that an id is; −1 for a name. */
    private static long number(Key key, String field) {
        if (!key.isNumber()) {
            return -1;
        }
        return key.number()
                .orElseThrow(() -> ClewException.invalid(field, field + ": 64 bits were expected"));
    }

    private static String text(Key key, long number) {
        return number < 0 ? key.text() : Long.toString(number);
    }

    private static boolean task(Commit commit, Run run, Map<?, ?> record, Contents contents) {
        Scope scope = Scope.of(commit);
        boolean isNew = false;
        Fields stepTold = FolderFields.fields(record, "step");
        String step = stepTold.name("step_name", "");
        if (StepRows.find(scope, run.nodeId(), step).isEmpty()) {
            Moment moment = FolderFields.moment(stepTold);
            Recorder.step(
                    commit,
                    run,
                    new Step(step, stepTold.text("user_name"), moment.millis()),
                    moment);
            isNew = true;
        }
        Fields told = FolderFields.fields(record, "task");
        Key key = new Key(FolderFields.id(told, "task_id"));
        Task known = TaskRows.find(scope, run.nodeId(), step, key).orElse(null);
        Task task = known == null ? newTask(commit, run, step, key, told) : known;
        isNew |= known == null;
        isNew |= metadata(commit, run, task, FolderFields.list(record, "metadata"));
        return isNew | FolderArtifacts.add(commit, run, task, FolderArtifacts.of(record), contents);
    }

    private static Task newTask(Commit commit, Run run, String step, Key key, Fields told) {
        long number = number(key, "task_id");
        Moment moment = FolderFields.moment(told);
        Task task =
                new Task(
                        commit.nodeId(run.taskUrn(step, text(key, number))),
                        step,
                        number < 0 ? TaskRows.nextId(Scope.of(commit), run.nodeId(), step) : number,
                        number < 0 ? key.text() : null,
                        told.text("user_name"),
                        moment.millis(),
                        null,
                        State.WAITING,
                        -1,
                        null,
                        "");
        Recorder.task(commit, run, task, moment);
        return task;
    }

    /** One statement is known again by what it says and when. */
    private record Said(String field, String value, long millis) {}

    private static boolean metadata(Commit commit, Run run, Task task, List<Fields> told) {
        Scope scope = Scope.of(commit);
        Set<Said> known = new HashSet<>();
        MetadataRows.ofTask(scope, task.nodeId())
                .forEach(
                        one ->
                                known.add(
                                        new Said(
                                                one.datum().field(),
                                                MetadataRows.shown(one.datum().value()),
                                                one.tsMillis())));
        List<Datum> together = new ArrayList<>();
        List<Long> times = new ArrayList<>();
        Moment since = null;
        boolean isNew = false;
        for (Fields one : told) {
            Datum datum = datum(one).withoutSecrets();
            Said said =
                    new Said(
                            datum.field(),
                            MetadataRows.shown(datum.value()),
                            FolderFields.millis(one));
            if (!known.add(said)) {
                continue;
            }
            if (since != null && (since.millis() != said.millis() && begins(datum))) {
                say(commit, run, task, together, times, since);
                together = new ArrayList<>();
                times = new ArrayList<>();
                since = null;
            }
            since = since == null ? FolderFields.moment(one) : since;
            together.add(datum);
            times.add(said.millis());
            isNew = true;
        }
        if (since != null) {
            say(commit, run, task, together, times, since);
        }
        return isNew;
    }

    /** What was said at the begin and at the end of an attempt are two statements. */
    private static boolean begins(Datum datum) {
        return datum.field().equals("attempt") || datum.field().equals("attempt_ok");
    }

    private static void say(
            Commit commit, Run run, Task task, List<Datum> data, List<Long> times, Moment moment) {
        Scope scope = Scope.of(commit);
        Recorder.metadata(
                commit,
                RunRows.find(scope, run.nodeId()).orElse(run),
                TaskRows.find(scope, task.nodeId()).orElse(task),
                data,
                times,
                moment);
    }

    private static Datum datum(Fields fields) {
        Object value = fields.value("value");
        return new Datum(
                fields.name("field_name", NOTHING),
                value == null ? NOTHING : value,
                fields.text("type", NOTHING),
                fields.text("user_name", NOTHING),
                fields.texts("tags"),
                fields.texts("system_tags"));
    }
}
