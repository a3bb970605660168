package io.clew.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.clew.commit.Committer;
import io.clew.commit.Intent;
import io.clew.commit.NodeNames;
import io.clew.graph.GraphIndex;
import io.clew.identity.People;
import io.clew.model.Asserter;
import io.clew.model.Attributes;
import io.clew.model.EventTime;
import io.clew.model.NodeKind;
import io.clew.model.Urn;
import io.clew.model.Workspace;
import io.clew.store.Migration;
import io.clew.store.Store;
import io.clew.store.WorkspaceRows;
import io.clew.store.testing.TestDatabase;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whoever finds nodes in the graph finds those of the database, whatever was undone meanwhile. */
class GraphNamesTests {

    private static final int WRITES = 400;

    private static final Workspace OTHER = new Workspace("other");

    @TempDir Path folder;

    @Test
    void nodesHaveTheNumbersThatTheDatabaseGaveThem() {
        long seed = Long.getLong("clew.seed", 20261130);
        Random random = new Random(seed);
        try (GraphIndex graph = new GraphIndex();
                Store store = TestDatabase.sqlite(folder).open(Migration.core())) {
            store.<Boolean>write(db -> WorkspaceRows.make(db, OTHER));
            Committer committer =
                    new Committer(
                            store,
                            InstantSource.system(),
                            List.of(graph::apply),
                            0,
                            People.NONE,
                            () -> GraphNames.of(graph));
            Map<List<Object>, Integer> numbers = new HashMap<>();
            for (int write = 0; write < WRITES; write++) {
                write(committer, random, numbers);
            }
            GraphNames names = (GraphNames) GraphNames.of(graph);
            assertThat(names.count()).as("seed %d", seed).isEqualTo(numbers.size());
            numbers.forEach(
                    (name, number) -> {
                        assertThat(names.find((int) name.get(0), (Urn) name.get(1)))
                                .as("seed %d, %s", seed, name)
                                .isEqualTo(number);
                        assertThat(names.urn(number)).isEqualTo(name.get(1));
                    });
            assertThat(
                            store.<List<String>>read(
                                    db ->
                                            db.sql("SELECT urn FROM node ORDER BY id")
                                                    .list(row -> row.text("urn"))))
                    .as("seed %d: no node twice", seed)
                    .hasSize(numbers.size());
        }
    }

    /** Says something of some nodes, or begins to and fails. */
    private static void write(
            Committer committer, Random random, Map<List<Object>, Integer> numbers) {
        Workspace workspace = random.nextInt(3) == 0 ? OTHER : Workspace.DEFAULT;
        boolean fails = random.nextInt(4) == 0;
        List<Urn> urns = new ArrayList<>();
        for (int i = random.nextInt(4); i >= 0; i--) {
            urns.add(Urn.of(NodeKind.RUN, "openlineage", "r" + random.nextInt(300)));
        }
        try {
            Map<List<Object>, Integer> now =
                    committer.commit(
                            new Intent(workspace, Asserter.claimed("openlineage", "ann"), "test"),
                            commit -> {
                                Map<List<Object>, Integer> found = new HashMap<>();
                                for (Urn urn : urns) {
                                    commit.declare(
                                            urn,
                                            Attributes.NAME,
                                            "x",
                                            EventTime.reported(commit.position()));
                                    found.put(
                                            List.of(commit.workspaceId(), urn), commit.nodeId(urn));
                                }
                                if (fails) {
                                    throw new IllegalStateException("refused");
                                }
                                return found;
                            });
            now.forEach(
                    (name, number) ->
                            assertThat(numbers.putIfAbsent(name, number))
                                    .isIn(null, (Object) number));
        } catch (IllegalStateException refused) {
            assertThat(fails).isTrue();
        }
    }

    @Test
    void anEmptyGraphKnowsThatThereAreNone() {
        try (GraphIndex graph = new GraphIndex()) {
            assertThat(GraphNames.of(graph).count()).isZero();
            assertThat(NodeNames.NONE.count()).isNegative();
        }
    }
}
