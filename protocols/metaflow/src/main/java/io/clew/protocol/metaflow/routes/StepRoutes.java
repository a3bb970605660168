package io.clew.protocol.metaflow.routes;

import io.clew.http.Request;
import io.clew.http.Response;
import io.clew.protocol.metaflow.facts.Moment;
import io.clew.protocol.metaflow.facts.Recorder;
import io.clew.protocol.metaflow.rows.MetaflowStore;
import io.clew.protocol.metaflow.rows.Run;
import io.clew.protocol.metaflow.rows.Scope;
import io.clew.protocol.metaflow.rows.Step;
import io.clew.protocol.metaflow.rows.StepRows;
import io.clew.protocol.metaflow.wire.Fields;
import io.clew.protocol.metaflow.wire.Key;
import io.clew.protocol.metaflow.wire.MetaflowAnswers;
import io.clew.protocol.metaflow.wire.PageAsked;
import io.clew.protocol.metaflow.wire.Refusal;
import java.io.IOException;
import java.util.List;

/** Registers and lists steps. */
final class StepRoutes {
    private final MetaflowStore store;

    StepRoutes(MetaflowStore store) {
        this.store = store;
    }

    void addTo(Endpoints endpoints) {
        endpoints
                .get(Endpoints.RUN + "/steps", this::list)
                .get(Endpoints.STEP, this::get)
                .post(Endpoints.STEP + "/step", this::create);
    }

    private Response list(Request request) {
        Finding finding = Finding.ofRun(request);
        PageAsked asked =
                PageAsked.isAsked(request.query())
                        ? PageAsked.of(request.query(), StepRows.KEYS, StepRows.KINDS)
                        : null;
        return store.read(
                scope -> {
                    Run run = finding.maybeRun(scope).orElse(null);
                    if (run == null) {
                        return Shapes.none(asked);
                    }
                    return asked == null
                            ? Shapes.all(StepRows.all(scope, run.nodeId()), Shapes.step(run))
                            : Shapes.page(
                                    StepRows.page(scope, run.nodeId(), asked),
                                    asked,
                                    StepRows.KEYS,
                                    Shapes.step(run));
                });
    }

    private Response get(Request request) {
        Finding finding = Finding.ofStep(request);
        return store.read(
                scope -> {
                    Run run = finding.run(scope);
                    Step step =
                            finding.maybeStep(scope, run)
                                    .orElseThrow(() -> missing(run, finding.stepName()));
                    return Shapes.one(step, Shapes.step(run));
                });
    }

    static Refusal missing(Run run, String step) {
        return Finding.missing("step", run.pathspec() + "/" + step);
    }

    private Response create(Request request) throws IOException {
        Finding finding = Finding.ofStep(request);
        Key.checked("step_name", finding.stepName());
        byte[] body = request.body().bytes();
        Fields fields = Fields.of(body);
        String user = fields.text("user_name", "");
        for (String tags : List.of("tags", "system_tags")) {
            // They are the run's in every answer; what is sent must be tags all the same.
            fields.tags(tags);
        }
        return store.write(
                Endpoints.by(request),
                "step/create",
                body,
                commit -> {
                    Scope scope = Scope.of(commit);
                    Run run = finding.maybeRun(scope).orElseThrow(() -> noRun(finding));
                    if (finding.maybeStep(scope, run).isPresent()) {
                        throw new Refusal(
                                MetaflowAnswers.message(
                                        409,
                                        "there is a step %s/%s already"
                                                .formatted(run.pathspec(), finding.stepName())));
                    }
                    Moment moment = Moment.received(commit);
                    Step step = new Step(finding.stepName(), user, moment.millis());
                    Recorder.step(commit, run, step, moment);
                    return Shapes.one(step, Shapes.step(run));
                });
    }

    /** The original fails here, and tests of its clients expect that. */
    static Refusal noRun(Finding finding) {
        return new Refusal(
                MetaflowAnswers.failure(
                        "there is no run %s/%s"
                                .formatted(finding.flow(), finding.runKey().text())));
    }
}
