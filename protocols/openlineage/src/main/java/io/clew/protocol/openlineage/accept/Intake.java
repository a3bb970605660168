package io.clew.protocol.openlineage.accept;

import static java.util.Objects.requireNonNull;

import io.clew.commit.Commit;
import io.clew.commit.Committer;
import io.clew.commit.Intent;
import io.clew.model.ClewException;
import io.clew.model.ErrorCode;
import io.clew.model.Workspace;
import io.clew.protocol.openlineage.event.Event;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes events into the log, the protocol's tables and the graph. */
public final class Intake implements EventIntake {
    private static final Logger LOG = LoggerFactory.getLogger(Intake.class);

    private final Committer committer;

    public Intake(Committer committer) {
        this.committer = committer;
    }

    @Override
    public List<Outcome> accept(
            Workspace workspace, Origin origin, List<byte[]> events, Alongside alongside) {
        Intent intent = new Intent(workspace, origin.caller(), origin.operation());
        try {
            return takeAll(intent, events, alongside);
        } catch (RuntimeException failure) {
            boolean mustBeOne = alongside != Alongside.NOTHING;
            if (mustBeOne || !isOurs(failure) || events.size() == 1) {
                throw failure;
            }
            // One of them met a defect of ours: the others must not suffer from it.
            LOG.warn("A batch of {} events is taken one by one", events.size(), failure);
            return oneByOne(intent, events);
        }
    }

    /** What came of reading an event: the event, or why it is none. */
    private record Checked(@Nullable Prepared event, @Nullable ClewException refusal) {}

    private static Checked check(byte[] json) {
        try {
            return new Checked(Prepared.of(json), null);
        } catch (ClewException refusal) {
            return new Checked(null, refusal);
        }
    }

    private List<Outcome> takeAll(Intent intent, List<byte[]> events, Alongside alongside) {
        List<Checked> checked = events.stream().map(Intake::check).toList();
        return committer.commitAll(
                session -> {
                    List<Outcome> outcomes = new ArrayList<>(checked.size());
                    for (Checked each : checked) {
                        Prepared event = each.event();
                        outcomes.add(
                                event == null
                                        ? refused(each)
                                        : session.commit(intent, commit -> take(commit, event)));
                    }
                    alongside.write(session.db(), outcomes);
                    return outcomes;
                });
    }

    private List<Outcome> oneByOne(Intent intent, List<byte[]> events) {
        List<Outcome> outcomes = new ArrayList<>(events.size());
        for (byte[] each : events) {
            try {
                outcomes.addAll(takeAll(intent, List.of(each), Alongside.NOTHING));
            } catch (RuntimeException failure) {
                if (!isOurs(failure)) {
                    throw failure;
                }
                LOG.error("An event could not be taken", failure);
                outcomes.add(
                        new Outcome.Refused(
                                new ClewException(
                                        ErrorCode.INTERNAL,
                                        "The server failed to take this event; its log says why."),
                                true));
            }
        }
        return outcomes;
    }

    private static boolean isOurs(RuntimeException failure) {
        return !(failure instanceof ClewException refusal) || refusal.code() == ErrorCode.INTERNAL;
    }

    private static Outcome refused(Checked checked) {
        ClewException refusal = checked.refusal();
        return new Outcome.Refused(
                refusal == null
                        ? new ClewException(ErrorCode.INTERNAL, "There is no event.")
                        : refusal,
                false);
    }

    private static Outcome take(Commit commit, Prepared prepared) {
        boolean taken =
                switch (prepared.event()) {
                    case Event.RunEvent run ->
                            new RunIntake(commit, prepared, requireNonNull(prepared.run())).take();
                    case Event.JobEvent job -> DesignIntake.take(commit, prepared, job);
                    case Event.DatasetEvent dataset ->
                            DatasetIntake.take(commit, prepared, dataset);
                };
        if (taken) {
            commit.payloadDigest(prepared.digest().sha256(), prepared.sizeBytes());
        } else {
            commit.abandon();
        }
        return new Outcome.Accepted(!taken, prepared.warnings());
    }
}
