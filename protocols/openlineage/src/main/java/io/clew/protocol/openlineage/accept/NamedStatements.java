package io.clew.protocol.openlineage.accept;

import io.clew.commit.Commit;
import io.clew.identity.dataset.DatasetName;
import io.clew.identity.dataset.DatasetNames;
import io.clew.identity.openlineage.OpenLineageUrns;
import io.clew.model.Attributes;
import io.clew.model.EventTime;
import io.clew.model.Urn;
import io.clew.protocol.openlineage.event.DatasetRef;
import io.clew.protocol.openlineage.event.JobRef;
import io.clew.protocol.openlineage.facets.FacetMeanings;
import io.clew.protocol.openlineage.facets.Lifecycle;
import io.clew.protocol.openlineage.rows.HiddenRows;
import io.clew.protocol.openlineage.rows.LaterEventRows;
import io.clew.protocol.openlineage.rows.NamedRows;
import io.clew.protocol.openlineage.rows.StatedRows;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * States what an event says of jobs and datasets, which outlive it: nearly every event repeats what
 * the one before said, and then one look finds that there is nothing to do.
 */
final class NamedStatements {

    /** Facets of a dataset that differ with each event, and say nothing of it as such. */
    private static final Set<String> OF_THE_EVENT = Set.of("version", "columnLineage", "lineage");

    /** Facets that state what others do too: what one of them stated last may not hold. */
    private static final Set<String> MEASURED =
            Set.of("dataQualityMetrics", "dataQualityAssertions");

    /** The part that says that a node was named at all; no facet is called so. */
    private static final String NAMED = "";

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
    int job(JobRef ref, Urn executor) {
        Urn job = OpenLineageUrns.job(ref.namespace(), ref.name());
        int node = commit.nodeId(job);
        boolean isOwn = executor.equals(job);
        if (isNews(node, ref.facets().byKey(), isOwn)) {
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
        } else if (!isOwn) {
            FacetMeanings.ofJob(ref, job, executor, new OnlyOf(executor, out));
        }
        Changes changes = out.changes().take(changed -> isOwn || !changed.equals(executor));
        Set<String> parts = ref.facets().byKey().keySet();
        putRight(LaterEventRows.OF_JOB, job, node, parts, changes, new Again.OfJob(job));
        return node;
    }

    /** States what is said of a dataset, whatever version it has; returns its node. */
    int dataset(DatasetRef ref) {
        DatasetName name = DatasetNames.of(ref.namespace(), ref.name());
        Urn dataset = name.urn();
        int node = commit.nodeId(dataset);
        Map<String, Map<String, @Nullable Object>> lasting = new HashMap<>(ref.facets().byKey());
        lasting.keySet().removeAll(OF_THE_EVENT);
        boolean isMeasured = lasting.keySet().removeAll(MEASURED);
        boolean isNews = isNews(node, lasting, List.of(ref.namespace(), ref.name()));
        if (Lifecycle.isDrop(lasting.get(Lifecycle.KEY))) {
            StatedRows.of(commit, node).keep(DROPPED, 0, millis);
        }
        // The same change is news again once the dataset was dropped or written in between.
        boolean isChange = !out.isOfRun() && lasting.containsKey(Lifecycle.KEY);
        if (isNews) {
            NamedRows.DATASETS.keep(
                    commit.db(),
                    commit.workspaceId(),
                    node,
                    name.namespace(),
                    name.name(),
                    commit.now());
            reveal(dataset, node);
        }
        if (isNews || isChange || isMeasured) {
            FacetMeanings.ofDataset(ref, dataset, out);
        }
        FacetMeanings.ofRole(ref, dataset, out);
        Changes changes = out.changes().take(changed -> true);
        Set<String> parts = lasting.keySet();
        putRight(
                LaterEventRows.OF_DATASET,
                dataset,
                node,
                parts,
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
     * @param parts the facets of the node that the event has
     */
    private void putRight(
            LaterEventRows which,
            Urn urn,
            int node,
            Set<String> parts,
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
                stated.doubt(part(NAMED), later);
                parts.forEach(facet -> stated.doubt(part(facet), later));
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

    /**
     * Says whether facets state anything that was not stated last, and remembers that they did; a
     * facet that is not there says nothing.
     *
     * @param how how they are stated, besides by whom
     */
    private boolean isNews(
            int node, Map<String, Map<String, @Nullable Object>> facets, Object how) {
        StatedRows stated = StatedRows.of(commit, node);
        boolean news = isNews(stated, part(NAMED), TreeHash.of(how));
        for (Map.Entry<String, Map<String, @Nullable Object>> facet : facets.entrySet()) {
            long hash = TreeHash.of(List.of(facet.getValue(), how));
            news |= isNews(stated, part(facet.getKey()), hash);
        }
        return news;
    }

    /** Says whether column lineage is to be stated of a dataset, and remembers that it is now. */
    boolean isNewsOfColumns(int node, Object what) {
        return isNews(StatedRows.of(commit, node), part(COLUMNS), TreeHash.of(what));
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
        StatedRows.of(commit, node).forget(part(COLUMNS));
    }

    private long part(String name) {
        return TreeHash.of(List.of(family, name));
    }
}
