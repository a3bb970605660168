package io.clew.questions.diff.rank;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.clew.model.answer.Change;
import io.clew.questions.diff.align.Pair;
import io.clew.questions.diff.align.Pairs;
import io.clew.questions.diff.align.Role;
import io.clew.questions.diff.compare.Difference;
import io.clew.questions.diff.past.History;
import java.util.List;
import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class RankingTests {

    private static final Offset<Double> NEARLY = within(1e-9);
    private static final Pair ASKED = Pairs.of(Role.RUN, 1, null);

    private static Scored score(Difference difference, History history) {
        return Ranking.score(difference, history, Unrest.UNKNOWN);
    }

    private static Difference parameter(Pair pair) {
        return Found.of(pair, Change.Kind.PARAMETER, "depth", Found.RUN);
    }

    @Test
    void aScoreIsTheProductOfItsFactors() {
        Scored scored = score(parameter(ASKED), History.NONE);
        assertThat(scored.factors()).containsOnlyKeys("base", "near", "rare", "size");
        assertThat(scored.score())
                .isCloseTo(scored.factors().values().stream().reduce(1.0, (a, b) -> a * b), NEARLY);
        assertThat(scored.factors()).containsEntry("base", 0.95).containsEntry("near", 1.0);
    }

    @Test
    void nearerIsHigherAndDistanceDoesNotAcquit() {
        Pair near = Pairs.of(Role.RUN, 2, ASKED);
        Pair far = ASKED;
        for (int i = 0; i < 400; i++) {
            far = Pairs.of(Role.RUN, 3 + i, far);
        }
        double one = score(parameter(near), History.NONE).score();
        Scored other = score(parameter(far), History.NONE);
        assertThat(one).isGreaterThan(other.score());
        assertThat(other.isMaterial()).isTrue();
        assertThat(other.factors().get("near")).isCloseTo(1 / 1.48, NEARLY);
    }

    @Test
    void whatChangesEachTimeExplainsNothing() {
        History always = History.of(IntStream.range(0, 10).boxed().toList());
        History once = History.of(List.of(1, 1, 1, 1, 2, 2, 2, 2));
        History never = History.of(List.of(1, 1, 1, 1, 1, 1, 1, 1));
        assertThat(score(parameter(ASKED), always).isMaterial()).isFalse();
        assertThat(score(parameter(ASKED), once).isMaterial()).isTrue();
        assertThat(score(parameter(ASKED), never).score())
                .isGreaterThan(score(parameter(ASKED), once).score());
    }

    @Test
    void anAnnotationIsNeverMaterial() {
        Scored scored =
                score(
                        Found.of(ASKED, Change.Kind.ANNOTATION, "description", Found.RUN),
                        History.NONE);
        assertThat(scored.score()).isLessThan(0.5);
        assertThat(scored.isMaterial()).isFalse();
    }

    private static Scored mean(double before, double after, List<Double> past) {
        return score(
                Found.figure(ASKED, "mean", Found.column("amount"), before, after, 5),
                History.of(past));
    }

    @Test
    void aFigureThatWandersHasNotChanged() {
        List<Double> past = List.of(100.0, 104.0, 98.0, 103.0, 99.0, 101.0);
        assertThat(mean(100, 104, past).isNatural()).isTrue();
        assertThat(mean(100, 900, past).isMaterial()).isTrue();
        assertThat(mean(100, 900, past).isNatural()).isFalse();
    }

    @Test
    void aReturnToWhatIsUsualIsNoNews() {
        List<Double> past = List.of(100.0, 100.0, 100.0, 100.0, 900.0);
        assertThat(mean(900, 100, past).isNatural()).isTrue();
    }

    @Test
    void aValueBelowZeroWhereNoneEverWasIsNoMatterOfDegree() {
        Difference sentinel = Found.figure(ASKED, "min", Found.column("age"), 0, -1, 1000);
        assertThat(score(sentinel, History.of(List.of(0.0, 1.0, 0.0))).factors())
                .containsEntry("size", 1.0);
        assertThat(score(sentinel, History.of(List.of(0.0, -1.0, 0.0))).isNatural()).isTrue();
    }

    @Test
    void oneEarlierJumpIsNoHabit() {
        assertThat(Ranking.moves(List.of(1.0, 1.0, 1.0, 9.0, 9.0))).containsExactly(0.0, 0.0, 0.0);
        assertThat(Ranking.moves(List.of(1.0, 9.0))).containsExactly(8.0);
    }

    @Test
    void figuresThatAllWanderMuchAreJudgedByThat() {
        Unrest.Gathering gathering = new Unrest.Gathering();
        for (int i = 0; i < 10; i++) {
            gathering.add(
                    "mean",
                    new io.clew.questions.diff.past.Trait.Move(100, 100, 1),
                    List.of(100.0, 110.0));
        }
        Unrest restless = gathering.unrest();
        assertThat(restless.of("mean")).isCloseTo(10 / 1.1503, within(1e-3));
        assertThat(restless.of("quantiles")).isEqualTo(restless.of("mean"));
        assertThat(restless.of("rows")).isEqualTo(1.0);
        Difference moved = Found.figure(ASKED, "mean", Found.column("x"), 100, 110, 1);
        assertThat(Ranking.score(moved, History.NONE, Unrest.UNKNOWN).isNatural()).isFalse();
        assertThat(Ranking.score(moved, History.NONE, restless).isNatural()).isTrue();
    }

    @Test
    void calmIsNotTakenForCalmer() {
        Unrest.Gathering gathering = new Unrest.Gathering();
        for (int i = 0; i < 10; i++) {
            gathering.add(
                    "rows",
                    new io.clew.questions.diff.past.Trait.Move(100, 100, 10),
                    List.of(100.0, 100.0));
        }
        assertThat(gathering.unrest().of("rows")).isEqualTo(0.5);
    }
}
