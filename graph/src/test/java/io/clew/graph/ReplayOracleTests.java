package io.clew.graph;

import static org.assertj.core.api.Assertions.assertThat;

import io.clew.graph.traversal.Budget;
import io.clew.graph.traversal.Impact;
import io.clew.graph.traversal.Traversal;
import io.clew.graph.traversal.TraversalQuestion;
import io.clew.model.Assertion;
import io.clew.model.Clocks;
import io.clew.model.Direction;
import io.clew.model.EdgeKind;
import io.clew.model.Fact;
import io.clew.model.Level;
import io.clew.model.NodeKind;
import io.clew.model.Urn;
import io.clew.model.answer.Verdict;
import io.clew.model.log.LogEntry;
import io.clew.model.log.LogRecord;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * Asks the past and asks within small budgets: the past is a replay of the log's prefix, and what a
 * budget cuts says so.
 */
class ReplayOracleTests {

    private static final int LOGS = Integer.getInteger("clew.trials", 600);
    private static final int QUESTIONS = 6;

    private final Tally tally = new Tally();

    @Test
    void thePastIsAReplayOfThePrefix() {
        long first = Long.getLong("clew.seed", 2_000_000);
        System.out.println("ReplayOracleTests: seeds " + first + " to " + (first + LOGS - 1));
        for (long seed = first; seed < first + LOGS; seed++) {
            Random random = new Random(seed);
            List<LogEntry> entries =
                    RandomLog.of(random, 3 + random.nextInt(14), 2 + random.nextInt(30));
            GraphView whole = index(random, entries);
            for (int i = 0; i < QUESTIONS; i++) {
                replay(seed, entries, whole, random);
            }
        }
        tally.assertThatEachWasSeen(100, "nodes", "shorter than now");
    }

    private void replay(long seed, List<LogEntry> entries, GraphView whole, Random random) {
        Instant asOf =
                random.nextBoolean()
                        ? null
                        : Instant.ofEpochSecond(random.nextInt(RandomLog.TIMES));
        long knownAt = 1 + random.nextInt(entries.size());
        GraphView prefix =
                index(
                        random,
                        entries.stream()
                                .filter(entry -> entry.position() <= knownAt)
                                .map(entry -> happenedBy(entry, asOf))
                                .toList());
        int node = 1 + random.nextInt(prefix.nodeCount());
        TraversalQuestion then = question(random, node, new Clocks(asOf, knownAt), Budget.DEFAULT);
        TraversalQuestion replayed = at(then, new Clocks(asOf, Long.MAX_VALUE), then.budget());

        String what = "seed " + seed + ", " + whole.urn(node) + ", " + then;
        Answer past = ask(whole, then);
        assertThat(past).as(what).isEqualTo(ask(prefix, replayed));
        assertThat(impact(whole, then)).as(what).isEqualTo(impact(prefix, replayed));
        tally.count("nodes", past.nodes().size() > 3);
        tally.count(
                "shorter than now",
                past.nodes().size()
                        < ask(whole, at(then, Clocks.NOW, then.budget())).nodes().size());
    }

    /** What had not happened by then is left out; what was taken back as never true is not. */
    private static LogEntry happenedBy(
            LogEntry entry, @org.jspecify.annotations.Nullable Instant asOf) {
        if (asOf == null) {
            return entry;
        }
        List<LogRecord> records =
                entry.records().stream().filter(record -> happenedBy(record, asOf)).toList();
        return new LogEntry(
                entry.position(),
                entry.workspaceId(),
                entry.recorded(),
                entry.protocol(),
                entry.operation(),
                records);
    }

    private static boolean happenedBy(LogRecord record, Instant asOf) {
        return switch (record) {
            case LogRecord.NodeAdded added -> true;
            case LogRecord.EdgeAsserted edge -> !edge.fact().at().at().isAfter(asOf);
            case LogRecord.AttributeAsserted word -> !word.fact().at().at().isAfter(asOf);
            case LogRecord.EdgeRetracted back -> {
                Fact.EdgeRetraction fact = back.fact();
                yield fact.until() == null || !fact.until().isAfter(asOf);
            }
            case LogRecord.AttributeRetracted back -> true;
        };
    }

    @Test
    void whatABudgetCutsIsNeverCalledComplete() {
        long first = Long.getLong("clew.seed", 3_000_000);
        System.out.println("ReplayOracleTests: seeds " + first + " to " + (first + LOGS - 1));
        for (long seed = first; seed < first + LOGS; seed++) {
            Random random = new Random(seed);
            List<LogEntry> entries =
                    RandomLog.of(random, 3 + random.nextInt(14), 2 + random.nextInt(30));
            GraphView view = index(random, entries);
            for (int i = 0; i < QUESTIONS; i++) {
                cut(seed, entries, view, random);
            }
        }
        tally.assertThatEachWasSeen(100, "cut", "whole");
    }

    private void cut(long seed, List<LogEntry> entries, GraphView view, Random random) {
        Clocks clocks = LineageOracleTests.clocks(random, entries.size());
        Oracle oracle = new Oracle(entries, clocks);
        List<Urn> urns = List.copyOf(oracle.nodes());
        if (urns.isEmpty()) {
            return;
        }
        Urn asked = urns.get(random.nextInt(urns.size()));
        Budget small = new Budget(random.nextInt(8), random.nextInt(30), 60_000);
        TraversalQuestion question =
                question(random, view.find(1, asked, clocks).orElseThrow(), clocks, small);
        Oracle.Answer expected = oracle.answer(asked, question);
        Oracle.Answer all =
                oracle.answer(
                        asked,
                        new TraversalQuestion(
                                question.node(),
                                question.direction(),
                                question.depth(),
                                question.kinds(),
                                question.filter(),
                                question.level(),
                                true,
                                small,
                                null));
        Answer answer = ask(view, question);

        String what = "seed " + seed + ", " + asked + ", " + question;
        Verdict verdict = answer.verdict();
        if (Traversal.of(view, question).cut() == null) {
            assertThat(answer.nodes()).as(what).isEqualTo(expected.nodes());
            assertThat(verdict).as(what).isEqualTo(expected.verdict());
        } else {
            assertThat(verdict.state()).as(what).isEqualTo(Verdict.State.TRUNCATED);
            assertThat(verdict.reason()).as(what).startsWith("more than ");
            assertThat(verdict.frontier().count()).as(what).isPositive();
            assertThat(verdict.frontier().first()).as(what).isNotEmpty();
            assertThat(all.nodes()).as(what).containsAll(answer.nodes());
        }
        tally.count("cut", verdict.state() == Verdict.State.TRUNCATED);
        tally.count("whole", verdict.state() != Verdict.State.TRUNCATED);
    }

    private record Answer(List<Urn> nodes, Set<Oracle.Link> edges, Verdict verdict) {}

    private static Answer ask(GraphView view, TraversalQuestion question) {
        Traversal answer = Traversal.of(view, question);
        return new Answer(
                Arrays.stream(answer.nodes(0, answer.size())).mapToObj(view::urn).toList(),
                answer.edges(0, answer.size()).stream()
                        .map(e -> new Oracle.Link(view.urn(e.from()), e.kind(), view.urn(e.to())))
                        .collect(Collectors.toSet()),
                answer.verdict());
    }

    private static Answer impact(GraphView view, TraversalQuestion question) {
        Impact impact = Impact.of(view, question);
        return new Answer(
                Arrays.stream(impact.nodes(0, impact.size())).mapToObj(view::urn).toList(),
                Set.of(),
                impact.verdict());
    }

    private static GraphView index(Random random, List<LogEntry> entries) {
        GraphIndex index = new GraphIndex(random.nextInt(40));
        index.applyAll(entries);
        return index.view();
    }

    private static TraversalQuestion question(
            Random random, int node, Clocks clocks, Budget budget) {
        return new TraversalQuestion(
                node,
                Direction.values()[random.nextInt(3)],
                random.nextBoolean() ? Integer.MAX_VALUE : random.nextInt(4),
                EnumSet.allOf(NodeKind.class),
                new EdgeFilter(
                        EnumSet.allOf(EdgeKind.class),
                        random.nextInt(4) == 0
                                ? EnumSet.of(Assertion.DECLARED)
                                : EnumSet.allOf(Assertion.class),
                        clocks),
                Level.values()[random.nextInt(2)],
                random.nextBoolean(),
                budget,
                null);
    }

    private static TraversalQuestion at(TraversalQuestion question, Clocks clocks, Budget budget) {
        return new TraversalQuestion(
                question.node(),
                question.direction(),
                question.depth(),
                question.kinds(),
                new EdgeFilter(question.filter().kinds(), question.filter().assertions(), clocks),
                question.level(),
                question.failed(),
                budget,
                null);
    }
}
