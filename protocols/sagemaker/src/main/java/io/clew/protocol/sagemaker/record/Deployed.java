package io.clew.protocol.sagemaker.record;

import io.clew.commit.Commit;
import io.clew.model.EdgeKind;
import io.clew.model.Urn;
import java.util.List;

/** Finds what an endpoint was said to deploy, and nobody has taken back. */
final class Deployed {
    private Deployed() {}

    static List<Urn> by(Commit commit, Urn endpoint) {
        return commit.db()
                .sql(
                        "SELECT DISTINCT n.urn FROM edge_fact e JOIN node n ON n.id = e.to_id WHERE"
                                + " e.from_id = :endpoint AND e.kind = :kind AND NOT EXISTS (SELECT 1"
                                + " FROM retraction r WHERE r.from_id = e.from_id AND r.kind = e.kind"
                                + " AND r.to_id = e.to_id AND r.asserter_id = e.asserter_id AND"
                                + " (r.position, r.seq) > (e.position, e.seq))")
                .bind("endpoint", commit.nodeId(endpoint))
                .bind("kind", EdgeKind.DEPLOYS.wireName())
                .list(row -> Urn.parse(row.text("urn")).orElseThrow());
    }
}
