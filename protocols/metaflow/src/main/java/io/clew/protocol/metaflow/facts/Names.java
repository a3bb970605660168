package io.clew.protocol.metaflow.facts;

import io.clew.commit.Commit;
import io.clew.commit.Once;
import io.clew.identity.Urns;
import io.clew.model.Attributes;
import io.clew.model.EdgeKind;
import io.clew.model.Urn;
import io.clew.protocol.metaflow.rows.Flow;
import io.clew.protocol.metaflow.rows.Run;
import io.clew.protocol.metaflow.rows.Step;
import io.clew.protocol.metaflow.rows.Task;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Says that flows, runs, steps and tasks are there, what they are called and whose they are. */
final class Names {
    private Names() {}

    static void flow(Commit commit, Flow flow, Moment moment) {
        Urn urn = Run.flowUrn(flow.flowId());
        commit.subject(urn);
        commit.declare(urn, Attributes.NAME, flow.flowId(), moment.at());
        commit.declare(urn, Attributes.INTEGRATION, "METAFLOW", moment.at());
        commit.declare(urn, Attributes.CREATED, moment.text(), moment.at());
    }

    static void run(Commit commit, Run run, Moment moment) {
        Urn urn = run.urn();
        commit.subject(urn);
        commit.declare(urn, EdgeKind.PART_OF, Run.flowUrn(run.flowId()), moment.at());
        commit.declare(urn, Attributes.NAME, run.pathspec(), moment.at());
        commit.declare(urn, Attributes.STARTED, moment.text(), moment.at());
        user(commit, urn, run.user(), moment);
        tags(commit, run, List.of(), run.tags(), moment);
    }

    static void step(Commit commit, Run run, Step step, Moment moment) {
        Urn urn = run.stepUrn(step.name());
        commit.subject(urn);
        commit.declare(urn, EdgeKind.PART_OF, run.urn(), moment.at());
        commit.declare(urn, Attributes.NAME, step.name(), moment.at());
    }

    static void task(Commit commit, Run run, Task task, Moment moment) {
        Urn urn = run.taskUrn(task.step(), task.idText());
        commit.subject(urn);
        commit.declare(urn, EdgeKind.PART_OF, run.stepUrn(task.step()), moment.at());
        commit.declare(urn, Attributes.NAME, task.step() + "/" + task.idText(), moment.at());
    }

    /** Says what differs between two sets of tags. */
    static void tags(
            Commit commit, Run run, List<String> before, List<String> after, Moment moment) {
        for (String tag : after) {
            if (!before.contains(tag)) {
                commit.declare(run.urn(), Attributes.TAG + tag, true, moment.at());
            }
        }
        for (String tag : before) {
            if (!after.contains(tag)) {
                commit.declare(run.urn(), Attributes.TAG + tag, null, moment.at());
            }
        }
    }

    private static void user(Commit commit, Urn run, @Nullable String user, Moment moment) {
        if (user == null || user.isEmpty()) {
            return;
        }
        Urn agent = Urns.claimedAgent(Run.SYSTEM, user);
        Once.declare(commit, agent, Attributes.NAME, user, moment.at());
        commit.declare(run, EdgeKind.ASSOCIATED_WITH, agent, moment.at());
    }
}
