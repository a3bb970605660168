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

    NamedStatements(Commit commit, DatedStatements out, String family, long millis) {
        this.commit = commit;
        this.out = out;
        this.family = family;
        this.millis = millis;
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
        if (isNews(node, named.parts())) {
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
        putRight(LaterEventRows.OF_JOB, job, node, named.parts(), changes, new Again.OfJob(job));
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
        if (isNews || isChange || named.isMeasured()) {
            FacetMeanings.ofDataset(named.ref(), dataset, out);
        }
        FacetMeanings.ofRole(named.ref(), dataset, out);
        Changes changes = out.changes().take(changed -> true);
        putRight(
                LaterEventRows.OF_DATASET,
                dataset,
                node,
                named.parts(),
                changes,
                new Again.OfDataset(dataset));
        return node;
    }

    /** Names when the newest event is that named a node, in what is remembered. */
    private record Newest(int node) {}

    /**
     * Puts right what changed, where the event came late: what later events say stands from then
     * on.
     *
     * @param parts what the event says of the node
     */
    private void putRight(
            LaterEventRows which,
            Urn urn,
            int node,
            List<StatedPart> parts,
            Changes changes,
            Again thing) {
        Newest key = new Newest(node);
        Long known = commit.memory().recall(key) instanceof Long millisKnown ? millisKnown : null;
        if (known == null && changes.isEmpty() && !commit.isNew(urn)) {
            return;
        }
        long newest = known == null ? Long.MIN_VALUE : known;
        boolean mayBeLate = known == null ? !commit.isNew(urn) : known > millis;
        if (mayBeLate && !changes.isEmpty()) {
            long later =
                    new LaterEvents(commit, which, node, family).putRight(changes, millis, thing);
            newest = Math.max(newest, later);
            if (later > millis) {
                StatedRows stated = StatedRows.of(commit, node);
                parts.forEach(each -> stated.doubt(each.part(), later));
            }
        }
        commit.memory().remember(key, Math.max(newest, millis));
    }

    /** What a person deleted is there again once an event names it. */
    private void reveal(Urn urn, int node) {
        if (!commit.isNew(urn) && HiddenRows.reveal(commit.db(), node)) {
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
