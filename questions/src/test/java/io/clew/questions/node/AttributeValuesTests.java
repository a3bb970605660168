package io.clew.questions.node;

import static org.assertj.core.api.Assertions.assertThat;

import io.clew.commit.Committer;
import io.clew.commit.Intent;
import io.clew.model.Asserter;
import io.clew.model.Assertion;
import io.clew.model.Clocks;
import io.clew.model.EventTime;
import io.clew.model.Fact;
import io.clew.model.Inference;
import io.clew.model.NodeKind;
import io.clew.model.Urn;
import io.clew.model.Viewer;
import io.clew.model.Workspace;
import io.clew.model.answer.HistoryEntry;
import io.clew.model.answer.Node;
import io.clew.questions.rows.NodeRows;
import io.clew.questions.story.Database;
import io.clew.store.Store;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Checks values and history at both clocks against a brute-force reading of random facts. */
@ParameterizedClass
@EnumSource(Database.class)
class AttributeValuesTests {

    @Parameter Database database;

    private static final Viewer VIEWER = Viewer.ofAll(Workspace.DEFAULT);
    private static final List<Asserter> ASSERTERS =
            List.of(
                    Asserter.claimed("mlflow", "ann"),
                    Asserter.claimed("mlflow", "bob"),
                    Asserter.claimed("openlineage", "ann"));
    private static final List<String> KEYS = List.of("stage", "tag.a", "alias.production");
    private static final int NODES = 3;
    private static final int INSTANTS = 12;

    @TempDir Path folder;

    /** A fact with its place in the log. */
    private record Logged(long position, int seq, Fact fact) {}

    @Test
    void valuesAndHistoryAreThoseOfTheBruteForceReading() {
        long seed = System.nanoTime();
        System.out.println("seed " + seed);
        Random random = new Random(seed);
        try (Store store = database.open(folder)) {
            List<Logged> log = write(store, random, 120);
            for (int question = 0; question < 150; question++) {
                Clocks clocks =
                        new Clocks(
                                random.nextInt(4) == 0 ? null : instant(random.nextInt(INSTANTS)),
                                random.nextInt(4) == 0 ? Long.MAX_VALUE : random.nextInt(122));
                checkValues(store, log, clocks);
                checkHistory(store, log, clocks, urn(random.nextInt(NODES)));
            }
        }
    }

    private static List<Logged> write(Store store, Random random, int entries) {
        Committer committer = new Committer(store, InstantSource.system(), List.of());
        Intent intent = new Intent(Workspace.DEFAULT, ASSERTERS.getFirst(), "test");
        List<Logged> log = new ArrayList<>();
        for (int i = 0; i < entries; i++) {
            List<Fact> facts = new ArrayList<>();
            for (int f = 0; f <= random.nextInt(4); f++) {
                facts.add(fact(random));
            }
            committer.commit(
                    intent,
                    commit -> {
                        for (int n = 0; n < NODES; n++) {
                            commit.nodeId(urn(n));
                        }
                        facts.forEach(commit::add);
                        return commit.position();
                    });
            for (int seq = 0; seq < facts.size(); seq++) {
                log.add(new Logged(i + 1, seq, facts.get(seq)));
            }
        }
        return log;
    }

    private static Fact fact(Random random) {
        Urn node = urn(random.nextInt(NODES));
        String key = KEYS.get(random.nextInt(KEYS.size()));
        Asserter by = ASSERTERS.get(random.nextInt(ASSERTERS.size()));
        EventTime at = new EventTime(instant(random.nextInt(INSTANTS)), EventTime.Source.REPORTED);
        if (random.nextInt(8) == 0) {
            return new Fact.AttributeRetraction(node, key, at, by, "it was wrong");
        }
        Assertion assertion = Assertion.values()[random.nextInt(3)];
        return new Fact.AttributeFact(
                node,
                key,
                random.nextInt(5) == 0 ? null : "v" + random.nextInt(3),
                assertion,
                at,
                by,
                assertion == Assertion.INFERRED ? new Inference("rule", List.of("x=1")) : null);
    }

    private static void checkValues(Store store, List<Logged> log, Clocks clocks) {
        List<Urn> urns = List.of(urn(2), urn(0), urn(1));
        List<Node> nodes = store.read(db -> NodeDetails.of(db, VIEWER, urns, clocks));
        assertThat(nodes).extracting(Node::urn).isEqualTo(urns);
        for (Node node : nodes) {
            Map<String, Object> expected = new TreeMap<>();
            for (String key : KEYS) {
                Object value = oracle(log, node.urn(), key, clocks);
                if (value != null) {
                    expected.put(key, value);
                }
            }
            assertThat(node.attributes()).as("%s at %s", node.urn(), clocks).isEqualTo(expected);
        }
    }

    private static void checkHistory(Store store, List<Logged> log, Clocks clocks, Urn node) {
        List<HistoryEntry> history =
                store.read(
                        db -> {
                            int workspace = NodeRows.workspaceId(db, VIEWER);
                            int id = NodeRows.find(db, workspace, node).orElseThrow().id();
                            return History.of(db, id, clocks);
                        });
        assertThat(history).isSortedAccordingTo(History.NEWEST_FIRST);
        int last = clocks.asOf() == null ? INSTANTS : (int) clocks.asOf().toEpochMilli() / 1000;
        for (String key : KEYS) {
            for (int at = 0; at <= last; at++) {
                Instant then = instant(at);
                List<Object> shown =
                        history.stream()
                                .filter(e -> e.key().equals(key))
                                .filter(e -> !e.from().isAfter(then))
                                .filter(e -> e.to() == null || e.to().isAfter(then))
                                .map(HistoryEntry::value)
                                .toList();
                Object expected = oracle(log, node, key, new Clocks(then, clocks.knownAt()));
                assertThat(shown)
                        .as("%s of %s at %s, asked at %s", key, node, then, clocks)
                        .isEqualTo(expected == null ? List.of() : List.of(expected));
            }
        }
    }

    /** Reads the whole log for one value, as the rule says and with no thought of speed. */
    private static @Nullable Object oracle(List<Logged> log, Urn node, String key, Clocks clocks) {
        Map<Asserter, Logged> latest = new HashMap<>();
        for (Logged logged : log) {
            if (logged.position() > clocks.knownAt()) {
                continue;
            }
            switch (logged.fact()) {
                case Fact.AttributeFact f when f.node().equals(node) && f.key().equals(key) -> {
                    if (clocks.asOf() != null && f.at().at().isAfter(clocks.asOf())) {
                        continue;
                    }
                    if (isTakenBack(log, logged, f, clocks)) {
                        continue;
                    }
                    Logged before = latest.get(f.by());
                    if (before == null || !before.fact().at().at().isAfter(f.at().at())) {
                        latest.put(f.by(), logged);
                    }
                }
                default -> {}
            }
        }
        Logged best = null;
        for (Logged candidate : latest.values()) {
            if (best == null || isBetter(candidate, best)) {
                best = candidate;
            }
        }
        return best == null ? null : ((Fact.AttributeFact) best.fact()).value();
    }

    private static boolean isTakenBack(
            List<Logged> log, Logged logged, Fact.AttributeFact fact, Clocks clocks) {
        return log.subList(log.indexOf(logged) + 1, log.size()).stream()
                .filter(later -> later.position() <= clocks.knownAt())
                .anyMatch(
                        later ->
                                later.fact() instanceof Fact.AttributeRetraction r
                                        && r.node().equals(fact.node())
                                        && r.key().equals(fact.key())
                                        && r.by().equals(fact.by()));
    }

    private static boolean isBetter(Logged a, Logged b) {
        Fact.AttributeFact fa = (Fact.AttributeFact) a.fact();
        Fact.AttributeFact fb = (Fact.AttributeFact) b.fact();
        if (fa.assertion() != fb.assertion()) {
            return fa.assertion().compareTo(fb.assertion()) < 0;
        }
        if (!fa.at().equals(fb.at())) {
            return fa.at().at().isAfter(fb.at().at());
        }
        return a.position() != b.position() ? a.position() > b.position() : a.seq() > b.seq();
    }

    private static Urn urn(int number) {
        return Urn.of(NodeKind.MODEL_VERSION, "mlflow", "fraud", String.valueOf(number));
    }

    private static Instant instant(int number) {
        return Instant.ofEpochSecond(number);
    }
}
