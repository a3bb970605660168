package io.clew.questions.merges;

import io.clew.commit.Commit;
import io.clew.commit.Committer;
import io.clew.commit.Intent;
import io.clew.model.Asserter;
import io.clew.model.ClewException;
import io.clew.model.EdgeKind;
import io.clew.model.EventTime;
import io.clew.model.NodeKind;
import io.clew.model.Urn;
import io.clew.model.Workspace;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** States that names mean one thing, because somebody says so. */
public final class Merges {

    /** What the log calls it. */
    public static final String OPERATION = "merges";

    /** The attribute of the edge that says why. */
    public static final String REASON = "reason";

    /** Most names of one merge: more than anybody reads before saying yes. */
    public static final int NAMES_MAX = 100;

    /** What people said is one thing each, whoever said it; it has no second name. */
    private static final Set<NodeKind> NEVER =
            EnumSet.of(NodeKind.APPROVAL, NodeKind.INCIDENT, NodeKind.NOTE, NodeKind.PREDICTION);

    /** Kinds whose last segment tells one from the other within one container. */
    private static final Set<NodeKind> WITHIN =
            EnumSet.of(NodeKind.DATASET_VERSION, NodeKind.MODEL_VERSION, NodeKind.COLUMN);

    private final Committer committer;

    public Merges(Committer committer) {
        this.committer = committer;
    }

    /**
     * States that some nodes are one thing: the first is the same as each of the others.
     *
     * @param author who says it
     * @param names two or more nodes that exist
     * @param reason why; {@link Reasons} bounds it
     * @param payload the request as it was accepted, for the audit entry
     * @throws ClewException INVALID_PARAMETER for names that cannot be one thing
     */
    public Decided add(
            Workspace workspace, Asserter author, List<Urn> names, String reason, byte[] payload) {
        Reasons.check(reason);
        check(names);
        return committer.commit(
                new Intent(workspace, author, OPERATION),
                commit -> write(commit, names, reason, payload));
    }

    private static Decided write(Commit commit, List<Urn> names, String reason, byte[] payload) {
        EventTime now = EventTime.received(commit.now());
        Urn first = names.getFirst();
        List<Decided.Stated> facts = new ArrayList<>();
        names.forEach(commit::subject);
        for (Urn other : names.subList(1, names.size())) {
            commit.declare(first, EdgeKind.SAME_AS, other, now, Map.of(REASON, reason));
            facts.add(new Decided.Stated(false, first, EdgeKind.SAME_AS, other, commit.by()));
        }
        commit.payload(payload);
        return new Decided(
                commit.position(),
                commit.now(),
                commit.by().agent(),
                OPERATION,
                reason,
                facts,
                List.of());
    }

    private static void check(List<Urn> names) {
        Urn first = names.getFirst();
        Set<NodeKind> kinds = names.stream().map(Urn::kind).collect(Collectors.toSet());
        if (kinds.size() > 1) {
            throw refuse(
                    "One thing has one kind, and these are %s: expected references to nodes of one kind."
                            .formatted(
                                    names.stream()
                                            .map(name -> name.kind().wireName())
                                            .distinct()
                                            .collect(Collectors.joining(", "))));
        }
        if (NEVER.contains(first.kind())) {
            throw refuse(
                    "What people said has no second name: two nodes of kind %s are never one thing."
                            .formatted(first.kind()));
        }
        Set<Urn> seen = new HashSet<>();
        Set<List<String>> containers = new HashSet<>();
        for (Urn name : names) {
            if (!seen.add(name)) {
                throw refuse(
                        "%s is named twice: expected two or more different nodes.".formatted(name));
            }
            if (WITHIN.contains(name.kind())
                    && !containers.add(name.segments().subList(0, name.segments().size() - 1))) {
                throw refuse(
                        "%s is in the same container as another of them: two nodes of kind %s there are never one thing."
                                .formatted(name, name.kind()));
            }
        }
    }

    private static ClewException refuse(String sentence) {
        return ClewException.invalid("refs", sentence);
    }
}
