package io.clew.protocol.openlineage.marquez.routes;

import io.clew.commit.Commit;
import io.clew.identity.Urns;
import io.clew.model.Attributes;
import io.clew.model.EventTime;
import io.clew.model.NodeKind;
import io.clew.model.Urn;
import io.clew.protocol.openlineage.marquez.rows.Thing;
import io.clew.protocol.openlineage.marquez.rows.Things;
import io.clew.protocol.openlineage.rows.HiddenRows;

/**
 * Deletes jobs and datasets as Marquez does: they are not shown until an event names them again. In
 * the graph it is a dated state; what they were part of stays.
 */
final class Deletions {
    private Deletions() {}

    static void delete(Commit commit, Things things, Thing thing) {
        Urn urn = urn(things, thing);
        commit.subject(urn);
        commit.declare(urn, Attributes.DELETED, true, EventTime.received(commit.now()));
        HiddenRows.hide(commit, thing.id());
    }

    /** Names the node of a thing. */
    static Urn urn(Things things, Thing thing) {
        return Urns.of(
                things == Things.JOBS ? NodeKind.JOB : NodeKind.DATASET,
                thing.namespace(),
                thing.name());
    }
}
