package io.clew.protocol.openlineage.accept;

import io.clew.commit.Commit;
import io.clew.model.Attributes;
import io.clew.model.EventTime;
import io.clew.model.Urn;
import io.clew.protocol.openlineage.event.JobRef;
import io.clew.protocol.openlineage.facets.FacetMeanings;
import io.clew.protocol.openlineage.rows.HiddenRows;
import io.clew.protocol.openlineage.rows.LaterEventRows;
import io.clew.protocol.openlineage.rows.NamedRows;
import io.clew.protocol.openlineage.rows.StatedRows;
import java.util.List;

/**
 * States what an event says of jobs and datasets, which outlive it: nearly every event repeats what
 * the one before said, and then one look finds that there is nothing to do.
 */
final class NamedStatements {

    /** The part that says that a dataset was dropped, be it by whom; no facet is called so. */
    private static final long DROPPED = TreeHash.of(" dropped");

    /** The part that says what columns were derived from; no facet is called so. */
    private static final String COLUMNS = " columns";

    private final Commit commit;
    private final DatedStatements out;
    private final String family;
    private final long millis;
    private final RecentEvents recent;

    /** What the event may speak of. */
    private final SpokenOf spoken = new SpokenOf();

    NamedStatements(Commit commit, DatedStatements out, String family, long millis) {
        this.commit = commit;
        this.out = out;
        this.family = family;
        this.millis = millis;
        this.recent = RecentEvents.of(commit);
    }

    /**
     * States what is said of a job.
     *
     * @param executor what executed its code, by {@link FacetMeanings#ofJob}
     * @return its node
     */
    int job(NamedJob named, Urn executor) {
        JobRef ref = named.ref();
        Urn job = named.urn();
        int node = commit.nodeId(job);
        boolean isNews = isNews(node, named.parts());
        if (isNews) {
            NamedRows.JOBS.keep(
                    commit.db(),
                    commit.workspaceId(),
                    node,
                    ref.namespace(),
                    ref.name(),
                    commit.now());
            reveal(job, node);
            out.say(job, Attributes.NAME, ref.name());
            FacetMeanings.ofJob(ref, job, executor, out);
        } else if (!named.isOwn()) {
            FacetMeanings.ofJob(ref, job, executor, new OnlyOf(executor, out));
        }
        Changes changes = out.changes().take(changed -> named.isOwn() || !changed.equals(executor));
        names(job, node, named.topics());
        Late late = new Late(LaterEventRows.OF_JOB, job, node, new Again.OfJob(job));
        putRight(late, isNews ? named.topics() : 0, isNews ? named.parts() : List.of(), changes);
        return node;
    }

    /** States what is said of a dataset, whatever version it has; returns its node. */
    int dataset(NamedDataset named) {
        Urn dataset = named.urn();
        int node = commit.nodeId(dataset);
        boolean isNews = isNews(node, named.parts());
        if (named.isDrop()) {
            StatedRows.of(commit, node).keep(DROPPED, 0, millis);
        }
        // The same change is news again once the dataset was dropped or written in between.
        boolean isChange = !out.isOfRun() && named.isChange();
        if (isNews) {
            NamedRows.DATASETS.keep(
                    commit.db(),
                    commit.workspaceId(),
                    node,
                    named.name().namespace(),
                    named.name().name(),
                    commit.now());
            reveal(dataset, node);
        }
        boolean isStated = isNews || isChange || named.isMeasured();
        if (isStated) {
            FacetMeanings.ofDataset(named.ref(), dataset, out);
        }
        FacetMeanings.ofRole(named.ref(), dataset, out);
        Changes changes = out.changes().take(changed -> true);
        names(dataset, node, named.topics() | named.topicsOfRole());
        Again thing = new Again.OfDataset(dataset);
        Late late = new Late(LaterEventRows.OF_DATASET, dataset, node, thing);
        long stated = isStated ? named.topics() | named.topicsOfRole() : named.topicsOfRole();
        putRight(late, stated, isNews ? named.parts() : List.of(), changes);
        return node;
    }

    /** Remembers of what the event may speak again, should one come later that is before it. */
    private void names(Urn urn, int node, long topics) {
        if (commit.isNew(urn)) {
            recent.isNew(commit, node);
        }
        names(node, topics);
    }

    /** Remembers of what the event may speak again of a node. */
    void names(int node, long topics) {
        spoken.add(node, topics);
    }

    /** Remembers the event, once it was taken. */
    void remember(byte[] packed) {
        recent.add(
                commit,
                new RecentEvents.Heard(
                        commit.workspaceId(), millis, commit.position(), family, packed, spoken));
    }

    /** A thing of which events may come that are before others. */
    private record Late(LaterEventRows which, Urn urn, int node, Again thing) {}

    /**
     * Puts right what changed, where the event came late: what later events say stands from then
     * on.
     *
     * @param topics of what the event stated
     * @param parts of that, those that had not been stated last
     */
    private void putRight(Late late, long topics, List<StatedPart> parts, Changes changes) {
        if (changes.isEmpty() || topics == 0 || commit.isNew(late.urn())) {
            return;
        }
        LaterEvents.Spoken later =
                new LaterEvents(commit, late.which(), late.node(), family)
                        .putRight(changes, topics, millis, late.thing());
        if (later.newestMillis() > millis) {
            StatedRows stated = StatedRows.of(commit, late.node());
            parts.stream()
                    .filter(each -> (each.topic() & later.topics()) != 0)
                    .forEach(each -> stated.doubt(each.part(), later.newestMillis()));
        }
    }

    /** What a person deleted is there again once an event names it. */
    private void reveal(Urn urn, int node) {
        if (!commit.isNew(urn) && HiddenRows.reveal(commit, node)) {
            commit.declare(urn, Attributes.DELETED, null, EventTime.received(commit.now()));
        }
    }

    /** Says whether parts state anything that was not stated last, and remembers that they did. */
    private boolean isNews(int node, List<StatedPart> parts) {
        StatedRows stated = StatedRows.of(commit, node);
        boolean news = false;
        for (StatedPart each : parts) {
            news |= isNews(stated, each.part(), each.hash());
        }
        return news;
    }

    /**
     * Says whether column lineage is to be stated of a dataset, and remembers that it is now.
     *
     * @param hash of the column lineage
     */
    boolean isNewsOfColumns(int node, long hash) {
        return isNews(StatedRows.of(commit, node), StatedPart.name(family, COLUMNS), hash);
    }

    private boolean isNews(StatedRows stated, long part, long hash) {
        if (stated.covers(part, hash, millis)) {
            return false;
        }
        stated.keep(part, hash, millis);
        return true;
    }

    /** Says whether a dataset was ever told to be dropped. */
    boolean wasDropped(Urn dataset) {
        return StatedRows.of(commit, commit.nodeId(dataset)).has(DROPPED);
    }

    /** Forgets that column lineage was stated of a dataset. */
    void forgetColumns(int node) {
        StatedRows.of(commit, node).forget(StatedPart.name(family, COLUMNS));
    }
}
