package io.clew.protocol.sagemaker.facts;

import io.clew.commit.Commit;
import io.clew.commit.Once;
import io.clew.model.EdgeKind;
import io.clew.model.EventTime;
import io.clew.protocol.sagemaker.rows.Entity;

/** Says what is part of what: trials of experiments, components of trials. */
public final class MembershipFacts {
    private MembershipFacts() {}

    /** Says that something is in a container. */
    public static void isIn(Commit commit, Entity member, Entity container) {
        commit.subject(Nodes.of(member));
        Once.declare(
                commit,
                Nodes.of(member),
                EdgeKind.PART_OF,
                Nodes.of(container),
                EntityFacts.at(commit, member.createdMillis()));
    }

    /** Says that it is not in it after all. */
    public static void isNoLongerIn(Commit commit, Entity member, Entity container) {
        commit.subject(Nodes.of(member));
        Once.withdraw(
                commit,
                Nodes.of(member),
                EdgeKind.PART_OF,
                Nodes.of(container),
                EventTime.received(commit.now()),
                "it was disassociated");
    }
}
