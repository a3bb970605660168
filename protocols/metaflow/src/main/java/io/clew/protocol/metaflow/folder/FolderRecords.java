package io.clew.protocol.metaflow.folder;

import io.clew.commit.Commit;
import io.clew.commit.Committer;
import io.clew.commit.Intent;
import io.clew.http.json.Json;
import io.clew.intake.OneByOne;
import io.clew.model.ClewException;
import io.clew.protocol.metaflow.facts.Contents;
import io.clew.protocol.metaflow.facts.Moment;
import io.clew.protocol.metaflow.facts.Recorder;
import io.clew.protocol.metaflow.rows.Artifact;
import io.clew.protocol.metaflow.rows.ArtifactRows;
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
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Takes records of runs and tasks: writes what of them is not there yet, and no more. */
public final class FolderRecords {
    /** The word after {@code clew harvest}. */
    public static final String KIND = "metaflow";

    /** The end of the year 9999: no time of a record is later. */
    private static final long MILLIS_MAX = 253_402_300_799_000L;

    private static final int ATTEMPT_MAX = 1_000_000;
    private static final String NOTHING = " ";
    private static final String TIME = "ts_epoch";

    private FolderRecords() {}

    /** Makes the intake of such records. */
    public static OneByOne intake(Committer committer) {
        return new OneByOne(
                KIND,
                committer,
                (session, batch, record) ->
                        session.commit(
                                new Intent(
                                        batch.workspace(), batch.by(Run.SYSTEM), "harvest/" + KIND),
                                commit -> take(commit, record)));
    }

    private static boolean take(Commit commit, byte[] json) {
        if (!(Json.read(json) instanceof Map<?, ?> record)) {
            throw ClewException.invalid("record", "an object was expected");
        }
        boolean isNew = flow(commit, fields(record, "flow"));
        Fields told = fields(record, "run");
        Scope scope = Scope.of(commit);
        Run known = RunRows.find(scope, flowId(told), runKey(told)).orElse(null);
        Run run = known == null ? newRun(commit, told) : known;
        isNew |= known == null;
        List<String> tags = told.tags("tags");
        if (known != null && !Set.copyOf(tags).equals(Set.copyOf(known.tags()))) {
            Recorder.tags(commit, known, tags, Moment.received(commit));
            isNew = true;
        }
        if (record.get("task") != null) {
            isNew |= task(commit, run, record);
        }
        if (!isNew) {
            commit.abandon();
        }
        return isNew;
    }

    private static Fields fields(Map<?, ?> record, String name) {
        if (record.get(name) instanceof Map<?, ?> members) {
            return new Fields(members, name + ".");
        }
        throw ClewException.invalid(name, name + ": an object was expected");
    }

    private static List<Fields> list(Map<?, ?> record, String name) {
        List<Fields> all = new ArrayList<>();
        if (record.get(name) instanceof List<?> elements) {
            for (Object element : elements) {
                if (!(element instanceof Map<?, ?> members)) {
                    throw ClewException.invalid(name, name + ": objects were expected");
                }
                all.add(new Fields(members, name + "[" + all.size() + "]."));
            }
        }
        all.sort(Comparator.comparingLong(FolderRecords::millis));
        return all;
    }

    private static long millis(Fields fields) {
        return fields.integer(TIME, 0, MILLIS_MAX, 0);
    }

    private static Moment moment(Fields fields) {
        return Moment.reported(millis(fields));
    }

    private static String flowId(Fields fields) {
        return fields.name("flow_id", "");
    }

    private static Key runKey(Fields fields) {
        return new Key(id(fields, "run_number"));
    }

    /** Ids stand as texts in the folder, whoever made them. */
    private static String id(Fields fields, String field) {
        Object value = fields.value(field);
        return value instanceof Long number ? number.toString() : fields.name(field, "");
    }

    private static boolean flow(Commit commit, Fields told) {
        if (FlowRows.find(Scope.of(commit), flowId(told)).isPresent()) {
            return false;
        }
        Moment moment = moment(told);
        Recorder.flow(
                commit,
                new Flow(
                        flowId(told),
                        told.text("user_name"),
                        moment.millis(),
                        told.tags("tags"),
                        told.tags("system_tags")),
                moment);
        return true;
    }

    private static Run newRun(Commit commit, Fields told) {
        Key key = runKey(told);
        long number = number(key, "run_number");
        String flow = flowId(told);
        Moment moment = moment(told);
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

    private static boolean task(Commit commit, Run run, Map<?, ?> record) {
        Scope scope = Scope.of(commit);
        boolean isNew = false;
        Fields stepTold = fields(record, "step");
        String step = stepTold.name("step_name", "");
        if (StepRows.find(scope, run.nodeId(), step).isEmpty()) {
            Moment moment = moment(stepTold);
            Recorder.step(
                    commit,
                    run,
                    new Step(step, stepTold.text("user_name"), moment.millis()),
                    moment);
            isNew = true;
        }
        Fields told = fields(record, "task");
        Key key = new Key(id(told, "task_id"));
        Task known = TaskRows.find(scope, run.nodeId(), step, key).orElse(null);
        Task task = known == null ? newTask(commit, run, step, key, told) : known;
        isNew |= known == null;
        isNew |= metadata(commit, run, task, list(record, "metadata"));
        return isNew | artifacts(commit, run, task, list(record, "artifacts"));
    }

    private static Task newTask(Commit commit, Run run, String step, Key key, Fields told) {
        long number = number(key, "task_id");
        Moment moment = moment(told);
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
            Datum datum = datum(one);
            Said said = new Said(datum.field(), MetadataRows.shown(datum.value()), millis(one));
            if (!known.add(said)) {
                continue;
            }
            if (since != null && (since.millis() != said.millis() && begins(datum))) {
                say(commit, run, task, together, times, since);
                together = new ArrayList<>();
                times = new ArrayList<>();
                since = null;
            }
            since = since == null ? moment(one) : since;
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

    private static boolean artifacts(Commit commit, Run run, Task task, List<Fields> told) {
        Set<ArtifactRows.Id> known = ArtifactRows.ids(Scope.of(commit), task.nodeId());
        List<Artifact> fresh = new ArrayList<>();
        Moment moment = Moment.received(commit);
        for (Fields one : told) {
            Artifact artifact =
                    new Artifact(
                            one.name("name", NOTHING),
                            one.integer("attempt_id", 0, ATTEMPT_MAX, 0),
                            one.text("location", NOTHING),
                            one.text("ds_type", NOTHING),
                            one.name("sha", NOTHING),
                            one.text("type", NOTHING),
                            one.text("content_type", NOTHING),
                            one.text("user_name", NOTHING),
                            one.texts("tags"),
                            one.texts("system_tags"));
            if (!known.contains(new ArtifactRows.Id(artifact.attempt(), artifact.name()))) {
                moment = fresh.isEmpty() ? moment(one) : moment;
                fresh.add(artifact);
            }
        }
        return !fresh.isEmpty()
                && Recorder.artifacts(
                                commit,
                                run,
                                task,
                                fresh,
                                Contents.of(run.flowId(), task.step(), fresh),
                                moment)
                        > 0;
    }
}
