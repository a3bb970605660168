package io.clew.graph;

import static io.clew.graph.TestLog.ANN;
import static io.clew.graph.TestLog.BOB;
import static io.clew.graph.TestLog.urn;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.clew.model.Assertion;
import io.clew.model.Attributes;
import io.clew.model.ClewException;
import io.clew.model.Clocks;
import io.clew.model.EdgeKind;
import io.clew.model.ErrorCode;
import io.clew.model.NodeKind;
import io.clew.model.Urn;
import io.clew.model.log.LogEntry;
import io.clew.model.log.LogRecord;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class GraphIndexTests {

    private static final Urn RUN = urn(NodeKind.RUN, "r");
    private static final Urn DATA = urn(NodeKind.DATASET, "d");
    private static final Urn MODEL = urn(NodeKind.LOGGED_MODEL, "m");

    @Test
    void findsNodesByNameAndWalksEdgesBothWays() {
        TestLog log = new TestLog();
        log.edge(RUN, EdgeKind.USED, DATA).edge(MODEL, EdgeKind.GENERATED_BY, RUN);
        GraphView view = log.index.view();

        assertThat(view.position()).isEqualTo(2);
        assertThat(view.nodeCount()).isEqualTo(3);
        int run = view.find(1, RUN, Clocks.NOW).orElseThrow();
        assertThat(view.urn(run)).isEqualTo(RUN);
        assertThat(view.kind(run)).isEqualTo(NodeKind.RUN);
        assertThat(view.workspaceId(run)).isEqualTo(1);
        assertThat(causes(view, RUN, Clocks.NOW)).containsExactly("used " + DATA);
        assertThat(effects(view, RUN, Clocks.NOW)).containsExactly("generated-by " + MODEL);
    }

    @Test
    void keepsWorkspacesApart() {
        TestLog log = new TestLog();
        log.edge(RUN, EdgeKind.USED, DATA);

        assertThat(log.index.view().find(2, RUN, Clocks.NOW)).isEmpty();
    }

    @Test
    void doesNotKnowANodeBeforeItWasHeardOf() {
        TestLog log = new TestLog();
        log.edge(RUN, EdgeKind.USED, DATA).edge(MODEL, EdgeKind.GENERATED_BY, RUN);

        assertThat(log.index.view().find(1, MODEL, new Clocks(null, 1))).isEmpty();
        assertThat(log.index.view().find(1, MODEL, new Clocks(null, 2))).isPresent();
    }

    @Test
    void ignoresAnEntryThatItHasAndRefusesOneTooEarly() {
        TestLog log = new TestLog();
        LogEntry first = log.entry(log.said(RUN, EdgeKind.USED, DATA, ANN));
        LogEntry second = log.entry(log.said(MODEL, EdgeKind.GENERATED_BY, RUN, ANN));
        LogEntry third = log.entry(log.said(MODEL, EdgeKind.USED, DATA, ANN));
        log.index.apply(first);
        log.index.apply(first);

        assertThat(log.index.view().edgeCount()).isEqualTo(1);
        assertThatThrownBy(() -> log.index.apply(third))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("entry 3 does not follow entry 1");
        log.index.apply(second);
        assertThat(log.index.position()).isEqualTo(2);
    }

    @Test
    void answersNothingOnceAnEntryCouldNotBeTaken() {
        TestLog log = new TestLog();
        log.edge(RUN, EdgeKind.USED, DATA);
        LogEntry broken =
                new LogEntry(
                        2,
                        1,
                        Instant.EPOCH,
                        "test",
                        "test",
                        List.of(new LogRecord.NodeAdded(7, MODEL)));
        assertThatThrownBy(() -> log.index.apply(broken)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(log.index::view)
                .isInstanceOfSatisfying(
                        ClewException.class,
                        refusal -> assertThat(refusal.code()).isEqualTo(ErrorCode.UNAVAILABLE))
                .hasMessageContaining("entry 2");
        assertThatThrownBy(() -> log.index.apply(broken)).hasMessageContaining("entry 2");
        assertThat(log.index.position()).isEqualTo(1);
    }

    @Test
    void aViewStaysAsItIs() {
        TestLog log = new TestLog(new GraphIndex(0));
        log.edge(RUN, EdgeKind.USED, DATA);
        GraphView before = log.index.view();
        log.edge(RUN, EdgeKind.USED, MODEL)
                .takeBack(RUN, EdgeKind.USED, DATA, ANN, null)
                .status(RUN, "failed");

        assertThat(causes(before, RUN, Clocks.NOW)).containsExactly("used " + DATA);
        assertThat(before.status(log.id(RUN), Clocks.NOW)).isNull();
        assertThat(causes(log.index.view(), RUN, Clocks.NOW)).containsExactly("used " + MODEL);
    }

    @Test
    void anEdgeStandsWhileOneOfItsAssertersStandsByIt() {
        TestLog log = new TestLog();
        log.edge(RUN, EdgeKind.USED, DATA, ANN)
                .edge(RUN, EdgeKind.USED, DATA, BOB)
                .takeBack(RUN, EdgeKind.USED, DATA, ANN, null);

        assertThat(causes(log.index.view(), RUN, Clocks.NOW)).hasSize(1);
        log.takeBack(RUN, EdgeKind.USED, DATA, BOB, null);
        assertThat(causes(log.index.view(), RUN, Clocks.NOW)).isEmpty();
        assertThat(causes(log.index.view(), RUN, new Clocks(null, 3))).hasSize(1);
        log.edge(RUN, EdgeKind.USED, DATA, ANN);
        assertThat(causes(log.index.view(), RUN, Clocks.NOW)).hasSize(1);
        assertThat(log.index.view().edgeCount()).isEqualTo(1);
    }

    @Test
    void nobodyTakesBackWhatAnotherSaid() {
        TestLog log = new TestLog();
        log.edge(RUN, EdgeKind.USED, DATA, ANN)
                .takeBack(RUN, EdgeKind.USED, DATA, BOB, null)
                .takeBack(RUN, EdgeKind.USED, MODEL, BOB, null);

        assertThat(causes(log.index.view(), RUN, Clocks.NOW)).containsExactly("used " + DATA);
    }

    @Test
    void anEndedEdgeStoodUntilThen() {
        TestLog log = new TestLog();
        log.edge(RUN, EdgeKind.USED, DATA)
                .edge(RUN, EdgeKind.USED, MODEL)
                .takeBack(RUN, EdgeKind.USED, DATA, ANN, Instant.ofEpochSecond(10));
        GraphView view = log.index.view();

        assertThat(causes(view, RUN, at(9))).contains("used " + DATA);
        assertThat(causes(view, RUN, at(10))).doesNotContain("used " + DATA);
        assertThat(causes(view, RUN, at(0))).isEmpty();
        assertThat(causes(view, RUN, Clocks.NOW)).containsExactly("used " + MODEL);
    }

    @Test
    void choosesByKindAndAssertion() {
        TestLog log = new TestLog();
        log.edge(RUN, EdgeKind.USED, DATA).edge(RUN, EdgeKind.INFORMED_BY, MODEL);
        GraphView view = log.index.view();
        EdgeCursor used = view.cursor(EdgeFilter.at(Clocks.NOW).only(Set.of(EdgeKind.USED)));
        used.out(log.id(RUN));

        assertThat(used.next()).isTrue();
        assertThat(used.node()).isEqualTo(log.id(DATA));
        assertThat(used.kind()).isEqualTo(EdgeKind.USED);
        assertThat(view.edge(used.edge()))
                .isEqualTo(new GraphEdge(log.id(RUN), EdgeKind.USED, log.id(DATA)));
        assertThat(used.next()).isFalse();
        EdgeCursor inferred =
                view.cursor(
                        new EdgeFilter(
                                EnumSet.allOf(EdgeKind.class),
                                Set.of(Assertion.INFERRED),
                                Clocks.NOW));
        inferred.out(log.id(RUN));
        assertThat(inferred.next()).isFalse();
    }

    @Test
    void theOrderOfEdgesIsThatOfTheLogWhateverTheLayout() {
        List<List<String>> orders = new ArrayList<>();
        for (int deltaMin : new int[] {0, 3, 10, 1000}) {
            TestLog log = new TestLog(new GraphIndex(deltaMin));
            for (int i = 0; i < 50; i++) {
                log.edge(RUN, EdgeKind.USED, urn(NodeKind.DATASET, "d" + i));
            }
            orders.add(causes(log.index.view(), RUN, Clocks.NOW));
        }

        assertThat(orders.getFirst()).hasSize(50).startsWith("used urn:clew:dataset:t/d49");
        assertThat(orders).containsOnly(orders.getFirst());
    }

    @Test
    void aStatusIsTheLatestWordOfTheStrongestAssertion() {
        TestLog log = new TestLog();
        log.status(RUN, "running").status(RUN, "failed");
        GraphView view = log.index.view();
        int run = log.id(RUN);

        assertThat(status(view, run, Clocks.NOW)).isEqualTo(RunStatus.FAILED);
        assertThat(status(view, run, at(1))).isEqualTo(RunStatus.RUNNING);
        assertThat(status(view, run, new Clocks(null, 1))).isEqualTo(RunStatus.RUNNING);
        log.attribute(RUN, Attributes.STATUS, null);
        assertThat(log.index.view().status(run, Clocks.NOW)).isNull();
    }

    @Test
    void aVersionIsDescribedFromItsFirstAttributeOn() {
        Urn version = urn(NodeKind.DATASET_VERSION, "v");
        TestLog log = new TestLog();
        log.edge(RUN, EdgeKind.USED, version).attribute(version, Attributes.DIGEST, "x");
        int node = log.id(version);

        assertThat(log.index.view().described(node, new Clocks(null, 1))).isFalse();
        assertThat(log.index.view().described(node, new Clocks(null, 2))).isTrue();
        assertThat(log.index.view().described(node, at(1))).isFalse();
    }

    private static RunStatus status(GraphView view, int run, Clocks clocks) {
        StatusWord word = view.status(run, clocks);
        return word == null ? RunStatus.OTHER : word.status();
    }

    private static Clocks at(long second) {
        return new Clocks(Instant.ofEpochSecond(second), Long.MAX_VALUE);
    }

    private static List<String> causes(GraphView view, Urn node, Clocks clocks) {
        EdgeCursor cursor = view.cursor(EdgeFilter.at(clocks));
        cursor.out(view.find(1, node, Clocks.NOW).orElseThrow());
        return rest(view, cursor);
    }

    private static List<String> effects(GraphView view, Urn node, Clocks clocks) {
        EdgeCursor cursor = view.cursor(EdgeFilter.at(clocks));
        cursor.in(view.find(1, node, Clocks.NOW).orElseThrow());
        return rest(view, cursor);
    }

    private static List<String> rest(GraphView view, EdgeCursor cursor) {
        List<String> edges = new ArrayList<>();
        while (cursor.next()) {
            edges.add(cursor.kind() + " " + view.urnText(cursor.node()));
        }
        return edges;
    }
}
