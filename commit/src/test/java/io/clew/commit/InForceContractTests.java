package io.clew.commit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.clew.model.Asserter;
import io.clew.model.EdgeKind;
import io.clew.model.EventTime;
import io.clew.model.Fact;
import io.clew.model.NodeKind;
import io.clew.model.Urn;
import io.clew.model.Workspace;
import io.clew.store.Migration;
import io.clew.store.Store;
import io.clew.store.testing.TestDatabase;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is in force after something was taken back, whether its row is laid down or waits. */
abstract class InForceContractTests {

    private static final Urn RUN = Urn.of(NodeKind.RUN, "openlineage", "r1");
    private static final Urn DATA = Urn.of(NodeKind.DATASET, "s3://bank", "transactions");
    private static final Asserter ANN = Asserter.claimed("openlineage", "ann");

    private Store store;
    private Committer committer;

    abstract TestDatabase newDatabase();

    @BeforeEach
    void open() {
        store = newDatabase().open(Migration.core());
        committer = new Committer(store, InstantSource.system(), List.of());
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void aValueIsNoLongerOnceItWasTakenBack() {
        commit(c -> c.declare(DATA, "x", 1L, at(5)));
        commit(
                c -> {
                    assertThat(inForce(c, 1L, 5)).isTrue();
                    assertThat(c.isSaid(DATA, "x", 1L)).isTrue();
                    c.add(new Fact.AttributeRetraction(DATA, "x", at(6), ANN, "wrong"));
                    assertThat(inForce(c, 1L, 5)).as("in the same write").isFalse();
                    assertThat(inForce(c, 1L, 9)).isFalse();
                    assertThat(c.isSaid(DATA, "x", 1L)).isFalse();
                });
        commit(
                c -> {
                    assertThat(inForce(c, 1L, 9)).as("in a later write").isFalse();
                    c.declare(DATA, "x", 2L, at(7));
                    assertThat(inForce(c, 2L, 9)).isTrue();
                    assertThat(inForce(c, 2L, 6)).as("before it was said").isFalse();
                    assertThat(inForce(c, 1L, 6)).isFalse();
                });
        commit(
                c -> {
                    c.add(new Fact.AttributeRetraction(DATA, "x", at(6), ANN, "wrong"));
                    c.declare(DATA, "x", 3L, at(4));
                    assertThat(inForce(c, 3L, 9)).as("what was said since").isTrue();
                });
        commit(c -> assertThat(inForce(c, 3L, 9)).isTrue());
    }

    @Test
    void anEdgeIsNoLongerOnceItWasTakenBack() {
        commit(c -> c.declare(RUN, EdgeKind.USED, DATA, at(5), Map.of("n", 1L)));
        commit(
                c -> {
                    assertThat(inForce(c, Map.of("n", 1L))).isTrue();
                    assertThat(c.isSaid(RUN, EdgeKind.USED, DATA, Map.of("n", 1L))).isTrue();
                    c.add(
                            new Fact.EdgeRetraction(
                                    RUN, EdgeKind.USED, DATA, at(6), ANN, null, "wrong"));
                    assertThat(inForce(c, Map.of("n", 1L))).as("in the same write").isFalse();
                    assertThat(c.isSaid(RUN, EdgeKind.USED, DATA, Map.of("n", 1L))).isFalse();
                    assertThat(standing(c)).as("as statements see it").isZero();
                    c.declare(RUN, EdgeKind.USED, DATA, at(7), Map.of("n", 2L));
                    assertThat(inForce(c, Map.of("n", 2L))).isTrue();
                    assertThat(inForce(c, Map.of("n", 1L))).isFalse();
                });
        commit(
                c -> {
                    assertThat(inForce(c, Map.of("n", 1L))).as("in a later write").isFalse();
                    assertThat(inForce(c, Map.of("n", 2L))).isTrue();
                    assertThat(standing(c)).isEqualTo(1);
                });
    }

    @Test
    void aLongValueIsComparedAsAWhole() {
        String query = "SELECT 1 -- ".repeat(100);
        commit(
                c -> {
                    assertThat(inForce(c, query)).isFalse();
                    c.declare(DATA, "x", query, at(5));
                    assertThat(inForce(c, query)).isTrue();
                });
        commit(
                c -> {
                    assertThat(inForce(c, query)).isTrue();
                    assertThat(inForce(c, query + " ")).isFalse();
                    assertThat(inForce(c, "")).isFalse();
                    c.declare(DATA, "x", query + "2", at(6));
                    assertThat(inForce(c, query)).isFalse();
                    assertThat(inForce(c, query + "2")).isTrue();
                });
        commit(c -> assertThat(inForce(c, query + "2")).isTrue());
    }

    /** A write that was undone said nothing of what it was the first to name. */
    @Test
    void whatAnUndoneWriteSaidIsNotInForce() {
        commit(c -> c.declare(RUN, "y", 1L, at(5)));
        assertThatThrownBy(
                        () ->
                                commit(
                                        c -> {
                                            assertThat(inForce(c, 1L, 9)).isFalse();
                                            c.declare(DATA, "x", 1L, at(5));
                                            assertThat(inForce(c, 1L, 9)).isTrue();
                                            throw new IllegalStateException("refused");
                                        }))
                .hasMessage("refused");
        commit(c -> assertThat(inForce(c, 1L, 9)).isFalse());
    }

    private static long standing(Commit commit) {
        return commit.db()
                .sql(
                        "SELECT COUNT(*) AS n FROM edge_fact e WHERE e.kind = 'used' AND NOT EXISTS"
                                + " (SELECT 1 FROM retraction r WHERE r.from_id = e.from_id AND"
                                + " r.kind = e.kind AND r.to_id = e.to_id AND r.asserter_id ="
                                + " e.asserter_id AND (r.position, r.seq) > (e.position, e.seq))")
                .first(row -> row.integer("n"))
                .orElseThrow();
    }

    private static boolean inForce(Commit commit, Object value, long at) {
        return commit.isInForce(DATA, "x", value, ANN, at(at).at());
    }

    private static boolean inForce(Commit commit, String value) {
        return inForce(commit, value, 9);
    }

    private static boolean inForce(Commit commit, Map<String, Object> attributes) {
        return commit.isInForce(RUN, EdgeKind.USED, DATA, attributes, ANN, at(9).at());
    }

    private void commit(Consumer<Commit> work) {
        committer.commit(
                new Intent(Workspace.DEFAULT, ANN, "test"),
                commit -> {
                    work.accept(commit);
                    return 0;
                });
    }

    private static EventTime at(long millis) {
        return EventTime.reported(millis);
    }
}
