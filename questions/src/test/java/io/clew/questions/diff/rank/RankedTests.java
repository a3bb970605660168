package io.clew.questions.diff.rank;

import static org.assertj.core.api.Assertions.assertThat;

import io.clew.model.NodeKind;
import io.clew.model.Urn;
import io.clew.model.answer.Change;
import io.clew.questions.diff.align.Pair;
import io.clew.questions.diff.align.Pairs;
import io.clew.questions.diff.align.Role;
import io.clew.questions.diff.side.ColumnWays;
import io.clew.questions.diff.work.Left;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What follows from what: a model of a run that read a table which a load made of another. */
class RankedTests {

    private static final ColumnWays UNKNOWN = (column, from) -> true;
    private static final Urn TABLE = Urn.of(NodeKind.DATASET, "s3://lake", "table");
    private static final Urn LOAD = Urn.of(NodeKind.JOB, "spark", "load");

    private final Pair model = Pairs.of(Role.MODEL, 1, null);
    private final Pair training = Pairs.of(Role.RUN, 2, model);
    private final Pair table = Pairs.of(Role.DATA, 3, training);
    private final Pair load = Pairs.of(Role.RUN, 4, table);
    private final Pair raw = Pairs.of(Role.DATA, 5, load);

    private static Scored figure(Pair pair, String field, String column, double score) {
        return Found.scored(Found.figure(pair, field, Found.column(column), 1, 2, 1), score);
    }

    private Scored sql(double score) {
        return Found.scored(Found.of(load, Change.Kind.CODE, "sql", LOAD), score);
    }

    private Scored digest(double score) {
        return Found.scored(Found.of(table, Change.Kind.DATA, "digest", TABLE), score);
    }

    @Test
    void contentFollowsFromTheQueryThatMadeIt() {
        Scored sql = sql(0.8);
        Scored digest = digest(0.9);
        Scored mean = figure(table, "mean", "amount", 0.95);
        Ranked ranked = Ranked.of(new Left(), List.of(digest, mean, sql), UNKNOWN);
        assertThat(ranked.order()).containsExactly(sql, mean, digest);
        assertThat(ranked.root(digest)).isSameAs(sql);
        assertThat(ranked.root(mean)).isSameAs(sql);
        assertThat(ranked.root(sql)).isNull();
    }

    @Test
    void whatIsNotMaterialCausesNothing() {
        Scored sql = sql(0.3);
        Scored digest = digest(0.9);
        Ranked ranked = Ranked.of(new Left(), List.of(sql, digest), UNKNOWN);
        assertThat(ranked.root(digest)).isNull();
        assertThat(ranked.order()).containsExactly(digest, sql);
    }

    @Test
    void whatSomebodyChoseFollowsFromNothing() {
        Scored sql = sql(0.9);
        Scored depth =
                Found.scored(Found.of(training, Change.Kind.PARAMETER, "depth", Found.RUN), 0.7);
        Scored stale = Found.scored(Found.of(table, Change.Kind.DATA, "stale", TABLE), 0.6);
        Ranked ranked = Ranked.of(new Left(), List.of(depth, sql, stale), UNKNOWN);
        assertThat(ranked.root(depth)).isNull();
        assertThat(ranked.root(stale)).isNull();
    }

    @Test
    void downstreamCausesNothingUpstream() {
        Scored depth =
                Found.scored(Found.of(training, Change.Kind.PARAMETER, "depth", Found.RUN), 0.9);
        Scored mean = figure(raw, "mean", "cents", 0.8);
        assertThat(Ranked.of(new Left(), List.of(depth, mean), UNKNOWN).root(mean)).isNull();
    }

    @Test
    void aColumnFollowsOnlyFromColumnsThatItDerivesFrom() {
        Scored above = figure(raw, "mean", "cents", 0.9);
        Scored derived = figure(table, "mean", "amount", 0.8);
        Scored other = figure(table, "mean", "age", 0.8);
        ColumnWays ways = (column, from) -> column.equals(Found.column("amount"));
        Ranked ranked = Ranked.of(new Left(), List.of(above, derived, other), ways);
        assertThat(ranked.root(derived)).isSameAs(above);
        assertThat(ranked.root(other)).isNull();
    }

    @Test
    void severalFiguresOfOneColumnAreOneShift() {
        Scored mean = figure(table, "mean", "amount", 0.9);
        Scored max = figure(table, "max", "amount", 0.7);
        Ranked ranked = Ranked.of(new Left(), List.of(max, mean), UNKNOWN);
        assertThat(ranked.root(max)).isSameAs(mean);
        assertThat(ranked.root(mean)).isNull();
    }

    @Test
    void incidentalComesAfterConsequences() {
        Scored note =
                Found.scored(
                        Found.of(model, Change.Kind.ANNOTATION, "description", Found.RUN), 0.2);
        Scored sql = sql(0.9);
        Scored digest = digest(0.1);
        assertThat(Ranked.of(new Left(), List.of(note, digest, sql), UNKNOWN).order())
                .containsExactly(sql, digest, note);
    }

    @Test
    void whatWasFoundTwiceCountsOnceWhereItWeighsMost() {
        Scored one = figure(table, "mean", "amount", 0.6);
        Scored other = figure(raw, "mean", "amount", 0.8);
        assertThat(Ranked.of(new Left(), List.of(one, other), UNKNOWN).order())
                .containsExactly(other);
    }

    @Test
    void aNaturalMoveIsNoChange() {
        Scored natural =
                new Scored(
                        Found.figure(table, "mean", Found.column("amount"), 1, 2, 1),
                        0.1,
                        Map.of("size", 0.1));
        assertThat(Ranked.of(new Left(), List.of(natural), UNKNOWN).order()).isEmpty();
    }
}
